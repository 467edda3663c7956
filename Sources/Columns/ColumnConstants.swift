internal import SimulationCore

/// The circuit constants of each column under its present biases, in SI units and double
/// precision: what mismatch, biases and effects make of the parameters.
struct ColumnConstants {
  struct Input {
    /// Discharge time of the line; infinite when it floats.
    var lineTime = Double.infinity
    /// Line capacitance, that of a nominal line with its capacitor being 1.
    var lineCapacitance = 1.0
    /// Conductance of the OTA, 0 when it is disconnected.
    var conductance = 0.0
    /// Offset of the OTA's input.
    var offsetVolts = 0.0
  }

  struct Column {
    var excitatory = Input()
    var inhibitory = Input()
    var capacitance = 1.0
    var leakSiemens = 0.0
    var pseudoLeakSiemens = 0.0
    var leakVolts = 0.0
    var resetVolts = 0.0
    /// Sum of all currents that depend on no state.
    var constantAmperes = 0.0
    /// Growth of the membrane's noise variance.
    var noiseVariancePerSecond = 0.0
    /// Variance that one event adds to the membrane.
    var noiseVariancePerEvent = 0.0
    /// The membrane follows its reset potential at all times.
    var isStuckInReset = false

    /// All conductance that pulls at the membrane.
    var totalSiemens: Double { leakSiemens + pseudoLeakSiemens }
  }

  let columns: [Column]
  /// Variance that one event adds to each membrane.
  let eventNoise: [Float]

  init(
    parameters p: ColumnParameters, mismatch: ColumnMismatch, faults: ColumnFaults,
    biases: ColumnBiases, effects: EffectScales
  ) {
    let model = Model(
      p: p, mismatch: mismatch, faults: faults, effects: effects,
      temperature: TemperatureLaw(parameters: p, effects: effects))
    columns = biases.columns.indices.map { model.column($0, biases.columns[$0]) }
    eventNoise = columns.map { Float($0.noiseVariancePerEvent) }
  }
}

/// The laws from biases to constants.
private struct Model {
  let p: ColumnParameters
  let mismatch: ColumnMismatch
  let faults: ColumnFaults
  let effects: EffectScales
  let temperature: TemperatureLaw

  func column(_ j: Int, _ bias: ColumnBiases.Column) -> ColumnConstants.Column {
    var c = ColumnConstants.Column()
    let asymmetry = p.inputAsymmetry * effects[.otaAsymmetry] / 2
    c.excitatory = input(j, bias.excitatory, mismatch.excitatory, strength: 1 + asymmetry)
    c.inhibitory = input(j, bias.inhibitory, mismatch.inhibitory, strength: 1 - asymmetry)
    let leakScale = effects[.membraneLeakMismatch]
    c.capacitance =
      p.membraneCapacitance * max(bias.capacitance, 1 / 63)
      * spread(
        p.membraneCapacitanceSpread * effects[.membraneCapacitorMismatch], mismatch.capacitance[j])
    c.leakSiemens =
      p.leakConductance * bias.leakBias * temperature.conductance
      * spread(p.leakConductanceSpread * leakScale, mismatch.leakConductance[j])
    c.leakVolts = bias.leakVolts - p.potentialFollowerDrop + leakOffset(j, bias) * leakScale
    c.resetVolts =
      bias.resetVolts - p.potentialFollowerDrop
      + p.offsetSpread * effects[.membraneResetMismatch] * Double(mismatch.resetPotential[j])
    let enabledInputs = [bias.excitatory, bias.inhibitory].count { $0.isEnabled }
    c.pseudoLeakSiemens =
      p.pseudoLeakConductance * effects[.membranePseudoLeak] * Double(enabledInputs)
      * spread(p.pseudoLeakSpread, mismatch.pseudoLeak[j])
    c.constantAmperes =
      -c.excitatory.conductance * c.excitatory.offsetVolts
      + c.inhibitory.conductance * c.inhibitory.offsetVolts
      + p.offsetCurrent * bias.offsetCurrent
    let loudness = spread(p.noiseSpread * effects[.membraneNoiseMismatch], mismatch.noise[j])
    c.noiseVariancePerSecond =
      currentNoise(bias) / (c.capacitance * c.capacitance) * loudness * loudness
    c.isStuckInReset = faults.isStuckInReset(j)
    c.noiseVariancePerEvent =
      c.isStuckInReset
      ? 0 : (eventNoise(c.excitatory, c) + eventNoise(c.inhibitory, c)) * loudness * loudness
    return c
  }

  private func leakOffset(_ j: Int, _ bias: ColumnBiases.Column) -> Double {
    // The leak OTA's own offset moves with its bias, which is why calix nests the leak potential
    // into every search over i_bias_leak.
    p.offsetSpread
      * (Double(mismatch.leakPotential[j])
        + bias.leakBias.squareRoot() * Double(mismatch.leakBiasOffset[j]))
  }

  private func input(
    _ j: Int, _ bias: ColumnBiases.Input, _ pattern: ColumnMismatch.Input, strength: Double
  ) -> ColumnConstants.Input {
    var input = ColumnConstants.Input()
    let lineScale = effects[.lineMismatch]
    input.lineCapacitance =
      (bias.hasSmallCapacitance ? p.lineParasiticShare : 1)
      * spread(p.lineSpread * lineScale / 2, pattern.lineCapacitance[j])
    if bias.tauBias > 0 {
      let resistor = bias.hasHighResistance ? p.highResistanceFactor : 1
      input.lineTime =
        p.lineFastestTime / p.lineParasiticShare * input.lineCapacitance * resistor
        / bias.tauBias * spread(p.lineSpread * lineScale, pattern.resistance[j])
    }
    guard bias.isEnabled, bias.isLineConnected, !faults.isDead(j) else { return input }
    input.conductance =
      p.inputConductance * bias.conductanceBias * strength * temperature.conductance
      * spread(p.inputConductanceSpread * effects[.otaGainMismatch], pattern.conductance[j])
    input.offsetVolts =
      p.inputShiftRange * (bias.shiftBias - p.inputShiftNeutral)
      + p.offsetSpread * effects[.otaOffset] * Double(pattern.offset[j])
      + temperature.offsetVolts * Double(pattern.temperatureShift[j])
    return input
  }

  /// One-sided density S gives a variance S/2 per second on an integrating capacitor.
  private func currentNoise(_ bias: ColumnBiases.Column) -> Double {
    let activity =
      (bias.excitatory.isEnabled ? bias.excitatory.conductanceBias : 0)
      + (bias.inhibitory.isEnabled ? bias.inhibitory.conductanceBias : 0)
    let scale = effects[.membraneNoise]
    return p.currentNoiseDensity / 2 * activity / 2 * scale * scale * temperature.noiseDensity
  }

  private func eventNoise(
    _ input: ColumnConstants.Input, _ column: ColumnConstants.Column
  ) -> Double {
    guard input.conductance > 0, input.lineTime.isFinite else { return 0 }
    let volts =
      p.eventNoise * effects[.membraneEventNoise] * input.conductance * input.lineTime
      / column.capacitance
    return volts * volts
  }

  /// A positive factor around 1: no draw can make a conductance or a capacitor vanish.
  private func spread(_ sigma: Double, _ z: Float) -> Double {
    max(1 + sigma * Double(z), 0.1)
  }
}

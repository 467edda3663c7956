internal import Glibc
internal import SimulationCore

/// Circuit constants of each column under its present biases, in SI units and double precision.
struct ColumnConstants {
  struct Input {
    /// Discharge time of the line.
    var lineTime = Double.infinity
    /// The tau bias is zero: nothing but leakage discharges the line.
    var isFloating = true
    /// The resistor discharges the line faster than leakage does.
    var hasDischarge = false
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
    /// Current that differs from one result to the next (standard deviation).
    var slowAmperes = 0.0
    /// Current that differs from one program run to the next (standard deviation).
    var runAmperes = 0.0
    /// Noise that the leak leaves on the membrane (standard deviation).
    var leakNoiseVolts = 0.0
    /// The membrane follows its reset potential at all times.
    var isStuckInReset = false

    /// One of the inputs.
    func input(_ line: ColumnLine) -> Input { line == .excitatory ? excitatory : inhibitory }

    /// All conductance that pulls at the membrane.
    var totalSiemens: Double { leakSiemens + pseudoLeakSiemens }
  }

  let columns: [Column]
  /// Variance that one event adds to each membrane.
  let eventNoise: [Float]
  /// Law of a time step, for all columns.
  let law: TransferLaw

  init(_ circuit: ColumnCircuit, biases: ColumnBiases) {
    let model = Model(circuit)
    columns = biases.columns.indices.map { model.column($0, biases.columns[$0]) }
    eventNoise = columns.map { Float($0.noiseVariancePerEvent) }
    law = TransferLaw(parameters: circuit.parameters, effects: circuit.effects)
  }
}

/// The fixed part of one hemisphere's columns: their physics, the effects in force, and what the
/// seed draws.
struct ColumnCircuit {
  let parameters: ColumnParameters
  let effects: EffectScales
  let mismatch: ColumnMismatch
  let faults: ColumnFaults

  init(
    parameters: ColumnParameters, effects: EffectScales, draw: HemisphereDraw, count: Int
  ) {
    self.parameters = parameters
    self.effects = effects
    mismatch = ColumnMismatch(draw, count: count)
    faults = ColumnFaults(ColumnFaults.Fractions(parameters, effects), draw: draw, count: count)
  }
}

/// Laws from biases to constants.
private struct Model {
  let p: ColumnParameters
  let count: Int
  let mismatch: ColumnMismatch
  let faults: ColumnFaults
  let effects: EffectScales
  let spreads: ColumnSpreads
  let temperature: TemperatureLaw

  init(_ circuit: ColumnCircuit) {
    (p, effects) = (circuit.parameters, circuit.effects)
    (mismatch, faults) = (circuit.mismatch, circuit.faults)
    count = mismatch.capacitance.count
    spreads = ColumnSpreads(parameters: p, effects: effects)
    temperature = TemperatureLaw(parameters: p, effects: effects)
  }

  func column(_ j: Int, _ bias: ColumnBiases.Column) -> ColumnConstants.Column {
    var c = ColumnConstants.Column()
    (c.excitatory, c.inhibitory) = (excitatoryInput(j, bias), inhibitoryInput(j, bias))
    setPotentials(&c, j, bias)
    setConductances(&c, j, bias)
    c.constantAmperes =
      -c.excitatory.conductance * c.excitatory.offsetVolts
      + c.inhibitory.conductance * c.inhibitory.offsetVolts
      + p.offsetCurrent * bias.offsetCurrent
    c.isStuckInReset = faults.isStuckInReset(j)
    setNoise(&c, j, bias)
    return c
  }

  // MARK: - Membrane

  private func setPotentials(
    _ c: inout ColumnConstants.Column, _ j: Int, _ bias: ColumnBiases.Column
  ) {
    let drop = p.potentialFollowerDrop - spreads.follower.offset(mismatch.follower[j])
    c.leakVolts = bias.leakVolts - drop + leakOffset(j, bias)
    c.resetVolts =
      bias.resetVolts - drop + spreads.resetPotential.offset(mismatch.resetPotential[j])
  }

  /// Offset of the leak OTA. It moves with its bias, which is why calix nests the leak
  /// potential into every search over i_bias_leak.
  private func leakOffset(_ j: Int, _ bias: ColumnBiases.Column) -> Double {
    let z =
      Double(mismatch.leakPotential[j])
      + bias.leakBias.squareRoot() * Double(mismatch.leakBiasOffset[j])
    return p.offsetSpread * z * effects[.membraneLeakMismatch]
  }

  /// Returns the capacitance of a membrane with its capacitor and the intrinsic one, against that at
  /// the largest setting.
  private func capacitorShare(_ bias: ColumnBiases.Column) -> Double {
    let (full, intrinsic) = (63.0, p.intrinsicCapacitance)
    return (max(bias.capacitance * full, intrinsic > 0 ? 0 : 1) + intrinsic) / (full + intrinsic)
  }

  private func setConductances(
    _ c: inout ColumnConstants.Column, _ j: Int, _ bias: ColumnBiases.Column
  ) {
    c.capacitance =
      p.membraneCapacitance * capacitorShare(bias)
      * spreads.capacitance.factor(mismatch.capacitance[j])
      * spreads.chipCapacitance.factor(mismatch.chip.capacitance)
    c.leakSiemens =
      p.leakConductance * bias.leakBias * temperature.conductance
      * spreads.leakConductance.factor(leakNumber(j))
      * spreads.chipLeak.factor(mismatch.chip.leakConductance)
    let enabledInputs = [bias.excitatory, bias.inhibitory].count { $0.isEnabled }
    c.pseudoLeakSiemens =
      p.pseudoLeakConductance * effects[.membranePseudoLeak] * Double(enabledInputs)
      * spreads.pseudoLeak.factor(mismatch.pseudoLeak[j])
  }

  /// Number of a leak's conductance, which correlates with the drop that leak and reset share.
  private func leakNumber(_ j: Int) -> Float {
    correlated(mismatch.leakConductance[j], with: mismatch.follower[j], by: p.leakCorrelation)
  }

  // MARK: - Synaptic inputs

  private func excitatoryInput(
    _ j: Int, _ bias: ColumnBiases.Column
  ) -> ColumnConstants.Input {
    let pattern = Pattern(
      input: mismatch.excitatory, strength: 1 + asymmetry, correlation: p.excitatoryCorrelation)
    return input(j, bias.excitatory, pattern)
  }

  private func inhibitoryInput(
    _ j: Int, _ bias: ColumnBiases.Column
  ) -> ColumnConstants.Input {
    let pattern = Pattern(input: mismatch.inhibitory, strength: 1 - asymmetry, correlation: 0)
    return input(j, bias.inhibitory, pattern)
  }

  private var asymmetry: Double {
    p.inputAsymmetry * effects[.otaAsymmetry] / 2
      + spreads.chipAsymmetry.offset(mismatch.chip.asymmetry) / 2
  }

  /// The quadrant of a column.
  private func quadrant(_ j: Int) -> ColumnMismatch.Quadrant {
    mismatch.quadrants[j < count / 2 ? .left : .right]
  }

  /// Mismatch of one kind of input, its factor against the mean of both kinds, and how its conductances
  /// correlate with its offsets.
  private struct Pattern {
    let input: ColumnMismatch.Input
    let strength: Double
    let correlation: Double

    func conductance(_ j: Int) -> Float {
      correlated(input.conductance[j], with: input.offset[j], by: correlation)
    }
  }

  private func input(
    _ j: Int, _ bias: ColumnBiases.Input, _ pattern: Pattern
  ) -> ColumnConstants.Input {
    var input = line(j, bias, pattern.input)
    guard bias.isEnabled, bias.isLineConnected, !faults.isDead(j) else { return input }
    let z = pattern.input
    input.conductance =
      p.inputConductance * bias.conductanceBias * pattern.strength * temperature.conductance
      * spreads.conductance.factor(pattern.conductance(j))
      * spreads.chipConductance.factor(mismatch.chip.conductance)
      * spreads.quadrantConductance.factor(quadrant(j).conductance)
    // A follower's voltage grows with the square root of its current.
    input.offsetVolts =
      p.inputShiftRange * (bias.shiftBias.squareRoot() - p.inputShiftNeutral.squareRoot())
      + spreads.offset.offset(z.offset[j])
      + temperature.offsetVolts * Double(z.temperatureShift[j])
    return input
  }

  /// The line of an input that is not connected.
  private func line(
    _ j: Int, _ bias: ColumnBiases.Input, _ z: ColumnMismatch.Input
  ) -> ColumnConstants.Input {
    var input = ColumnConstants.Input()
    input.lineCapacitance =
      (bias.hasSmallCapacitance ? p.lineParasiticShare : 1)
      * spreads.lineCapacitance.factor(z.lineCapacitance[j])
    input.isFloating = bias.tauBias <= 0
    let resistor =
      p.lineFastestTime / p.lineParasiticShare
      * (bias.hasHighResistance ? p.highResistanceFactor : 1)
    // Resistors differ by the bias that they need; the leakage is parallel to them.
    let needed =
      spreads.resistance.factor(z.resistance[j])
      * spreads.quadrantResistance.factor(quadrant(j).resistance)
    let conductance = pow(max(0, bias.tauBias) / needed, p.lineTauExponent) / resistor
    let leakage = 1 / p.lineLeakTime
    input.hasDischarge = conductance > leakage
    input.lineTime = input.lineCapacitance / (conductance + leakage)
    return input
  }

  // MARK: - Noise

  private func setNoise(
    _ c: inout ColumnConstants.Column, _ j: Int, _ bias: ColumnBiases.Column
  ) {
    let noiseScale =
      spreads.noise.factor(mismatch.noise[j]) * spreads.chipNoise.factor(mismatch.chip.noise)
    c.noiseVariancePerSecond =
      currentNoise(bias) / (c.capacitance * c.capacitance) * noiseScale * noiseScale
    guard !c.isStuckInReset else { return }
    let inputs = [c.excitatory.conductance, c.inhibitory.conductance]
    let siemens = (inputs[0] * inputs[0] + inputs[1] * inputs[1]).squareRoot()
    c.slowAmperes = p.slowNoise * effects[.membraneSlowNoise] * siemens * noiseScale
    c.runAmperes = p.runNoise * effects[.runDrift] * siemens * noiseScale
    c.leakNoiseVolts =
      p.leakNoise * effects[.membraneLeakNoise] * min(1, bias.leakBias).squareRoot() * noiseScale
    c.noiseVariancePerEvent =
      (eventNoise(c.excitatory, c) + eventNoise(c.inhibitory, c)) * noiseScale * noiseScale
  }

  /// Variance per second of the charge on the membrane. A one-sided density S of the current gives
  /// S/2 on an integrating capacitor.
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
    guard input.conductance > 0, !input.isFloating else { return 0 }
    let volts =
      p.eventNoise * effects[.membraneEventNoise] * input.conductance * input.lineTime
      / column.capacitance
    return volts * volts
  }
}

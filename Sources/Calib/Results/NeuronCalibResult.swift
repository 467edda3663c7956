/// The calibrated settings of the neurons, top row first.
///
/// calix: `NeuronCalibResult`.
public struct NeuronCalibResult: Equatable, Sendable {
  /// The CapMem cells `v_leak`.
  public var vLeak: [Int]
  /// The CapMem cells `v_reset`.
  public var vReset: [Int]
  /// The CapMem cells `i_bias_leak`; zeros if the leak is switched off.
  public var iBiasLeak: [Int]
  /// The CapMem cells `i_bias_reset`.
  public var iBiasReset: [Int]
  /// The excitatory synaptic input.
  public var excitatory: SynapticInputSettings
  /// The inhibitory synaptic input.
  public var inhibitory: SynapticInputSettings
  /// The shared CapMem cells `syn_i_bias_dac` by quadrant.
  public var synIBiasDac: [Int]
  /// Whether each neuron is calibrated.
  public var success: [Bool]
}

/// The calibrated settings of one synaptic input of all neurons.
public struct SynapticInputSettings: Equatable, Sendable {
  /// The CapMem cells `i_bias_synin_*_tau`.
  public var iBiasTau: [Int]
  /// The CapMem cells `i_bias_synin_*_shift`.
  public var iBiasShift: [Int]
  /// The CapMem cells `i_bias_synin_*_gm`.
  public var iBiasGm: [Int]
  /// Whether the line's resistor is the large one.
  public var isHighResistance: [Bool]
  /// Whether the line's capacitor is disconnected.
  public var isSmallCapacitance: [Bool]
}

extension NeuronCalibResult {
  private static let count = HagenNeuronCalibTarget.neuronCount

  /// Puts the settings under a path of an archive.
  func store(in archive: inout CalibrationArchive, at path: String) {
    archive.values["\(path)/v_leak"] = .integers(vLeak)
    archive.values["\(path)/v_reset"] = .integers(vReset)
    archive.values["\(path)/i_bias_leak"] = .integers(iBiasLeak)
    archive.values["\(path)/i_bias_reset"] = .integers(iBiasReset)
    excitatory.store(in: &archive, at: "\(path)/excitatory")
    inhibitory.store(in: &archive, at: "\(path)/inhibitory")
    archive.values["\(path)/syn_i_bias_dac"] = .integers(synIBiasDac)
    archive.values["\(path)/success"] = .mask(success)
  }

  /// Takes the settings from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    func cells(_ name: String) throws(CalibrationArchiveError) -> [Int] {
      try archive.integers("\(path)/\(name)", count: Self.count, in: 0...1022)
    }
    vLeak = try cells("v_leak")
    vReset = try cells("v_reset")
    iBiasLeak = try cells("i_bias_leak")
    iBiasReset = try cells("i_bias_reset")
    excitatory = try SynapticInputSettings(from: archive, at: "\(path)/excitatory")
    inhibitory = try SynapticInputSettings(from: archive, at: "\(path)/inhibitory")
    synIBiasDac = try archive.integers(
      "\(path)/syn_i_bias_dac", count: CADCCalibResult.quadrantCount, in: 0...1022)
    success = try archive.mask("\(path)/success", count: Self.count)
  }
}

extension SynapticInputSettings {
  /// Puts the settings under a path of an archive.
  func store(in archive: inout CalibrationArchive, at path: String) {
    archive.values["\(path)/i_bias_tau"] = .integers(iBiasTau)
    archive.values["\(path)/i_bias_shift"] = .integers(iBiasShift)
    archive.values["\(path)/i_bias_gm"] = .integers(iBiasGm)
    archive.values["\(path)/high_resistance"] = .mask(isHighResistance)
    archive.values["\(path)/small_capacitance"] = .mask(isSmallCapacitance)
  }

  /// Takes the settings from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    let count = HagenNeuronCalibTarget.neuronCount
    iBiasTau = try archive.integers("\(path)/i_bias_tau", count: count, in: 0...1022)
    iBiasShift = try archive.integers("\(path)/i_bias_shift", count: count, in: 0...1022)
    iBiasGm = try archive.integers("\(path)/i_bias_gm", count: count, in: 0...1022)
    isHighResistance = try archive.mask("\(path)/high_resistance", count: count)
    isSmallCapacitance = try archive.mask("\(path)/small_capacitance", count: count)
  }
}

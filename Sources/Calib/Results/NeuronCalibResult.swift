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
  /// One truth value for each neuron: it is calibrated.
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
  /// One truth value for each neuron: the line's resistor is the large one.
  public var isHighResistance: [Bool]
  /// One truth value for each neuron: the line's capacitor is disconnected.
  public var isSmallCapacitance: [Bool]
}

extension NeuronCalibResult: Archived {
  static var blank: NeuronCalibResult {
    NeuronCalibResult(
      vLeak: [], vReset: [], iBiasLeak: [], iBiasReset: [], excitatory: .blank,
      inhibitory: .blank, synIBiasDac: [], success: [])
  }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    let count = HagenNeuronCalibTarget.neuronCount
    try visitor.field("v_leak", &vLeak, .cells(count: count))
    try visitor.field("v_reset", &vReset, .cells(count: count))
    try visitor.field("i_bias_leak", &iBiasLeak, .cells(count: count))
    try visitor.field("i_bias_reset", &iBiasReset, .cells(count: count))
    try visitor.group("excitatory", &excitatory)
    try visitor.group("inhibitory", &inhibitory)
    try visitor.field("syn_i_bias_dac", &synIBiasDac, .cells(count: CADCCalibResult.quadrantCount))
    try visitor.field("success", &success, .mask(count: count))
  }
}

extension SynapticInputSettings: Archived {
  static var blank: SynapticInputSettings {
    SynapticInputSettings(
      iBiasTau: [], iBiasShift: [], iBiasGm: [], isHighResistance: [], isSmallCapacitance: [])
  }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    let count = HagenNeuronCalibTarget.neuronCount
    try visitor.field("i_bias_tau", &iBiasTau, .cells(count: count))
    try visitor.field("i_bias_shift", &iBiasShift, .cells(count: count))
    try visitor.field("i_bias_gm", &iBiasGm, .cells(count: count))
    try visitor.field("high_resistance", &isHighResistance, .mask(count: count))
    try visitor.field("small_capacitance", &isSmallCapacitance, .mask(count: count))
  }
}

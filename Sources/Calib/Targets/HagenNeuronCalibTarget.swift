internal import Coordinates

/// The wanted behaviour of neurons in hagen mode.
///
/// calix: `HagenNeuronCalibTarget`.
public struct HagenNeuronCalibTarget: Hashable, Sendable {
  /// The number of neurons, one value of each per-neuron target for each.
  public static let neuronCount = AtomicNeuronOnDLS.count

  /// The resting read of each neuron, in CADC LSB.
  public var leak: [Double]
  /// The membrane time constant of each neuron, in seconds; only in force while the synaptic
  /// inputs are matched, and afterwards if ``targetNoise`` is nil and the leak stays on.
  public var tauMemSeconds: [Double]
  /// The excitatory synaptic time constant of each neuron, in seconds; 0 for all skips the step
  /// and keeps the shortest one.
  public var tauSynExcSeconds: [Double]
  /// The inhibitory synaptic time constant of each neuron, in seconds; see ``tauSynExcSeconds``.
  public var tauSynInhSeconds: [Double]
  /// The bias of the synaptic input OTAs that amplitudes are matched around, in CapMem LSB.
  public var iSyninGm: Int
  /// The wanted standard deviation of successive reads, in CADC LSB; nil skips the step.
  public var targetNoise: Double?
  /// The bias of the synapse DAC before its quadrants are matched, in CapMem LSB.
  public var synapseDACBias: Int

  /// Creates a target with one value for all neurons.
  public init(
    leak: Double = 120, tauMemSeconds: Double = 60e-6, tauSynSeconds: Double = 0.32e-6,
    iSyninGm: Int = 450, targetNoise: Double? = nil,
    synapseDACBias: Int = ParameterRange.capMem.upper
  ) {
    let count = Self.neuronCount
    self.leak = [Double](repeating: leak, count: count)
    self.tauMemSeconds = [Double](repeating: tauMemSeconds, count: count)
    tauSynExcSeconds = [Double](repeating: tauSynSeconds, count: count)
    tauSynInhSeconds = tauSynExcSeconds
    self.iSyninGm = iSyninGm
    self.targetNoise = targetNoise
    self.synapseDACBias = synapseDACBias
  }

  /// The strength of inputs that calix took for chips of revision 2, in CapMem LSB.
  static let gm2021 = 300

  /// A Boolean value that is true when the synaptic time constants stay at their minimum.
  public var skipsTauSyn: Bool {
    (tauSynExcSeconds + tauSynInhSeconds).allSatisfy { $0 == 0 }
  }

  /// Throws if a value has no meaning.
  ///
  /// - Throws: ``CalibError/wrongCount(what:count:expected:)`` or
  ///   ``CalibError/outOfRange(what:value:lower:upper:)``.
  public func validate() throws(CalibError) {
    for (name, values) in [
      ("leak (HagenNeuronCalibTarget.leak)", leak),
      ("tau_mem (HagenNeuronCalibTarget.tauMemSeconds)", tauMemSeconds),
      ("tau_syn (HagenNeuronCalibTarget.tauSynExcSeconds)", tauSynExcSeconds),
      ("tau_syn (HagenNeuronCalibTarget.tauSynInhSeconds)", tauSynInhSeconds),
    ] {
      try requireCount(name, values.count, Self.neuronCount)
    }
    try requireInRange("leak (HagenNeuronCalibTarget.leak, CADC LSB)", leak, 0...255)
    try requireInRange(
      "tau_mem (HagenNeuronCalibTarget.tauMemSeconds, seconds)", tauMemSeconds,
      0.1e-6...2000e-6)
    try requireTauSyn()
    try requireInRange(
      "i_synin_gm (HagenNeuronCalibTarget.iSyninGm)", [Double(iSyninGm)],
      ParameterRange.capMem.doubles)
    try requireInRange(
      "synapse_dac_bias (HagenNeuronCalibTarget.synapseDACBias)", [Double(synapseDACBias)],
      ParameterRange.capMem.doubles)
    if let targetNoise {
      try requireInRange(
        "target_noise (HagenNeuronCalibTarget.targetNoise, CADC LSB)", [targetNoise], 0...255)
    }
  }

  private func requireTauSyn() throws(CalibError) {
    guard !skipsTauSyn else { return }
    try requireInRange(
      "tau_syn (tauSynExcSeconds and tauSynInhSeconds in seconds, or 0 for all neurons and both inputs)",
      tauSynExcSeconds + tauSynInhSeconds, 0.1e-6...100e-6)
  }

  /// Warnings about values with which imperfect results are likely.
  public var feasibilityWarnings: [String] {
    let tauSyn = skipsTauSyn ? [] : tauSynExcSeconds + tauSynInhSeconds
    return [
      feasibilityWarning("leak", leak, feasible: 100...140),
      feasibilityWarning("tau_syn in us", tauSyn.map { $0 * 1e6 }, feasible: 0.3...20),
      feasibilityWarning("tau_mem in us", tauMemSeconds.map { $0 * 1e6 }, feasible: 20...100),
      feasibilityWarning("i_synin_gm", [Double(iSyninGm)], feasible: 30...600),
      feasibilityWarning("target_noise", [targetNoise ?? .nan], feasible: 1.0...2.5),
      feasibilityWarning(
        "synapse_dac_bias", [Double(synapseDACBias)],
        feasible: 30...Double(ParameterRange.capMem.upper)),
    ].compactMap { $0 }
  }
}

/// The options of a neuron calibration.
public struct NeuronCalibOptions: Hashable, Sendable {
  /// A Boolean value that is true when synaptic time constants are measured with the MADC; otherwise
  /// they stay at the minimum, as with a target of 0.
  public var usesMADC: Bool
  /// A Boolean value that is true when the synapse DAC biases of all quadrants are matched first;
  /// otherwise they stay at their target, and the strength of inputs makes up for all differences.
  ///
  /// calix: true since 2023.
  public var matchesSynapseDAC: Bool
  /// A Boolean value that is true when calibrated neurons disconnect the capacitors of their lines.
  ///
  /// calix: true since revision 3. Lines have their capacitors while they are calibrated.
  public var usesSmallCapacitance: Bool

  /// Creates options.
  public init(
    usesMADC: Bool = true, matchesSynapseDAC: Bool = true, usesSmallCapacitance: Bool = true
  ) {
    self.usesMADC = usesMADC
    self.matchesSynapseDAC = matchesSynapseDAC
    self.usesSmallCapacitance = usesSmallCapacitance
  }
}

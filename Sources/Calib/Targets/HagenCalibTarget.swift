/// Everything the multiplication on membranes needs.
///
/// calix: `HagenCalibTarget`.
public struct HagenCalibTarget: Hashable, Sendable {
  /// The range of membrane voltages that the CADC covers.
  public var cadc: CADCCalibTarget
  /// The neurons.
  public var neuron: HagenNeuronCalibTarget

  /// Creates a target.
  public init(
    cadc: CADCCalibTarget = .hagen, neuron: HagenNeuronCalibTarget = HagenNeuronCalibTarget()
  ) {
    self.cadc = cadc
    self.neuron = neuron
  }

  /// Throws if a value has no meaning; see the parts.
  ///
  /// - Throws: ``CalibError``.
  public func validate() throws(CalibError) {
    try cadc.validate()
    try neuron.validate()
  }

  /// What makes imperfect results likely.
  public var feasibilityWarnings: [String] {
    cadc.feasibilityWarnings + neuron.feasibilityWarnings
  }
}

/// How the multiplication on membranes is calibrated.
///
/// calix: `HagenCalibOptions`.
public struct HagenCalibOptions: Hashable, Sendable {
  /// How the CADC is calibrated.
  public var cadc: CADCCalibOptions
  /// How neurons are calibrated.
  public var neuron: NeuronCalibOptions
  /// How synapse drivers are calibrated.
  public var synapseDriver: SynapseDriverCalibOptions
  /// Whether the leak is switched off in the end, so that membranes only integrate.
  public var neuronDisableLeakage: Bool

  /// Creates options.
  public init(
    cadc: CADCCalibOptions = CADCCalibOptions(),
    neuron: NeuronCalibOptions = NeuronCalibOptions(),
    synapseDriver: SynapseDriverCalibOptions = SynapseDriverCalibOptions(),
    neuronDisableLeakage: Bool = true
  ) {
    self.cadc = cadc
    self.neuron = neuron
    self.synapseDriver = synapseDriver
    self.neuronDisableLeakage = neuronDisableLeakage
  }
}

/// Everything the multiplication on synaptic lines needs.
///
/// calix: `HagenSyninCalibTarget`.
public struct HagenSyninCalibTarget: Hashable, Sendable {
  /// The range of line voltages that the CADC covers.
  public var cadc: CADCCalibTarget
  /// The bias of the synapse DAC before its quadrants are matched, in CapMem LSB.
  public var synapseDACBias: Int

  /// Creates a target.
  public init(cadc: CADCCalibTarget = .hagenSynin, synapseDACBias: Int = 800) {
    self.cadc = cadc
    self.synapseDACBias = synapseDACBias
  }

  /// Throws if a value has no meaning.
  ///
  /// - Throws: ``CalibError``.
  public func validate() throws(CalibError) {
    try cadc.validate()
    try requireInRange("HagenSyninCalibTarget.synapseDACBias", [Double(synapseDACBias)], 0...1022)
  }

  /// What makes imperfect results likely.
  public var feasibilityWarnings: [String] {
    cadc.feasibilityWarnings
      + [
        feasibilityWarning("synapse_dac_bias", [Double(synapseDACBias)], feasible: 30...1022)
      ].compactMap { $0 }
  }
}

/// How the multiplication on synaptic lines is calibrated.
///
/// calix: `HagenSyninCalibOptions`.
public struct HagenSyninCalibOptions: Hashable, Sendable {
  /// How the CADC is calibrated.
  public var cadc: CADCCalibOptions
  /// How synapse drivers are calibrated.
  public var synapseDriver: SynapseDriverCalibOptions

  /// Creates options.
  public init(
    cadc: CADCCalibOptions = CADCCalibOptions(),
    synapseDriver: SynapseDriverCalibOptions = SynapseDriverCalibOptions()
  ) {
    self.cadc = cadc
    self.synapseDriver = synapseDriver
  }
}

/// How synapse drivers are calibrated.
///
/// calix: `SynapseDriverCalibOptions`.
public struct SynapseDriverCalibOptions: Hashable, Sendable {
  /// The activation at which the drivers are finally aligned, 1...31.
  public var offsetTestActivation: Int

  /// Creates options.
  public init(offsetTestActivation: Int = 3) {
    self.offsetTestActivation = offsetTestActivation
  }

  /// Throws unless the test activation sends an event.
  ///
  /// - Throws: ``CalibError/outOfRange(what:value:lower:upper:)``.
  public func validate() throws(CalibError) {
    try requireInRange(
      "SynapseDriverCalibOptions.offsetTestActivation", [Double(offsetTestActivation)], 1...31)
  }
}

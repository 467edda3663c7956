/// The targets of a calibration for multiplications on membranes.
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

  /// Warnings about values with which imperfect results are likely.
  public var feasibilityWarnings: [String] {
    cadc.feasibilityWarnings + neuron.feasibilityWarnings
  }
}

/// The options of a calibration for multiplications on membranes.
///
/// calix: `HagenCalibOptions`.
public struct HagenCalibOptions: Hashable, Sendable {
  /// The options of a CADC calibration.
  public var cadc: CADCCalibOptions
  /// The options of the neurons.
  public var neuron: NeuronCalibOptions
  /// The options of the synapse drivers.
  public var synapseDriver: SynapseDriverCalibOptions
  /// A Boolean value that is true when the leak is switched off at the end, so that membranes only
  /// integrate.
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

/// The targets of a calibration for multiplications on synaptic lines.
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
    try requireInRange(
      "synapse_dac_bias (HagenSyninCalibTarget.synapseDACBias)", [Double(synapseDACBias)],
      ParameterRange.capMem.doubles)
  }

  /// Warnings about values with which imperfect results are likely.
  public var feasibilityWarnings: [String] {
    cadc.feasibilityWarnings
      + [
        feasibilityWarning(
          "synapse_dac_bias", [Double(synapseDACBias)],
          feasible: 30...Double(ParameterRange.capMem.upper))
      ].compactMap { $0 }
  }
}

/// The options of a calibration for multiplications on synaptic lines.
///
/// calix: `HagenSyninCalibOptions`.
public struct HagenSyninCalibOptions: Hashable, Sendable {
  /// The options of a CADC calibration.
  public var cadc: CADCCalibOptions
  /// The options of the synapse drivers.
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

/// The options of a synapse driver calibration.
///
/// calix: `SynapseDriverCalibOptions`.
public struct SynapseDriverCalibOptions: Hashable, Sendable {
  /// The activation at which the drivers are finally aligned, 1...31.
  public var offsetTestActivation: Int
  /// Registers for all drivers, for chips whose drivers were not calibrated; nil calibrates them.
  public var fixedRegisters: FixedDriverRegisters?
  /// A Boolean value that is true when ramps and drivers are aligned at a middle activation only, as
  /// calix did for chips of revision 2.
  public var alignsMiddle: Bool

  /// Creates options.
  public init(
    offsetTestActivation: Int = 3, fixedRegisters: FixedDriverRegisters? = nil,
    alignsMiddle: Bool = false
  ) {
    self.offsetTestActivation = offsetTestActivation
    self.fixedRegisters = fixedRegisters
    self.alignsMiddle = alignsMiddle
  }

  /// Throws unless the test activation sends an event and fixed registers exist.
  ///
  /// - Throws: ``CalibError/outOfRange(what:value:lower:upper:)``.
  public func validate() throws(CalibError) {
    try requireInRange(
      "SynapseDriverCalibOptions.offsetTestActivation", [Double(offsetTestActivation)], 1...31)
    guard let fixedRegisters else { return }
    try requireInRange(
      "FixedDriverRegisters.stpIRamp", [Double(fixedRegisters.stpIRamp)],
      ParameterRange.capMem.doubles)
    try requireInRange(
      "FixedDriverRegisters.hagenDACOffset", [Double(fixedRegisters.hagenDACOffset)],
      ParameterRange.hagenDACOffset.doubles)
  }
}

/// One setting for all synapse drivers.
public struct FixedDriverRegisters: Hashable, Sendable {
  /// The CapMem cells `stp_i_ramp` and `stp_i_calib`, 0...1022.
  public var stpIRamp: Int
  /// The hagen DAC offset, 0...63.
  public var hagenDACOffset: Int

  /// Creates a setting.
  public init(stpIRamp: Int, hagenDACOffset: Int) {
    self.stpIRamp = stpIRamp
    self.hagenDACOffset = hagenDACOffset
  }

  /// Creates a setting from registers by name, as chip files hold them; nil without any.
  ///
  /// - Parameter registers: `stp_i_ramp` 0...1022 and `hagen_dac_offset` 0...63; other names are
  ///   not looked at. Ranges are checked by ``SynapseDriverCalibOptions/validate()``.
  /// - Throws: ``CalibError/halfFixedDrivers(missing:)`` for one of the two alone.
  public init?(registers: [String: Int]) throws(CalibError) {
    switch (registers["stp_i_ramp"], registers["hagen_dac_offset"]) {
    case (let ramp?, let offset?): self.init(stpIRamp: ramp, hagenDACOffset: offset)
    case (nil, nil): return nil
    case (nil, _?): throw .halfFixedDrivers(missing: "stp_i_ramp")
    case (_?, nil): throw .halfFixedDrivers(missing: "hagen_dac_offset")
    }
  }
}

extension HagenCalibOptions {
  /// Creates the default options for a kind of chip whose drivers may have fixed registers.
  ///
  /// - Parameter driverRegisters: see ``FixedDriverRegisters/init(registers:)``; empty calibrates
  ///   the drivers.
  /// - Throws: ``CalibError/halfFixedDrivers(missing:)`` for one of the two registers alone.
  public init(driverRegisters: [String: Int]) throws(CalibError) {
    self.init()
    synapseDriver.fixedRegisters = try FixedDriverRegisters(registers: driverRegisters)
  }
}

extension HagenSyninCalibOptions {
  /// The usual options for a kind of chip whose drivers may have fixed registers.
  ///
  /// - Parameter driverRegisters: see ``FixedDriverRegisters/init(registers:)``; empty calibrates
  ///   the drivers.
  /// - Throws: ``CalibError/halfFixedDrivers(missing:)`` for one of the two registers alone.
  public init(driverRegisters: [String: Int]) throws(CalibError) {
    self.init()
    synapseDriver.fixedRegisters = try FixedDriverRegisters(registers: driverRegisters)
  }
}

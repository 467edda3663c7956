/// All calibrated settings for multiplications on membranes.
///
/// calix: `HagenCalibResult`.
public struct HagenCalibrationResult: Equatable, Sendable {
  /// Which chip was calibrated.
  public var chipIdentifier: String
  /// What was asked for.
  public var target: HagenCalibTarget
  /// How it was calibrated.
  public var options: HagenCalibOptions
  /// The CADC.
  public var cadc: CADCCalibResult
  /// The synapse drivers.
  public var synapseDriver: SynapseDriverCalibResult
  /// The neurons.
  public var neuron: NeuronCalibResult
  /// What happened on the way.
  public var report: CalibrationReport

  /// The kind that its archives carry.
  public static let kind = "hagen"

  /// The result as plain values.
  public var archive: CalibrationArchive {
    var archive = CalibrationArchive(kind: Self.kind, chipIdentifier: chipIdentifier)
    target.store(in: &archive, at: "target")
    options.store(in: &archive, at: "options")
    cadc.store(in: &archive, at: "cadc")
    synapseDriver.store(in: &archive, at: "synapse_driver")
    neuron.store(in: &archive, at: "neuron")
    report.store(in: &archive, at: "report")
    return archive
  }

  /// Restores a result.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  public init(archive: CalibrationArchive) throws(CalibrationArchiveError) {
    chipIdentifier = try archive.requireKind(Self.kind)
    target = try HagenCalibTarget(from: archive, at: "target")
    options = try HagenCalibOptions(from: archive, at: "options")
    cadc = try CADCCalibResult(from: archive, at: "cadc")
    synapseDriver = try SynapseDriverCalibResult(from: archive, at: "synapse_driver")
    neuron = try NeuronCalibResult(from: archive, at: "neuron")
    report = try CalibrationReport(from: archive, at: "report")
  }

  init(
    chipIdentifier: String, target: HagenCalibTarget, options: HagenCalibOptions,
    cadc: CADCCalibResult, synapseDriver: SynapseDriverCalibResult, neuron: NeuronCalibResult,
    report: CalibrationReport
  ) {
    self.chipIdentifier = chipIdentifier
    self.target = target
    self.options = options
    self.cadc = cadc
    self.synapseDriver = synapseDriver
    self.neuron = neuron
    self.report = report
  }
}

/// All calibrated settings for multiplications on synaptic lines.
///
/// calix: `HagenSyninCalibResult`.
public struct HagenSyninCalibrationResult: Equatable, Sendable {
  /// Which chip was calibrated.
  public var chipIdentifier: String
  /// What was asked for.
  public var target: HagenSyninCalibTarget
  /// How it was calibrated.
  public var options: HagenSyninCalibOptions
  /// The CADC.
  public var cadc: CADCCalibResult
  /// The synapse drivers.
  public var synapseDriver: SynapseDriverCalibResult
  /// The shared CapMem cells `syn_i_bias_dac` by quadrant.
  public var synIBiasDac: [Int]
  /// What happened on the way.
  public var report: CalibrationReport

  /// The kind that its archives carry.
  public static let kind = "hagen_synin"

  /// The result as plain values.
  public var archive: CalibrationArchive {
    var archive = CalibrationArchive(kind: Self.kind, chipIdentifier: chipIdentifier)
    target.store(in: &archive, at: "target")
    options.store(in: &archive, at: "options")
    cadc.store(in: &archive, at: "cadc")
    synapseDriver.store(in: &archive, at: "synapse_driver")
    archive.values["syn_i_bias_dac"] = .integers(synIBiasDac)
    report.store(in: &archive, at: "report")
    return archive
  }

  /// Restores a result.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  public init(archive: CalibrationArchive) throws(CalibrationArchiveError) {
    chipIdentifier = try archive.requireKind(Self.kind)
    target = try HagenSyninCalibTarget(from: archive, at: "target")
    options = try HagenSyninCalibOptions(from: archive, at: "options")
    cadc = try CADCCalibResult(from: archive, at: "cadc")
    synapseDriver = try SynapseDriverCalibResult(from: archive, at: "synapse_driver")
    synIBiasDac = try archive.integers(
      "syn_i_bias_dac", count: CADCCalibResult.quadrantCount, in: 0...1022)
    report = try CalibrationReport(from: archive, at: "report")
  }

  init(
    chipIdentifier: String, target: HagenSyninCalibTarget, options: HagenSyninCalibOptions,
    cadc: CADCCalibResult, synapseDriver: SynapseDriverCalibResult, synIBiasDac: [Int],
    report: CalibrationReport
  ) {
    self.chipIdentifier = chipIdentifier
    self.target = target
    self.options = options
    self.cadc = cadc
    self.synapseDriver = synapseDriver
    self.synIBiasDac = synIBiasDac
    self.report = report
  }
}

extension CalibrationArchive {
  /// An archive that says what it is.
  init(kind: String, chipIdentifier: String) {
    self.init(values: [
      "format_version": .integers([Self.formatVersion]), "kind": .string(kind),
      "chip": .string(chipIdentifier),
    ])
  }

  /// The chip of an archive, if its layout and kind are the expected ones.
  func requireKind(_ kind: String) throws(CalibrationArchiveError) -> String {
    let version = try integer("format_version")
    guard version == Self.formatVersion else {
      throw .unsupported(
        name: "format_version", found: "\(version)", expected: "\(Self.formatVersion)")
    }
    let found = try string("kind")
    guard found == kind else { throw .unsupported(name: "kind", found: found, expected: kind) }
    return try string("chip")
  }
}

/// All calibrated settings for multiplications on membranes.
///
/// calix: `HagenCalibResult`.
public struct HagenCalibResult: Equatable, Sendable {
  /// The chip, its CADC and drivers, and the report.
  public var common: HagenCommon
  /// The target of the calibration.
  public var target: HagenCalibTarget
  /// The options of the calibration.
  public var options: HagenCalibOptions
  /// The neurons.
  public var neuron: NeuronCalibResult
}

extension HagenCalibResult: CalibResult {
  /// The kind of its archives, `hagen`.
  public static let kind = "hagen"

  /// The result as plain values.
  public var archive: CalibrationArchive { archived() }

  /// Restores a result.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  public init(archive: CalibrationArchive) throws(CalibrationArchiveError) {
    try self.init(reading: archive)
  }

  /// The success of neurons, synapse drivers and CADC channels.
  public var successMasks: [(name: String, mask: [Bool])] {
    [("neurons", neuron.success)] + common.successMasks
  }
}

extension HagenCalibResult: Archived {
  static var blank: HagenCalibResult {
    HagenCalibResult(common: .blank, target: .blank, options: .blank, neuron: .blank)
  }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.part(&common)
    try visitor.group("target", &target)
    try visitor.group("options", &options)
    try visitor.group("neuron", &neuron)
  }
}

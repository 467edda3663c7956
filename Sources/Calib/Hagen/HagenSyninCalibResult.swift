/// All calibrated settings for multiplications on synaptic lines.
///
/// calix: `HagenSyninCalibResult`.
public struct HagenSyninCalibResult: Equatable, Sendable {
  /// The chip, its CADC and drivers, and the report.
  public var common: HagenCommon
  /// The target of the calibration.
  public var target: HagenSyninCalibTarget
  /// The options of the calibration.
  public var options: HagenSyninCalibOptions
  /// The shared CapMem cells `syn_i_bias_dac` by quadrant.
  public var synIBiasDac: [Int]
}

extension HagenSyninCalibResult: CalibResult {
  /// The kind of its archives, `hagen_synin`.
  public static let kind = "hagen_synin"

  /// The result as plain values.
  public var archive: CalibrationArchive { archived() }

  /// Restores a result.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  public init(archive: CalibrationArchive) throws(CalibrationArchiveError) {
    try self.init(reading: archive)
  }

  /// The success of synapse drivers and CADC channels.
  public var successMasks: [(name: String, mask: [Bool])] { common.successMasks }
}

extension HagenSyninCalibResult: Archived {
  static var blank: HagenSyninCalibResult {
    HagenSyninCalibResult(common: .blank, target: .blank, options: .blank, synIBiasDac: [])
  }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.part(&common)
    try visitor.group("target", &target)
    try visitor.group("options", &options)
    try visitor.field("syn_i_bias_dac", &synIBiasDac, .cells(count: CADCCalibResult.quadrantCount))
  }
}

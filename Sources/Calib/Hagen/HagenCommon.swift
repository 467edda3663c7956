/// The settings that both kinds of hagen calibrations contain, with their origin and their report.
///
/// calix: `HagenCalibResult`, `HagenSyninCalibResult`.
public struct HagenCommon: Equatable, Sendable {
  /// The identity of the chip that was calibrated, preset and seed.
  public var chipIdentifier: String
  /// The CADC.
  public var cadc: CADCCalibResult
  /// The synapse drivers.
  public var synapseDriver: SynapseDriverCalibResult
  /// The report of all steps.
  public var report: CalibrationReport
}

extension HagenCommon: Archived {
  static var blank: HagenCommon {
    HagenCommon(chipIdentifier: "", cadc: .blank, synapseDriver: .blank, report: .blank)
  }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("chip", &chipIdentifier, .string)
    try visitor.group("cadc", &cadc)
    try visitor.group("synapse_driver", &synapseDriver)
    try visitor.group("report", &report)
  }
}

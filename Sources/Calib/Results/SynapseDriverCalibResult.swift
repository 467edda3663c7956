internal import Coordinates

/// The calibrated settings of the synapse drivers.
///
/// calix: `SynapseDriverCalibResult`.
public struct SynapseDriverCalibResult: Equatable, Sendable {
  /// The number of drivers: top 0...127, then bottom.
  public static let driverCount = SynapseDriverOnDLS.count

  /// The CapMem cells `stp_i_ramp` by CapMem block; `stp_i_calib` is set to the same value.
  public var stpIRamp: [Int]
  /// The hagen DAC offset of each driver.
  public var hagenDACOffset: [Int]
  /// One truth value for each driver: it is calibrated.
  public var success: [Bool]
}

extension SynapseDriverCalibResult {
  /// Creates a result with the same registers everywhere.
  init(_ fixed: FixedDriverRegisters) {
    stpIRamp = [Int](repeating: fixed.stpIRamp, count: CADCCalibResult.quadrantCount)
    hagenDACOffset = [Int](repeating: fixed.hagenDACOffset, count: Self.driverCount)
    success = [Bool](repeating: true, count: Self.driverCount)
  }
}

extension SynapseDriverCalibResult: Archived {
  static var blank: SynapseDriverCalibResult {
    SynapseDriverCalibResult(stpIRamp: [], hagenDACOffset: [], success: [])
  }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("stp_i_ramp", &stpIRamp, .cells(count: CADCCalibResult.quadrantCount))
    try visitor.field(
      "hagen_dac_offset", &hagenDACOffset,
      .integers(count: Self.driverCount, in: ParameterRange.hagenDACOffset.values))
    try visitor.field("success", &success, .mask(count: Self.driverCount))
  }
}

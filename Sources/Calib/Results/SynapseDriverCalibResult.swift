/// The calibrated settings of the synapse drivers.
///
/// calix: `SynapseDriverCalibResult`.
public struct SynapseDriverCalibResult: Equatable, Sendable {
  /// The number of drivers: top 0...127, then bottom.
  public static let driverCount = 256

  /// The CapMem cells `stp_i_ramp` by CapMem block; `stp_i_calib` is set to the same value.
  public var stpIRamp: [Int]
  /// The hagen DAC offset of each driver.
  public var hagenDACOffset: [Int]
  /// Whether each driver is calibrated.
  public var success: [Bool]
}

extension SynapseDriverCalibResult {
  /// The same registers everywhere.
  init(_ fixed: FixedDriverRegisters) {
    stpIRamp = [Int](repeating: fixed.stpIRamp, count: CADCCalibResult.quadrantCount)
    hagenDACOffset = [Int](repeating: fixed.hagenDACOffset, count: Self.driverCount)
    success = [Bool](repeating: true, count: Self.driverCount)
  }

  /// Puts the settings under a path of an archive.
  func store(in archive: inout CalibrationArchive, at path: String) {
    archive.values["\(path)/stp_i_ramp"] = .integers(stpIRamp)
    archive.values["\(path)/hagen_dac_offset"] = .integers(hagenDACOffset)
    archive.values["\(path)/success"] = .mask(success)
  }

  /// Takes the settings from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    stpIRamp = try archive.integers(
      "\(path)/stp_i_ramp", count: CADCCalibResult.quadrantCount, in: 0...1022)
    hagenDACOffset = try archive.integers(
      "\(path)/hagen_dac_offset", count: Self.driverCount, in: 0...63)
    success = try archive.mask("\(path)/success", count: Self.driverCount)
  }
}

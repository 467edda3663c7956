public import ChipDescription
public import ChipModel
public import Cocolist

/// The result of a complete calibration of a chip: the members that all kinds have in common.
///
/// calix: `CalibResult`.
public protocol CalibResult: Equatable, Sendable {
  /// The kind of its archives.
  static var kind: String { get }
  /// The chip, its CADC and drivers, and the report.
  var common: HagenCommon { get set }
  /// The result as plain values.
  var archive: CalibrationArchive { get }
  /// The settings as a cocolist, the format of the real software.
  ///
  /// - Throws: ``CalibError`` or `ChipError` if the settings do not fit into a cocolist.
  var cocolist: Cocolist { get throws }
  /// The success masks of the chip's parts, by their kind.
  var successMasks: [(name: String, mask: [Bool])] { get }

  /// Restores a result.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  init(archive: CalibrationArchive) throws(CalibrationArchiveError)

  /// Writes all settings to a chip.
  ///
  /// - Throws: `ChipError` from the chip.
  func apply(to chip: Chip) throws

  /// Applies the result to a chip and measures whether it holds.
  ///
  /// - Throws: ``CalibError``, `ChipError` from the chip.
  func verify(on chip: Chip) throws -> [AcceptanceCheck]

  /// Returns the default targets and options for a kind of chip, by the names that they have in
  /// archives of results.
  ///
  /// - Throws: ``CalibError`` if the configuration fixes one register of the drivers alone.
  static func request(for configuration: ChipConfiguration) throws -> CalibrationArchive
  /// Returns the targets and options in an archive, and nothing else of it.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  static func request(
    in archive: CalibrationArchive
  ) throws(CalibrationArchiveError) -> CalibrationArchive
  /// Calibrates a chip for targets and options that have been read from an archive.
  ///
  /// - Parameters:
  ///   - chip: any chip.
  ///   - request: an archive that contains at least what ``request(for:)`` returns.
  ///   - seed: the random spread of starting values.
  ///   - progress: a closure that receives the name of each step and the fraction that is done.
  /// - Throws: ``CalibrationArchiveError``, ``CalibError``, and `ChipError` from the chip.
  static func calibrate(
    _ chip: Chip, request: CalibrationArchive, seed: UInt64,
    progress: ((CalibrationProgress) -> Void)?
  ) throws -> Self
}

extension CalibResult {
  /// The identity of the chip that was calibrated, preset and seed.
  public var chipIdentifier: String { common.chipIdentifier }
  /// The CADC.
  public var cadc: CADCCalibResult { common.cadc }
  /// The synapse drivers.
  public var synapseDriver: SynapseDriverCalibResult { common.synapseDriver }
  /// The report of all steps.
  public var report: CalibrationReport { common.report }
}

extension HagenCommon {
  /// The success of synapse drivers and CADC channels.
  var successMasks: [(name: String, mask: [Bool])] {
    [("drivers", synapseDriver.success), ("CADC channels", cadc.success)]
  }
}

extension CalibResult where Self: Archived {
  /// Returns the result as plain values, with the layout's version and the kind.
  func archived() -> CalibrationArchive {
    var (writer, header, result) = (ArchiveWriter(), ArchiveHeader(kind: Self.kind), self)
    header.visit(&writer)
    result.visit(&writer)
    return writer.archive
  }

  /// Reads a result from an archive of its kind and of the present layout.
  init(reading archive: CalibrationArchive) throws(CalibrationArchiveError) {
    var (reader, header) = (ArchiveReader(archive), ArchiveHeader.blank)
    try header.visit(&reader)
    try header.requireKind(Self.kind)
    self = .blank
    try visit(&reader)
  }
}

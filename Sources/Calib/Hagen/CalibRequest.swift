public import ChipDescription
public import ChipModel

/// The kind, the targets and the options of a calibration.
struct CalibRequest<Target: Archived, Options: Archived> {
  /// The layout's version and the kind of calibration.
  var header: ArchiveHeader
  /// The target of the calibration.
  var target: Target
  /// The options of the calibration.
  var options: Options
}

extension CalibRequest: Archived {
  static var blank: CalibRequest {
    CalibRequest(header: .blank, target: .blank, options: .blank)
  }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.part(&header)
    try visitor.group("target", &target)
    try visitor.group("options", &options)
  }

  /// The request as plain values.
  var archive: CalibrationArchive {
    var (writer, request) = (ArchiveWriter(), self)
    request.visit(&writer)
    return writer.archive
  }

  /// Reads a request of a kind.
  init(reading archive: CalibrationArchive, kind: String) throws(CalibrationArchiveError) {
    var reader = ArchiveReader(archive)
    self = .blank
    try visit(&reader)
    try header.requireKind(kind)
  }
}

extension HagenCalibResult {
  /// Returns the default targets and options for a kind of chip.
  ///
  /// - Throws: ``CalibError`` if the configuration fixes one register of the drivers alone.
  public static func request(for configuration: ChipConfiguration) throws -> CalibrationArchive {
    CalibRequest(
      header: ArchiveHeader(kind: kind), target: configuration.calibTarget,
      options: try configuration.calibOptions
    ).archive
  }

  /// Calibrates a chip for the targets and options of a request.
  ///
  /// - Throws: ``CalibrationArchiveError``, ``CalibError``, and `ChipError` from the chip.
  public static func calibrate(
    _ chip: Chip, request: CalibrationArchive, seed: UInt64,
    progress: ((CalibrationProgress) -> Void)?
  ) throws -> HagenCalibResult {
    let request = try CalibRequest<HagenCalibTarget, HagenCalibOptions>(
      reading: request, kind: kind)
    return try HagenCalibration.calibrate(
      chip, target: request.target, options: request.options, seed: seed, progress: progress)
  }
}

extension HagenSyninCalibResult {
  /// Returns the default targets and options for a kind of chip.
  ///
  /// - Throws: ``CalibError`` if the configuration fixes one register of the drivers alone.
  public static func request(for configuration: ChipConfiguration) throws -> CalibrationArchive {
    CalibRequest(
      header: ArchiveHeader(kind: kind), target: HagenSyninCalibTarget(),
      options: try configuration.syninCalibOptions
    ).archive
  }

  /// Calibrates a chip for the targets and options of a request.
  ///
  /// - Throws: ``CalibrationArchiveError``, ``CalibError``, and `ChipError` from the chip.
  public static func calibrate(
    _ chip: Chip, request: CalibrationArchive, seed: UInt64,
    progress: ((CalibrationProgress) -> Void)?
  ) throws -> HagenSyninCalibResult {
    let request = try CalibRequest<HagenSyninCalibTarget, HagenSyninCalibOptions>(
      reading: request, kind: kind)
    return try HagenSyninCalibration.calibrate(
      chip, target: request.target, options: request.options, seed: seed, progress: progress)
  }
}

/// The kinds of calibrations by their names.
public enum CalibKinds {
  private static let all: [any CalibResult.Type] = [
    HagenCalibResult.self, HagenSyninCalibResult.self,
  ]

  /// Returns the result type of a kind.
  ///
  /// - Throws: ``CalibrationArchiveError/unsupported(name:found:expected:)`` for an unknown kind.
  public static func named(
    _ kind: String
  ) throws(CalibrationArchiveError) -> any CalibResult.Type {
    guard let type = all.first(where: { $0.kind == kind }) else {
      throw .unsupported(
        name: "kind", found: kind, expected: all.map { $0.kind }.joined(separator: ", "))
    }
    return type
  }

  /// Returns the result type of an archive.
  ///
  /// - Throws: ``CalibrationArchiveError`` for an archive without a kind that is known.
  public static func of(
    _ archive: CalibrationArchive
  ) throws(CalibrationArchiveError) -> any CalibResult.Type {
    guard case .string(let kind)? = archive.values["kind"] else { throw .missing(name: "kind") }
    return try named(kind)
  }
}

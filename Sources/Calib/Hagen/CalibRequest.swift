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
    try request(for: configuration, target: configuration.calibTarget)
  }

  /// Returns targets, with the default options for a kind of chip.
  ///
  /// - Throws: ``CalibError`` if the configuration fixes one register of the drivers alone.
  public static func request(
    for configuration: ChipConfiguration, target: HagenCalibTarget
  ) throws -> CalibrationArchive {
    CalibRequest(
      header: ArchiveHeader(kind: kind), target: target,
      options: try configuration.calibOptions
    ).archive
  }

  /// Returns an archive that contains nothing but the request in another one.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  public static func request(
    in archive: CalibrationArchive
  ) throws(CalibrationArchiveError) -> CalibrationArchive {
    try CalibRequest<HagenCalibTarget, HagenCalibOptions>(reading: archive, kind: kind).archive
  }

  /// Calibrates a chip for the targets and options of a request.
  ///
  /// A request may be the archive of a calibration with the texts "only", which name parts: other
  /// parts then stay as they are.
  ///
  /// - Throws: ``CalibrationArchiveError``, ``CalibError``, and `ChipError` from the chip.
  public static func calibrate(
    _ chip: Chip, request: CalibrationArchive, seed: UInt64,
    progress: ((CalibrationProgress) -> Void)?
  ) throws -> HagenCalibResult {
    if let made = try recalibrated(request, on: chip, seed: seed, progress: progress) {
      return made
    }
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
    try request(for: configuration, target: HagenSyninCalibTarget())
  }

  /// Returns targets, with the default options for a kind of chip.
  ///
  /// - Throws: ``CalibError`` if the configuration fixes one register of the drivers alone.
  public static func request(
    for configuration: ChipConfiguration, target: HagenSyninCalibTarget
  ) throws -> CalibrationArchive {
    CalibRequest(
      header: ArchiveHeader(kind: kind), target: target,
      options: try configuration.syninCalibOptions
    ).archive
  }

  /// Returns an archive that contains nothing but the request in another one.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  public static func request(
    in archive: CalibrationArchive
  ) throws(CalibrationArchiveError) -> CalibrationArchive {
    try CalibRequest<HagenSyninCalibTarget, HagenSyninCalibOptions>(reading: archive, kind: kind)
      .archive
  }

  /// Calibrates a chip for the targets and options of a request.
  ///
  /// - Throws: ``CalibrationArchiveError``, ``CalibError``, and `ChipError` from the chip.
  public static func calibrate(
    _ chip: Chip, request: CalibrationArchive, seed: UInt64,
    progress: ((CalibrationProgress) -> Void)?
  ) throws -> HagenSyninCalibResult {
    guard request.values["only"] == nil else {
      throw CalibError.notSupported(
        what: "Calibrating parts for lines by themselves", advice: "calibrate all parts")
    }
    let request = try CalibRequest<HagenSyninCalibTarget, HagenSyninCalibOptions>(
      reading: request, kind: kind)
    return try HagenSyninCalibration.calibrate(
      chip, target: request.target, options: request.options, seed: seed, progress: progress)
  }
}

extension HagenCalibTarget {
  /// Reads the targets of a request or of a result.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  public init(request archive: CalibrationArchive) throws(CalibrationArchiveError) {
    self = try CalibRequest<HagenCalibTarget, HagenCalibOptions>(
      reading: archive, kind: HagenCalibResult.kind
    ).target
  }

  /// Takes targets by their names, such as "neuron/leak", and the default ones for all others.
  ///
  /// - Parameter numbers: the numbers of each target, or one for all instances.
  /// - Throws: ``CalibrationArchiveError`` for a target that does not fit.
  public init(named numbers: [String: [Double]]) throws(CalibrationArchiveError) {
    var archive = CalibRequest(
      header: ArchiveHeader(kind: HagenCalibResult.kind), target: HagenCalibTarget(),
      options: HagenCalibOptions()
    ).archive
    for (name, values) in numbers {
      switch archive.values["target/\(name)"] {
      case .doubles(let known):
        archive.values["target/\(name)"] = .doubles(
          values.count == 1 && known.count > 1
            ? [Double](repeating: values[0], count: known.count) : values)
      case .integers:
        archive.values["target/\(name)"] = .integers(values.compactMap { Int(exactly: $0) })
      default: break
      }
    }
    try self.init(request: archive)
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

public import ChipDescription
internal import Containers
internal import Recording
public import SimulationCore

/// A chip that was measured: its kind, the numbers of its pattern with their uncertainties, and their
/// origin. Its file stands wherever the name of a preset does.
public struct MeasuredChip: Sendable {
  /// Attribute "content" of its files.
  static let content = "measured chip"
  /// Version of its files; others are refused.
  public static let formatVersion: Int64 = 1

  /// The kind of chip, with its name, its corner of the population and the known pattern.
  public var configuration: ChipConfiguration
  /// Date of the measurement, such as "2026-11-28".
  public var date: String
  /// The measurements and registers from which the numbers were found.
  public var source: String

  /// A chip of a kind whose parameters have a known pattern.
  public init(_ configuration: ChipConfiguration, date: String, source: String) {
    self.configuration = configuration
    self.date = date
    self.source = source
  }

  /// The known pattern; empty where nothing is known.
  public var pattern: KnownPattern { configuration.parameters.pattern ?? KnownPattern([:]) }
}

extension MeasuredChip {
  /// Reads a file.
  /// - Throws: `RecordingError` for an unreadable file, ``ConfigurationError`` for one of another
  ///   content or with numbers that no chip can have.
  public init(path: String) throws {
    let file = try MeasuredChipFile(path: path)
    self.init(
      try ChipConfiguration.load(path), date: try file.record.string(attribute: "date"),
      source: try file.record.string(attribute: "source"))
  }

  /// Writes a file, which appears whole or not at all.
  /// - Throws: `RecordingError` when the path cannot be written.
  public func write(to path: String) throws {
    var record = Record(attributes: [
      "content": .string(Self.content), "format_version": .int64(Self.formatVersion),
      "name": .string(configuration.parameters.name), "date": .string(date),
      "source": .string(source),
    ])
    record.datasets["configuration"] = Dataset(
      [configuration.yaml(source: source)], summary: "kind of chip, as a configuration file")
    for (key, numbers) in pattern.rows {
      record.insert(MeasuredChipFile.group(key, numbers), at: "pattern/\(key.name)")
    }
    try HDF5File.write(record, to: path)
  }
}

/// The content of a file of a measured chip.
struct MeasuredChipFile {
  let path: String
  let record: Record

  /// - Throws: `RecordingError`, ``ConfigurationError``.
  init(path: String) throws {
    self.path = path
    record = try HDF5File.read(path)
    guard record.attributes["content"] == .string(MeasuredChip.content) else {
      throw ConfigurationError.unreadable(file: path, reason: "it is no file of a measured chip")
    }
    let version = try record.int64(attribute: "format_version")
    guard version == MeasuredChip.formatVersion else {
      throw ConfigurationError.unreadable(
        file: path,
        reason: "its format is version \(version), this program reads \(MeasuredChip.formatVersion)"
      )
    }
  }

  /// The text of the kind of chip.
  func configuration() throws -> YAMLFile {
    let texts = try record.strings("configuration")
    return YAMLFile(name: path, text: texts.first ?? "")
  }

  /// The known rows.
  /// - Throws: ``ConfigurationError`` for an unknown row or impossible numbers.
  func pattern() throws -> KnownPattern {
    var rows: [KnownPattern.Key: KnownPattern.Numbers] = [:]
    for place in PatternPlace.allCases {
      let group = record.groups["pattern"]?.groups[place.rawValue] ?? Record()
      // The first error is the same at each reading.
      for (name, group) in group.groups.sorted(by: { $0.key < $1.key }) {
        rows[KnownPattern.Key(try row(name, place), place)] = try numbers(group, place)
      }
    }
    return KnownPattern(rows)
  }

  private func numbers(_ group: Record, _ place: PatternPlace) throws -> KnownPattern.Numbers {
    var loadings: [PatternRow: [Float]] = [:]
    for name in (group.groups["loadings"] ?? Record()).datasets.keys.sorted() {
      loadings[try row(name, place)] = try group.floats("loadings/\(name)")
    }
    return KnownPattern.Numbers(
      mean: try group.floats("mean"), deviation: try group.floats("deviation"), loadings: loadings)
  }

  private func row(_ name: String, _ place: PatternPlace) throws -> PatternRow {
    guard let row = PatternRow(name: name) else {
      throw ConfigurationError.unknownKey(
        file: path, key: "pattern/\(place.rawValue)/\(name)",
        nearest: nearest(to: name, in: PatternRow.table.map(\.name)))
    }
    return row
  }

  static func group(_ key: KnownPattern.Key, _ numbers: KnownPattern.Numbers) -> Record {
    func dataset(_ values: [Float], _ summary: String) -> Dataset {
      let shape = [values.count]
      return Dataset(
        values, shape: shape, unit: "1", summary: summary,
        layout: .compressed(shape: shape, type: .float))
    }
    var record = Record(
      attributes: ["description": .string(key.row.details.summary)],
      datasets: [
        "mean": dataset(numbers.mean, "best estimates, in standard deviations of the population"),
        "deviation": dataset(numbers.deviation, "their standard deviations, in the same unit"),
      ])
    for (row, values) in numbers.loadings {
      record.insert(
        dataset(values, "share of the deviations that comes with this row's drawn numbers"),
        at: "loadings/\(row.details.name)")
    }
    return record
  }
}

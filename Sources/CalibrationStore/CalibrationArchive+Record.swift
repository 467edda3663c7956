public import Calib
public import Recording

/// Archives in files: every value a dataset, its kind an attribute.
extension CalibrationArchive {
  private static let kindAttribute = "kind"

  /// The archive as a tree of datasets.
  public var record: Record {
    var record = Record()
    for name in names {
      guard let value = values[name] else { continue }
      record.insert(Self.dataset(value), at: name)
    }
    return record
  }

  private static func dataset(_ value: Value) -> Dataset {
    var (dataset, kind): (Dataset, String) =
      switch value {
      case .integers(let values): (Dataset(values.map(Int64.init)), "integers")
      case .mask(let values): (Dataset(values.map { $0 ? UInt8(1) : 0 }), "mask")
      case .doubles(let values): (Dataset(values), "doubles")
      case .string(let value): (Dataset([value]), "string")
      case .strings(let values): (Dataset(values), "strings")
      }
    dataset.attributes[kindAttribute] = .string(kind)
    return dataset
  }

  /// Reads an archive back from a tree of datasets.
  /// - Throws: ``CalibrationFileError/unknownValue(name:)`` for a dataset that no archive holds.
  public init(record: Record) throws {
    self.init()
    try collect(record, prefix: "")
  }

  private mutating func collect(_ record: Record, prefix: String) throws {
    // The first error is the same at each reading.
    for (name, dataset) in record.datasets.sorted(by: { $0.key < $1.key }) {
      values[prefix + name] = try Self.value(dataset, named: prefix + name)
    }
    for (name, group) in record.groups.sorted(by: { $0.key < $1.key }) {
      try collect(group, prefix: prefix + name + "/")
    }
  }

  private static func value(_ dataset: Dataset, named name: String) throws -> Value {
    guard case .string(let kind)? = dataset.attributes[kindAttribute] else {
      throw CalibrationFileError.unknownValue(name: name)
    }
    switch (kind, dataset.values) {
    case ("integers", .int64(let values)): return .integers(values.map(Int.init))
    case ("mask", .uint8(let values)): return .mask(values.map { $0 != 0 })
    case ("doubles", .double(let values)): return .doubles(values)
    case ("string", .string(let values)) where values.count == 1: return .string(values[0])
    case ("strings", .string(let values)): return .strings(values)
    default: throw CalibrationFileError.unknownValue(name: name)
    }
  }
}

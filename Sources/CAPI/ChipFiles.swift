internal import ChipDescription

/// A reader of chip files whose content comes from the C side.
final class ChipFileEntry: Entry, @unchecked Sendable {
  override class var noun: String { "chip file" }

  private var reader: ChipFileReader
  private var settings: ChipFileSettings?
  private var keys: [String] = []

  init(_ nameOrPath: String) { reader = ChipFileReader(nameOrPath) }

  var wanted: String { reader.wanted ?? "" }

  func give(_ content: ConfigurationNode) throws { try reader.give(content) }

  func refuse(_ reason: Int, _ detail: String) throws {
    try check("reason", reason, in: 0...2)
    switch reason {
    case 0: throw reader.missingFile
    case 1: throw ConfigurationError.unreadable(file: wanted, reason: "not a readable UTF-8 file")
    default: throw ConfigurationError.notYAML(file: wanted, reason: detail)
    }
  }

  /// The name of the kind of chip.
  func name() throws -> String { try complete().name }

  /// The number of settings.
  func count() throws -> Int { try complete().values.count }

  /// One setting, in the order of keys.
  func setting(_ index: Int) throws -> (key: String, value: Double) {
    let values = try complete().values
    try check("setting", index, in: 0...values.count - 1)
    return (keys[index], values[keys[index]] ?? 0)
  }

  private func complete() throws -> ChipFileSettings {
    if let settings { return settings }
    guard reader.wanted == nil else { throw InterfaceError.incomplete(file: wanted) }
    let complete = try reader.settings()
    settings = complete
    keys = complete.values.keys.sorted()
    return complete
  }
}

/// A reader of a chip file.
@c(bss2_chip_file_new)
public func chipFileNew(_ nameOrPath: UnsafePointer<CChar>?) -> UInt64 {
  Registry.shared.add(ChipFileEntry(nameOrPath.map { String(cString: $0) } ?? ""))
}

private func withChipFile<R>(_ handle: UInt64, _ body: (ChipFileEntry) throws -> R) throws -> R {
  let entry = try Registry.shared.find(handle, as: ChipFileEntry.self)
  return try entry.exclusively { try body(entry) }
}

/// The preset or the file whose content is needed next.
@c(bss2_chip_file_wanted)
public func chipFileWanted(
  _ handle: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount { copy(try withChipFile(handle) { $0.wanted }, buffer, capacity) }
}

/// Gives the content of the wanted file.
@c(bss2_chip_file_give)
public func chipFileGive(
  _ handle: UInt64, _ events: UnsafePointer<CChar>?,
  _ texts: UnsafePointer<UnsafePointer<CChar>?>?
) -> Int32 {
  attempt {
    let node = try NodeBuilder.node(try text(events, "events"), texts)
    try withChipFile(handle) { try $0.give(node) }
  }
}

/// Fails with the sentence for a wanted file without content.
@c(bss2_chip_file_refuse)
public func chipFileRefuse(
  _ handle: UInt64, _ reason: Int32, _ detail: UnsafePointer<CChar>?
) -> Int32 {
  attempt {
    let detail = detail.map { String(cString: $0) } ?? ""
    try withChipFile(handle) { try $0.refuse(Int(reason), detail) }
  }
}

/// The name of the kind of chip.
@c(bss2_chip_file_name)
public func chipFileName(
  _ handle: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount { copy(try withChipFile(handle) { try $0.name() }, buffer, capacity) }
}

/// The number of settings.
@c(bss2_chip_file_count)
public func chipFileCount(_ handle: UInt64) -> Int {
  attemptCount { try withChipFile(handle) { try $0.count() } }
}

/// The key of a setting.
@c(bss2_chip_file_key)
public func chipFileKey(
  _ handle: UInt64, _ index: Int, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount { copy(try withChipFile(handle) { try $0.setting(index).key }, buffer, capacity) }
}

/// The value of a setting.
@c(bss2_chip_file_value)
public func chipFileValue(
  _ handle: UInt64, _ index: Int, _ value: UnsafeMutablePointer<Double>?
) -> Int32 {
  attempt {
    let setting = try withChipFile(handle) { try $0.setting(index) }
    value?.pointee = setting.value
  }
}

internal import ChipDescription
internal import Containers
internal import Foundation
internal import Quantities
internal import Yams

/// Kinds of quantities that are given for each neuron.
package enum NeuronQuantity {
  /// A pure number.
  case number
  /// A time, such as "60 us".
  case time

  var dimension: PhysicalDimension { self == .time ? .time : .dimensionless }
}

/// A mapping of a YAML file whose keys are read one by one. Errors name file, line and key.
package struct YAMLMapping {
  private let file: String
  private let path: String
  private let mapping: Node.Mapping

  /// The top of a file, and the file's text.
  /// - Throws: ``ConfigurationError`` for a file that is missing or no YAML mapping.
  package static func top(of file: String) throws -> (mapping: YAMLMapping, text: String) {
    guard FileManager.default.fileExists(atPath: file) else {
      throw ConfigurationError.unreadable(file: file, reason: "it does not exist")
    }
    let content = try YAMLFile(path: file)
    guard let mapping = try content.root()?.mapping else {
      throw ConfigurationError.notYAML(file: file, reason: "no keys at the top level")
    }
    return (YAMLMapping(file: file, path: "", mapping: mapping), content.text)
  }

  /// The top of a text.
  /// - Parameter name: Stands for the name of a file in errors.
  /// - Throws: ``ConfigurationError`` for a text that is no YAML mapping.
  package static func top(ofText text: String, name: String) throws -> YAMLMapping {
    guard let mapping = try YAMLFile(name: name, text: text).root()?.mapping else {
      throw ConfigurationError.notYAML(file: name, reason: "no keys at the top level")
    }
    return YAMLMapping(file: name, path: "", mapping: mapping)
  }

  private init(file: String, path: String, mapping: Node.Mapping) {
    self.file = file
    self.path = path
    self.mapping = mapping
  }

  /// Refuses keys that mean nothing.
  package func allow(_ known: [String]) throws {
    for key in mapping.keys where !known.contains(key.string ?? "") {
      let name = key.string ?? ""
      throw ConfigurationError.unknownKey(
        file: place(key), key: path + name, nearest: nearest(to: name, in: known))
    }
  }

  /// A Boolean value: a key is there.
  package func has(_ key: String) -> Bool { mapping[key] != nil }

  /// A text.
  package func text(_ key: String) throws -> String {
    let node = try node(key)
    guard let text = node.scalar?.string, !text.isEmpty else { throw bad(node, key, "a text") }
    return text
  }

  /// A whole number of a range.
  package func int(_ key: String, _ range: ClosedRange<Int>) throws -> Int {
    try number(try node(key), key, range)
  }

  /// A number of a range, of any kind.
  package func double(_ key: String, _ range: ClosedRange<Double>) throws -> Double {
    let node = try node(key)
    guard let value = node.float, value.isFinite else { throw bad(node, key, "a number") }
    guard range.contains(value) else {
      throw outOfRange(node, key, "\(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A list of texts.
  package func texts(_ key: String) throws -> [String] {
    try list(key).map { node in
      guard let text = node.scalar?.string, !text.isEmpty else {
        throw bad(node, key, "a list of texts")
      }
      return text
    }
  }

  /// A list of whole numbers of a range.
  package func ints(_ key: String, _ range: ClosedRange<Int>) throws -> [Int] {
    try list(key).map { try number($0, key, range, wanted: "a list of whole numbers") }
  }

  /// A list of lists of whole numbers of a range, all equally long.
  func rows(_ key: String, _ range: ClosedRange<Int>) throws -> [[Int]] {
    let rows = try list(key).map { row in
      guard let row = row.sequence, !row.isEmpty else { throw bad(row, key, "a list of numbers") }
      return try row.map {
        try number($0, key, range, wanted: "a list of lists of whole numbers")
      }
    }
    guard Set(rows.map(\.count)).count == 1 else {
      throw bad(try node(key), key, "a list of equally long rows")
    }
    return rows
  }

  /// A list of numbers of a range, of any kind.
  func doubles(_ key: String, _ range: ClosedRange<Double>, unit: String) throws -> [Double] {
    try list(key).map { node in
      guard let value = node.float, value.isFinite else {
        throw bad(node, key, "a list of numbers")
      }
      guard range.contains(value) else {
        throw outOfRange(node, key, "\(range.lowerBound) to \(range.upperBound) \(unit)")
      }
      return value
    }
  }

  /// A time, such as "50 us", in ticks of 2 ns.
  func ticks(_ key: String, _ range: ClosedRange<Int>, of unit: Int = 1) throws -> Int {
    let node = try node(key)
    let seconds: Double
    do {
      seconds = try PhysicalDimension.time.parse(node.scalar?.string ?? "")
    } catch {
      throw ConfigurationError.badValue(file: place(node), key: path + key, reason: "\(error)")
    }
    let ticks = (seconds / 2e-9).rounded()
    let allowed = "\(range.lowerBound * 2) ns to \(range.upperBound * 2) ns"
    guard ticks >= Double(range.lowerBound), ticks <= Double(range.upperBound) else {
      throw outOfRange(node, key, allowed)
    }
    guard abs(ticks * 2e-9 - seconds) < 1e-12 * max(1, seconds * 1e9), Int(ticks) % unit == 0 else {
      throw bad(node, key, "a multiple of \(unit * 2) ns")
    }
    return Int(ticks)
  }

  /// A value for each of some instances: one for all, or a list.
  package func values(
    _ key: String, _ quantity: NeuronQuantity, count: Int
  ) throws -> [Double] {
    let node = try node(key)
    guard let list = node.sequence else {
      return [Double](repeating: try value(node, key, quantity), count: count)
    }
    guard list.count == count else { throw bad(node, key, "one value, or a list of \(count)") }
    return try list.map { try value($0, key, quantity) }
  }

  private func value(_ node: Node, _ key: String, _ quantity: NeuronQuantity) throws -> Double {
    do {
      return try quantity.dimension.parse(node.scalar?.string ?? "")
    } catch {
      throw ConfigurationError.badValue(file: place(node), key: path + key, reason: "\(error)")
    }
  }

  /// A Boolean value: the value of a key is a mapping.
  package func isMapping(_ key: String) -> Bool { mapping[key]?.mapping != nil }

  /// A mapping inside.
  package func mapping(_ key: String) throws -> YAMLMapping { try mapping(try node(key), key) }

  /// A list of mappings inside.
  func mappings(_ key: String) throws -> [YAMLMapping] {
    try list(key).enumerated().map { try mapping($0.element, "\(key)[\($0.offset)]") }
  }

  /// An error about keys of which none is there.
  func lacks(allOf keys: [String]) -> ConfigurationError {
    .missingKeys(file: file, keys: keys.map { path + $0 })
  }

  /// An error about a key that is there.
  package func refused(_ key: String, _ reason: String) -> ConfigurationError {
    .badValue(file: place(mapping[key]), key: path + key, reason: reason)
  }

  private func mapping(_ node: Node, _ key: String) throws -> YAMLMapping {
    guard let inner = node.mapping else { throw bad(node, key, "a mapping of keys to values") }
    return YAMLMapping(file: file, path: path + key + ".", mapping: inner)
  }

  private func list(_ key: String) throws -> [Node] {
    let node = try node(key)
    guard let sequence = node.sequence, !sequence.isEmpty else {
      throw bad(node, key, "a list with at least one entry")
    }
    return Array(sequence)
  }

  private func number(
    _ node: Node, _ key: String, _ range: ClosedRange<Int>, wanted: String = "a whole number"
  ) throws -> Int {
    guard let value = node.int else { throw bad(node, key, wanted) }
    guard range.contains(value) else {
      throw outOfRange(node, key, "\(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private func node(_ key: String) throws -> Node {
    guard let node = mapping[key] else {
      throw ConfigurationError.missingKey(file: file, key: path + key)
    }
    return node
  }

  private func bad(_ node: Node, _ key: String, _ wanted: String) -> ConfigurationError {
    .badValue(file: place(node), key: path + key, reason: "must be " + wanted)
  }

  private func outOfRange(_ node: Node, _ key: String, _ allowed: String) -> ConfigurationError {
    .outOfRange(
      file: place(node), key: path + key, value: node.scalar?.string ?? "", allowed: allowed)
  }

  /// File and line.
  private func place(_ node: Node?) -> String {
    node?.mark.map { "\(file):\($0.line)" } ?? file
  }
}

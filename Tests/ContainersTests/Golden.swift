import Foundation

/// Files that the real software wrote: its words, addresses and coordinate tables.
enum Golden {
  static let words = load("container_words")
  static let addresses = load("container_addresses")
  static let coordinates = load("coordinates")

  /// An unreadable file gives an empty table, in which the first look-up fails.
  private static func load(_ name: String) -> JSON {
    let url = Bundle.module.url(forResource: "Golden/\(name)", withExtension: "json")
    let data = url.flatMap { try? Data(contentsOf: $0) } ?? Data()
    return JSON((try? JSONSerialization.jsonObject(with: data)) ?? [String: Any]())
  }
}

/// Just enough of JSON for reading tables.
struct JSON: @unchecked Sendable {
  let object: Any

  init(_ object: Any) { self.object = object }

  subscript(key: String) -> JSON { JSON((object as! [String: Any])[key]!) }
  subscript(index: Int) -> JSON { JSON((object as! [Any])[index]) }

  func has(_ key: String) -> Bool { (object as? [String: Any])?[key] != nil }
  var isNull: Bool { object is NSNull }
  var array: [JSON] { (object as! [Any]).map(JSON.init) }
  var keys: [String] { (object as! [String: Any]).keys.sorted() }
  var string: String { object as! String }
  var int: Int { (object as! NSNumber).intValue }
  var optionalInt: Int? { isNull ? nil : int }
  var ints: [Int] { array.map(\.int) }
  var word: UInt32 { UInt32(string.dropFirst(2), radix: 16)! }

  /// Field codes: numbers and flags as they are, CapMem values and places by their number.
  var fieldCode: Int {
    guard let dictionary = object as? [String: Any] else { return int }
    return JSON(dictionary["value"] ?? dictionary["enum"]!).int
  }

  /// A Boolean value that tells whether this is a group of fields.
  var isGroup: Bool {
    guard let dictionary = object as? [String: Any] else { return false }
    return dictionary["kind"] == nil && dictionary["enum"] == nil
  }

  /// All fields below, by path as `ContainerField.name` writes it.
  func fields(path: String = "") -> [String: [Int]] {
    var result: [String: [Int]] = [:]
    for key in keys {
      let child = self[key]
      let name = path + key
      if child.isGroup {
        result.merge(child.fields(path: name + ".")) { $1 }
      } else if child.object is [Any], let first = child.array.first, first.isGroup {
        for (index, element) in child.array.enumerated() {
          result.merge(element.fields(path: "\(name)[\(index)].")) { $1 }
        }
      } else if child.object is [Any] {
        result[name] = child.array.map(\.fieldCode)
      } else {
        result[name] = [child.fieldCode]
      }
    }
    return result
  }
}

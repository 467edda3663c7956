internal import Foundation

/// The head of an array file: type, order and shape of its elements.
struct NPYHeader {
  let type: NPYType
  let isColumnMajor: Bool
  let rows: Int
  let columns: Int
  /// Index of the first element's first byte.
  let end: Int

  /// Greatest extent; the product of two stays far below the largest integer.
  private static let largestExtent = 1 << 28

  init(_ bytes: [UInt8], _ name: String) throws(TableError) {
    guard bytes.count > 12 else { throw .badNPY(name, "it is truncated") }
    let isLong = bytes[6] >= 2
    let start = isLong ? 12 : 10
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start else { throw .badNPY(name, "it is truncated") }
    end = start + length
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    type = try Self.type(text, name)
    isColumnMajor = try Self.order(text, name)
    (rows, columns) = try Self.shape(text, name)
  }

  private static func type(_ text: String, _ name: String) throws(TableError) -> NPYType {
    guard let descriptor = between("'descr': '", "'", text) else {
      throw .badNPY(name, "its elements are no single numbers")
    }
    guard let type = NPYType(descriptor) else {
      throw .badNPY(
        name, "elements of type '\(descriptor)' are not read; convert the array to int64")
    }
    return type
  }

  private static func order(_ text: String, _ name: String) throws(TableError) -> Bool {
    if text.contains("'fortran_order': False") { return false }
    if text.contains("'fortran_order': True") { return true }
    throw .badNPY(name, "it does not state its order")
  }

  private static func shape(_ text: String, _ name: String) throws(TableError) -> (Int, Int) {
    guard let list = between("'shape': (", ")", text) else {
      throw .badNPY(name, "it has no shape")
    }
    let extents = list.split(separator: ",").map {
      Int($0.trimmingCharacters(in: .whitespaces)) ?? 0
    }
    let isTable = extents.count == 1 || extents.count == 2
    guard isTable, extents.allSatisfy({ (1...largestExtent).contains($0) }) else {
      throw .badNPY(
        name, "its shape is (\(list)), but one or two dimensions that are not empty are needed")
    }
    return extents.count == 1 ? (1, extents[0]) : (extents[0], extents[1])
  }

  private static func between(_ open: String, _ close: Character, _ text: String) -> String? {
    guard let start = text.range(of: open)?.upperBound,
      let end = text[start...].firstIndex(of: close)
    else { return nil }
    return String(text[start..<end])
  }
}

/// The type of an array's elements.
struct NPYType {
  private enum Kind: Character {
    case bool = "b"
    case signed = "i"
    case unsigned = "u"
    case float = "f"
  }

  private let kind: Kind
  /// Bytes of an element.
  let size: Int
  private let isBigEndian: Bool

  /// A type by NumPy's name, such as `<i8`; nil for types that are not read.
  init?(_ name: String) {
    let letters = Array(name)
    guard letters.count == 3, let order = letters.first, "<>|=".contains(order),
      let kind = Kind(rawValue: letters[1]), let size = letters[2].wholeNumberValue
    else { return nil }
    let sizes: [Int] =
      switch kind {
      case .bool: [1]
      case .float: [2, 4, 8]
      case .signed, .unsigned: [1, 2, 4, 8]
      }
    guard sizes.contains(size) else { return nil }
    self.kind = kind
    self.size = size
    isBigEndian = order == ">"
  }

  /// Returns the element at a position.
  func value(_ bytes: [UInt8], at position: Int) -> Double {
    var raw: UInt64 = 0
    for k in 0..<size {
      raw = raw << 8 | UInt64(bytes[position + (isBigEndian ? k : size - 1 - k)])
    }
    let unused = UInt64(64 - 8 * size)
    switch kind {
    case .bool: return raw == 0 ? 0 : 1
    case .unsigned: return Double(raw)
    case .signed: return Double(Int64(bitPattern: raw << unused) >> Int64(unused))
    case .float: return float(raw)
    }
  }

  private func float(_ raw: UInt64) -> Double {
    switch size {
    case 2: half(UInt16(raw))
    case 4: Double(Float(bitPattern: UInt32(raw)))
    default: Double(bitPattern: raw)
    }
  }

  /// Returns the number of a float of 16 bits, which Swift lacks on x86-64. IEEE 754: `binary16`
  private func half(_ bits: UInt16) -> Double {
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Double(bits & 0x3FF))
    let size: Double =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 0x1F: fraction == 0 ? .infinity : .nan
      default: (0x400 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
      }
    return bits >> 15 == 0 ? size : -size
  }
}

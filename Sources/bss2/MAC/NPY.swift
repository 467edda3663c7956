import Foundation

/// NumPy's array file, version 1.0, for two-dimensional whole numbers.
/// Format: numpy.lib.format.
enum NPY {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  static func decode(_ data: Data, _ path: String) throws -> NumberTable {
    let bytes = [UInt8](data)
    guard bytes.count > 12, Array(bytes.prefix(6)) == magic else {
      throw TableError.badNPY(path, "it is not an NPY file")
    }
    let isLong = bytes[6] >= 2
    let length =
      Int(bytes[8]) | Int(bytes[9]) << 8
      | (isLong ? Int(bytes[10]) << 16 | Int(bytes[11]) << 24 : 0)
    let start = (isLong ? 12 : 10) + length
    guard start <= bytes.count else { throw TableError.badNPY(path, "it is truncated") }
    let header = String(decoding: bytes[(isLong ? 12 : 10)..<start], as: UTF8.self)
    guard header.contains("'fortran_order': False") else {
      throw TableError.badNPY(path, "the array is in Fortran order")
    }
    let shape = try shape(header, path)
    let type = try elementType(header, path)
    let count = shape.0 * shape.1
    guard bytes.count - start == count * type.size else {
      throw TableError.badNPY(
        path, "it holds \(bytes.count - start) bytes of numbers, not \(count * type.size)")
    }
    let values = try (0..<count).map { index in
      try value(bytes, start + index * type.size, type, path, index, shape.1)
    }
    return NumberTable(rows: shape.0, columns: shape.1, values: values)
  }

  private static func shape(_ header: String, _ path: String) throws -> (Int, Int) {
    guard let open = header.range(of: "'shape': ("),
      let close = header[open.upperBound...].firstIndex(of: ")")
    else { throw TableError.badNPY(path, "it has no shape") }
    let extents = header[open.upperBound..<close].split(separator: ",").compactMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    guard extents.count == 1 || extents.count == 2, extents.allSatisfy({ $0 > 0 && $0 < 1 << 28 })
    else {
      throw TableError.badNPY(path, "the array must be one- or two-dimensional and not empty")
    }
    return extents.count == 1 ? (1, extents[0]) : (extents[0], extents[1])
  }

  private struct ElementType {
    let kind: Character
    let size: Int
  }

  private static func elementType(_ header: String, _ path: String) throws -> ElementType {
    guard let open = header.range(of: "'descr': '"),
      let close = header[open.upperBound...].firstIndex(of: "'")
    else { throw TableError.badNPY(path, "it has no element type") }
    let text = header[open.upperBound..<close]
    guard text.count >= 3, text.first != ">", let size = Int(String(text.dropFirst(2))),
      let kind = text.dropFirst().first, "iuf".contains(kind), [1, 2, 4, 8].contains(size)
    else { throw TableError.badNPY(path, "elements are of type \(text)") }
    return ElementType(kind: kind, size: size)
  }

  private static func value(
    _ bytes: [UInt8], _ at: Int, _ type: ElementType, _ path: String, _ index: Int, _ width: Int
  ) throws -> Int {
    var raw: UInt64 = 0
    for k in (0..<type.size).reversed() { raw = raw << 8 | UInt64(bytes[at + k]) }
    if type.kind == "f" {
      let number =
        type.size == 4 ? Double(Float(bitPattern: UInt32(raw))) : Double(bitPattern: raw)
      guard type.size >= 4, number.isFinite, number == number.rounded(), abs(number) < 1e15 else {
        throw TableError.noWholeNumber(
          path, row: index / width + 1, column: index % width + 1, text: "\(number)")
      }
      return Int(number)
    }
    if type.kind == "u" { return Int(clamping: raw) }
    let unused = UInt64(64 - 8 * type.size)
    return Int(Int64(bitPattern: raw << unused) >> Int64(unused))
  }

  /// An int8 array as a file.
  static func encode(_ values: [Int8], shape: [Int]) -> Data {
    let extents = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = "{'descr': '|i1', 'fortran_order': False, 'shape': (\(extents)), }"
    let padding = (64 - (10 + header.utf8.count + 1) % 64) % 64
    header += String(repeating: " ", count: padding) + "\n"
    let length = header.utf8.count
    var bytes = magic + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(header.utf8)
    bytes += values.map { UInt8(bitPattern: $0) }
    return Data(bytes)
  }
}

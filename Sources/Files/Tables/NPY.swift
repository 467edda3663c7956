/// NumPy's array file for arrays of one or two dimensions.
///
/// Format: numpy.lib.format, versions 1 to 3.
public enum NPY {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Returns true if bytes begin like an array file.
  static func isNPY(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  static func decode(_ bytes: [UInt8], _ name: String) throws(TableError) -> NumberTable {
    let header = try NPYHeader(bytes, name)
    let (rows, columns) = (header.rows, header.columns)
    let count = rows * columns
    guard bytes.count - header.end == count * header.type.size else {
      throw .badNPY(
        name,
        "it holds \(bytes.count - header.end) bytes of numbers, not \(count * header.type.size)"
      )
    }
    var values: [Double] = []
    values.reserveCapacity(count)
    for index in 0..<count {
      let (row, column) = (index / columns, index % columns)
      let place = header.isColumnMajor ? column * rows + row : index
      let value = header.type.value(bytes, at: header.end + place * header.type.size)
      guard value.isFinite, value == value.rounded() else {
        throw .noWholeNumber(name, row: row + 1, column: column + 1, text: "\(value)")
      }
      values.append(value)
    }
    return NumberTable(rows: rows, columns: columns, values: values)
  }

  /// Returns an int8 array as the content of a file.
  public static func encode(_ values: [Int8], shape: [Int]) -> [UInt8] {
    let extents = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header = "{'descr': '|i1', 'fortran_order': False, 'shape': (\(extents)), }"
    let padding = (64 - (10 + header.utf8.count + 1) % 64) % 64
    header += String(repeating: " ", count: padding) + "\n"
    let length = header.utf8.count
    return magic + [1, 0, UInt8(truncatingIfNeeded: length), UInt8(length >> 8)]
      + Array(header.utf8)
      + values.map { UInt8(bitPattern: $0) }
  }
}

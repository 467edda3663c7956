/// A table of whole numbers from a user's file: CSV or NPY by its content.
public struct NumberTable: Equatable, Sendable {
  /// Rows, at least one.
  public let rows: Int
  /// Columns, at least one.
  public let columns: Int
  /// Finite whole numbers in row-major order. They have not been compared with any range.
  let values: [Double]

  /// The largest file, in bytes.
  private static let largestFile = 1 << 30

  /// Reads a file, or standard input for `-`.
  /// - Throws: ``TableError`` naming file, row and column; ``FileError``.
  public init(file path: String) throws {
    try self.init(
      bytes: try InputFile.bytes(path, limit: Self.largestFile),
      name: path == InputFile.standardInput ? "standard input" : path)
  }

  /// Reads the content of a file.
  /// - Parameter name: The name of the file in messages.
  /// - Throws: ``TableError``.
  public init(bytes: [UInt8], name: String) throws(TableError) {
    self =
      NPY.isNPY(bytes) ? try NPY.decode(bytes, name) : try CSV.decode(bytes, name)
  }

  init(rows: Int, columns: Int, values: [Double]) {
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// Returns the numbers as a narrower type.
  /// - Parameters:
  ///   - range: The allowed numbers, which the type can hold.
  ///   - name: The name of the file in messages.
  /// - Throws: ``TableError/outOfRange(_:row:column:value:range:)`` naming the place.
  public func checked<Number: FixedWidthInteger>(
    _ range: ClosedRange<Int>, _ name: String
  ) throws(TableError) -> [Number] {
    var numbers: [Number] = []
    numbers.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard let whole = Int(exactly: value), range.contains(whole),
        let number = Number(exactly: whole)
      else {
        throw .outOfRange(
          name, row: index / columns + 1, column: index % columns + 1, value: value, range: range)
      }
      numbers.append(number)
    }
    return numbers
  }
}

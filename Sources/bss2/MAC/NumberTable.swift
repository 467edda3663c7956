import Foundation

/// A table of whole numbers from a user's file: CSV or NPY by its ending.
struct NumberTable: Equatable {
  let rows: Int
  let columns: Int
  let values: [Int]

  /// Reads a file.
  /// - Throws: ``TableError`` naming file, row and column.
  init(file path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw TableError.unreadable(path)
    }
    self = path.hasSuffix(".npy") ? try NPY.decode(data, path) : try Self.csv(data, path)
  }

  init(rows: Int, columns: Int, values: [Int]) {
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  private static func csv(_ data: Data, _ path: String) throws -> NumberTable {
    let lines = String(decoding: data, as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("#") }
    guard let first = lines.first else { throw TableError.empty(path) }
    let width = first.split(separator: ",", omittingEmptySubsequences: false).count
    var values: [Int] = []
    for (row, line) in lines.enumerated() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == width else {
        throw TableError.ragged(path, row: row + 1, expected: width, found: cells.count)
      }
      for (column, cell) in cells.enumerated() {
        let text = cell.trimmingCharacters(in: .whitespaces)
        guard let number = Double(text), let value = Int(exactly: number) else {
          throw TableError.noWholeNumber(path, row: row + 1, column: column + 1, text: text)
        }
        values.append(value)
      }
    }
    return NumberTable(rows: lines.count, columns: width, values: values)
  }

  /// The numbers as a narrower type.
  /// - Throws: ``TableError/outOfRange`` naming the place.
  func checked<T: FixedWidthInteger>(_ range: ClosedRange<Int>, _ path: String) throws -> [T] {
    try values.enumerated().map { index, value in
      guard range.contains(value) else {
        throw TableError.outOfRange(
          path, row: index / columns + 1, column: index % columns + 1, value: value, range: range)
      }
      return T(value)
    }
  }
}

/// Error in a user's table.
enum TableError: Error, Equatable, CustomStringConvertible {
  case unreadable(String)
  case empty(String)
  case ragged(String, row: Int, expected: Int, found: Int)
  case noWholeNumber(String, row: Int, column: Int, text: String)
  case outOfRange(String, row: Int, column: Int, value: Int, range: ClosedRange<Int>)
  case badNPY(String, String)
  case unknownFormat(String)

  var description: String {
    switch self {
    case .unreadable(let path): "\(path): cannot be read; give a CSV or NPY file."
    case .empty(let path): "\(path): holds no numbers; give at least one row."
    case .ragged(let path, let row, let expected, let found):
      "\(path): row \(row) (without comments and empty lines) has \(found) numbers, but the first row "
        + "has \(expected); give rows of equal length."
    case .noWholeNumber(let path, let row, let column, let text):
      "\(path): row \(row), column \(column): '\(text)' is not a whole number; give "
        + "whole numbers only, without a line of titles."
    case .outOfRange(let path, let row, let column, let value, let range):
      "\(path): row \(row), column \(column): \(value) is out of range; allowed is "
        + "\(range.lowerBound) to \(range.upperBound)."
    case .badNPY(let path, let reason):
      "\(path): is not a usable NPY file (\(reason)); save a matrix of "
        + "little-endian integers in C order with numpy.save."
    case .unknownFormat(let path): "--out \(path): the ending must be .csv, .npy or .h5."
    }
  }
}

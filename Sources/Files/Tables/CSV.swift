internal import Foundation

/// Tables in text: one row a line, cells between commas, semicolons or tabs.
///
/// A first line without numbers is a header. Empty lines and lines that begin with `#` are left
/// out, and so is a byte order mark.
enum CSV {
  static func decode(_ bytes: [UInt8], _ name: String) throws(TableError) -> NumberTable {
    let lines = try lines(bytes, name)
    guard let first = lines.first else { throw .empty(name) }
    let separator: Character = [";", "\t"].first { first.contains($0) } ?? ","
    let hasHeader = !cells(first, separator).contains { Double($0) != nil }
    let rows = lines.dropFirst(hasHeader ? 1 : 0)
    guard let width = rows.first.map({ cells($0, separator).count }) else { throw .empty(name) }
    var values: [Double] = []
    for (row, line) in rows.enumerated() {
      let cells = cells(line, separator)
      guard cells.count == width else {
        throw .ragged(name, row: row + 1, expected: width, found: cells.count)
      }
      for (column, cell) in cells.enumerated() {
        guard let value = Double(cell), value.isFinite, value == value.rounded() else {
          throw .noWholeNumber(name, row: row + 1, column: column + 1, text: cell)
        }
        values.append(value)
      }
    }
    return NumberTable(rows: rows.count, columns: width, values: values)
  }

  private static func lines(_ bytes: [UInt8], _ name: String) throws(TableError) -> [Substring] {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let text = String(validating: content, as: UTF8.self), !content.contains(0) else {
      throw .noText(name)
    }
    return text.split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("#") }
  }

  private static func cells(_ line: Substring, _ separator: Character) -> [String] {
    line.split(separator: separator, omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

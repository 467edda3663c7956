/// An error in a user's table.
public enum TableError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file is no text.
  case noText(String)
  /// The file has no numbers.
  case empty(String)
  /// A row has more or fewer cells than the first one.
  case ragged(String, row: Int, expected: Int, found: Int)
  /// A cell is no finite whole number.
  case noWholeNumber(String, row: Int, column: Int, text: String)
  /// A number is not allowed.
  case outOfRange(String, row: Int, column: Int, value: Double, range: ClosedRange<Int>)
  /// The file is no NPY file that can be used.
  case badNPY(String, String)

  /// One sentence: the problem, its place and the remedy.
  public var description: String {
    switch self {
    case .noText(let path):
      "\(path): is neither UTF-8 text nor an NPY file; give a CSV or NPY file."
    case .empty(let path): "\(path): holds no numbers; give at least one row."
    case .ragged(let path, let row, let expected, let found):
      "\(path): row \(row) (without comments and empty lines) has \(found) numbers, but the first row "
        + "has \(expected); give rows of equal length."
    case .noWholeNumber(let path, let row, let column, let text):
      "\(path): row \(row), column \(column): '\(Self.plain(text.prefix(40)))' is not a whole number; "
        + "round the numbers first. Rows are counted without comments and empty lines."
    case .outOfRange(let path, let row, let column, let value, let range):
      "\(path): row \(row), column \(column): \(Self.text(value)) is out of range; allowed is "
        + "\(range.lowerBound) to \(range.upperBound). Rows are counted without comments and empty lines."
    case .badNPY(let path, let reason):
      "\(path): is not a usable NPY file (\(Self.plain(reason[...]))); save a matrix of integers with numpy.save."
    }
  }

  /// Returns a text of a file without characters that a terminal or a line of a log does not show.
  private static func plain(_ text: Substring) -> String {
    let hidden: Set<Unicode.GeneralCategory> = [
      .control, .format, .lineSeparator, .paragraphSeparator,
    ]
    let shown = text.unicodeScalars.map { scalar in
      hidden.contains(scalar.properties.generalCategory) ? "?" : Character(scalar)
    }
    return String(shown)
  }

  private static func text(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}

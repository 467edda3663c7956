import Foundation

/// Returns a value as one line of JSON with sorted keys; numbers that are not finite become texts.
func jsonText(
  _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting = []
) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = formatting.union(.sortedKeys)
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Returns lines of cells as text in columns, the first line their titles.
func aligned(_ lines: [[String]]) -> String {
  let widths = (0..<(lines.first?.count ?? 0)).map { column in
    lines.map { $0[column].count }.max() ?? 0
  }
  return lines.map { line in
    zip(line, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
      .joined(separator: "  ").trimmingCharacters(in: .whitespaces) + "\n"
  }.joined()
}

/// Returns a number with three digits.
func short(_ value: Double) -> String {
  if !value.isFinite { return "-" }
  let digits = abs(value) >= 100 ? "%.0f" : abs(value) >= 10 ? "%.1f" : "%.3g"
  let text = String(format: digits, value)
  return abs(value) < 5e-7 ? "0" : text
}

/// Returns the first places of a list, such as "0, 1, 2, ...".
func numbers(_ places: [Int]) -> String {
  let shown = 5
  return (places.prefix(shown).map(String.init) + (places.count > shown ? ["..."] : []))
    .joined(separator: ", ")
}

/// Says something on standard error.
func warn(_ text: String) { note("warning: " + text) }

/// Writes a line to standard error.
func note(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

/// Words and phrases that the project does not use, and a reader of texts that finds them.
enum Wording {
  /// Phrases by their words in lower case; a phrase of one word also counts inside a name such as
  /// `seamDistance`.
  static let forbidden: [[String]] =
    ["seam", "seams", "lateness", "loudness", "outlook", "outlooks", "living"]
    .map { [$0] } + [
      ["for", "want", "of"], ["be", "it"], ["for", "ever"], ["nothing", "of", "it"],
    ]

  private static let byFirstWord = Dictionary(grouping: forbidden) { $0[0] }

  /// Words that no line of documentation begins with; it begins with a verb or a noun of the field.
  static let openings = ["How", "What", "Whether", "Which", "Who", "Where", "Why", "The same"]

  /// The forbidden phrases of a text, each as often as it occurs.
  static func phrases(in text: String) -> [String] {
    let words = words(of: text)
    return words.indices.compactMap { start in
      let candidates = byFirstWord[words[start]] ?? []
      return candidates.first { words[start...].starts(with: $0) }?.joined(separator: " ")
    }
  }

  /// The lines that open a documentation comment, in Swift, C or Python, with a forbidden word.
  static func openings(in text: String) -> [String] {
    var previous: Substring = ""
    var found: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.drop { $0 == " " }
      if let comment = opening(trimmed, after: previous), isForbidden(comment) {
        found.append(String(trimmed))
      }
      previous = trimmed
    }
    return found
  }

  /// The text of a line that opens a documentation comment in Swift, C or Python.
  private static func opening(_ line: Substring, after previous: Substring) -> Substring? {
    if line.hasPrefix("/// ") { return previous.hasPrefix("///") ? nil : line.dropFirst(4) }
    if line.hasPrefix("\"\"\"") || line.hasPrefix("/* ") { return line.dropFirst(3) }
    return nil
  }

  private static func isForbidden(_ comment: Substring) -> Bool {
    openings.contains { comment.hasPrefix($0 + " ") }
  }

  /// The words of a text in lower case; names are split where a capital follows a small letter,
  /// and an empty word stands for the end of a clause.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasSmall = false
    func end() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    for byte in text.utf8 {
      let isSmall = byte >= 97 && byte <= 122
      let isCapital = byte >= 65 && byte <= 90
      if !(isSmall || isCapital) || (isCapital && wasSmall) { end() }
      if isSmall || isCapital { word.append(isCapital ? byte + 32 : byte) }
      if clauseEnds.contains(byte) { words.append("") }
      wasSmall = isSmall
    }
    end()
    return words
  }

  private static let clauseEnds = Set(".,;:!?()'\"".utf8)
}

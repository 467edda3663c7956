/// The modules that source files import.
enum Imports {
  /// Modules of the toolchain and the system, which no manifest declares.
  static let toolchain: Set<String> = [
    "Darwin", "Dispatch", "Foundation", "Glibc", "Musl", "Swift", "Synchronization", "Testing",
  ]

  /// The module of each import in a Swift file.
  static func modules(in text: String) -> Set<String> {
    Set(text.split(separator: "\n").compactMap(module))
  }

  /// The module that a line imports; nil for other lines.
  private static func module(_ line: Substring) -> String? {
    let words = line.split(separator: " ").map(String.init)
    guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
      words[..<position].allSatisfy({ $0.hasPrefix("@") || access.contains($0) })
    else { return nil }
    let isKind = kinds.contains(words[position + 1]) && position + 2 < words.count
    let path = words[position + (isKind ? 2 : 1)]
    return path.split(separator: ".").first.map(String.init)
  }

  private static let access: Set<String> = [
    "public", "package", "internal", "fileprivate", "private",
  ]
  private static let kinds: Set<String> = [
    "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
  ]
}

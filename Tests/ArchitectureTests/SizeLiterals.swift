/// Numbers in the code that are sizes or limits of a coordinate, a register or a container.
struct SizeLiterals: Equatable {
  /// Sizes and largest codes of places and registers, and FPGA cycles in a microsecond.
  static let sizes: Set<Int> = [31, 63, 125, 127, 128, 255, 256, 511, 512, 1022, 1023, 1024]

  /// How often each size stands in each file.
  private(set) var counts: [Key: Int] = [:]

  /// A size in a file.
  struct Key: Hashable, Comparable {
    let file: String
    let size: Int

    static func < (a: Key, b: Key) -> Bool { (a.file, a.size) < (b.file, b.size) }
  }

  init() {}

  /// Counts the sizes in the code of a file.
  mutating func add(_ file: String, _ text: String) {
    for line in text.split(separator: "\n") {
      for size in Self.numbers(in: line) where Self.sizes.contains(size) {
        counts[Key(file: file, size: size), default: 0] += 1
      }
    }
  }

  /// Whole numbers of a line, 63.0 among them; comments, texts, names and fractions are left out.
  static func numbers(in line: Substring) -> [Int] {
    let code = line.replacing(#/"(\\.|[^"\\])*"/#, with: "").replacing(#/\/\/.*/#, with: "")
    return code.matches(of: #/[A-Za-z_][A-Za-z_0-9]*|[0-9]+\.[0-9]+|[0-9][0-9_a-zA-Z]*/#)
      .compactMap { match in
        let word = match.output
        return Int(word.hasSuffix(".0") ? word.dropLast(2) : word) ?? Int(word.filter { $0 != "_" })
      }
  }
}

extension SizeLiterals {
  /// One line "FILE SIZE COUNT" for each entry; lines that begin with # are comments.
  init(listed text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      guard parts.count == 3, let size = Int(parts[1]), let count = Int(parts[2]) else { continue }
      counts[Key(file: String(parts[0]), size: size)] = count
    }
  }

  /// The entries as lines.
  var lines: String {
    counts.sorted { $0.key < $1.key }
      .map { "\($0.key.file) \($0.key.size) \($0.value)\n" }.joined()
  }

  /// The smaller count of each entry of two lists.
  func common(with other: SizeLiterals) -> SizeLiterals {
    var common = SizeLiterals()
    common.counts = counts.reduce(into: [:]) { result, entry in
      guard let second = other.counts[entry.key] else { return }
      result[entry.key] = min(entry.value, second)
    }
    return common
  }
}

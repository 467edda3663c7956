/// The registers of the chip: every word that was written, by its bus address.
struct WordStore: Sendable {
  /// The words of one page, all of them.
  typealias Page = (number: UInt32, words: [UInt32])

  private static let pageBits: UInt32 = 12
  /// Words of one page.
  static let pageLength = 1 << Int(pageBits)
  /// Pages of the whole bus.
  static let pageCount = UInt32.max >> pageBits + 1
  private static let offsetMask = UInt32(pageLength) - 1

  /// Start of each page in `words`, by its number; -1 for a page without a written register.
  private var starts: [Int32] = []
  /// All pages one behind the other, in the order of their first writes.
  private var words: [UInt32] = []
  /// Number of changes so far; while it stays the same, so do all words.
  private(set) var changes = 0

  /// The word at an address; unwritten registers read 0.
  subscript(address: UInt32) -> UInt32 {
    get {
      let page = Int(address >> Self.pageBits)
      guard page < starts.count, starts[page] >= 0 else { return 0 }
      return words[Int(starts[page]) + Int(address & Self.offsetMask)]
    }
    set {
      let start = start(of: Int(address >> Self.pageBits))
      let place = start + Int(address & Self.offsetMask)
      guard words[place] != newValue else { return }
      words[place] = newValue
      changes += 1
    }
  }

  /// The page of an address and the place in it.
  @inline(__always)
  static func split(_ address: UInt32) -> (page: Int, offset: Int) {
    (Int(address >> pageBits), Int(address & offsetMask))
  }

  /// No register has been written.
  init() {}

  /// The registers of saved pages.
  init(pages: [Page]) {
    for page in pages {
      precondition(page.words.count == Self.pageLength, "pages are saved whole")
      let start = start(of: Int(page.number))
      words.replaceSubrange(start..<start + Self.pageLength, with: page.words)
    }
  }

  /// Replaces all words, as one change.
  mutating func replace(by other: WordStore) {
    let before = changes
    self = other
    changes = before + 1
  }

  private mutating func start(of page: Int) -> Int {
    if page >= starts.count {
      starts += [Int32](repeating: -1, count: page + 1 - starts.count)
    }
    if starts[page] < 0 {
      starts[page] = Int32(words.count)
      words += [UInt32](repeating: 0, count: Self.pageLength)
    }
    return Int(starts[page])
  }

  /// All pages in the order of their addresses, for saving.
  var sortedPages: [Page] {
    starts.indices.filter { starts[$0] >= 0 }.map { page in
      let start = Int(starts[page])
      return (UInt32(page), Array(words[start..<start + Self.pageLength]))
    }
  }
}

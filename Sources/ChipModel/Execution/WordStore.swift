/// The registers of the chip: every word that was written, by its bus address.
struct WordStore {
  private static let pageBits: UInt32 = 12
  private var pages: [UInt32: [UInt32]] = [:]

  /// The word at an address; unwritten registers read 0.
  subscript(address: UInt32) -> UInt32 {
    get {
      guard let page = pages[address >> Self.pageBits] else { return 0 }
      return page[Int(address & (1 << Self.pageBits - 1))]
    }
    set {
      pages[
        address >> Self.pageBits, default: [UInt32](repeating: 0, count: 1 << Int(Self.pageBits))][
          Int(address & (1 << Self.pageBits - 1))] = newValue
    }
  }

  /// Words of one page.
  static let pageLength = 1 << Int(pageBits)

  /// No register has been written.
  init() {}

  /// The registers of saved pages.
  init(pages: [(number: UInt32, words: [UInt32])]) {
    for page in pages { self.pages[page.number] = page.words }
  }

  /// All pages in the order of their addresses, for saving.
  var sortedPages: [(number: UInt32, words: [UInt32])] {
    pages.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

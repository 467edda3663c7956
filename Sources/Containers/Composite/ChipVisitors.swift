import Coordinates

/// Reads or replaces the parts of a whole chip, one call a container.
protocol ChipVisitor {
  mutating func container<C: Container>(_ place: C.CoordinateType, _ container: inout C)
  mutating func composite<C: CompositeContainer>(_ place: C.CoordinateType, _ container: inout C)
}

extension ChipVisitor {
  mutating func containers<C: Container>(_ array: inout ContainerArray<C>) {
    for place in C.CoordinateType.allCases { container(place, &array[place]) }
  }
}

/// Lists the addresses.
struct AddressCollector: ChipVisitor {
  var addresses: [UInt32] = []

  mutating func container<C: Container>(_ place: C.CoordinateType, _ container: inout C) {
    for word in 0..<C.wordCount { addresses.append(C.writeAddress(of: place, word: word)) }
  }

  mutating func composite<C: CompositeContainer>(
    _ place: C.CoordinateType, _ container: inout C
  ) {
    for word in 0..<C.wordCount { addresses.append(C.writeAddress(of: place, word: word)) }
  }
}

/// Lists the words.
struct WordCollector: ChipVisitor {
  var words: [UInt32] = []

  mutating func container<C: Container>(_ place: C.CoordinateType, _ container: inout C) {
    for word in 0..<C.wordCount { words.append(container.word(word)) }
  }

  mutating func composite<C: CompositeContainer>(
    _ place: C.CoordinateType, _ container: inout C
  ) {
    words += container.encode()
  }
}

/// Replaces every part by what words say.
struct PartReader: ChipVisitor {
  let words: (Int) -> UInt32
  private var position = 0

  init(words: @escaping (Int) -> UInt32) { self.words = words }

  mutating func container<C: Container>(_ place: C.CoordinateType, _ container: inout C) {
    let start = position
    position += C.wordCount
    container = C { words(start + $0) }
  }

  mutating func composite<C: CompositeContainer>(
    _ place: C.CoordinateType, _ container: inout C
  ) {
    let start = position
    position += C.wordCount
    container = C { words(start + $0) }
  }
}

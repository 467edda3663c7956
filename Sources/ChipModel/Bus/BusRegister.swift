internal import Containers
internal import Coordinates

/// One kind of container on the bus, its type erased.
protocol BusRegister: Sendable {
  var isReadable: Bool { get }
  var isWritable: Bool { get }

  /// Calls a function with the address and the place of every word.
  func forEachAddress(_ body: (UInt32, RegisterPlace) -> Void)

  /// Writes one word, with its effect on the chip.
  func write(_ value: UInt32, at place: RegisterPlace, on bus: Bus) throws(ChipError)

  /// Reads one word.
  func read(_ place: RegisterPlace, on bus: Bus) throws(ChipError) -> UInt32

  /// Looks at a word before the program that writes it begins: refuses it, or changes the routing of
  /// later events.
  func validate(
    _ value: UInt32, at place: RegisterPlace, _ router: inout EventRouter
  ) throws(ChipError)

  /// Writes the reset value to all places.
  func reset(_ bus: Bus)

  /// Brings what is decoded from the register in line with the words on the bus.
  func restore(_ bus: Bus)
}

/// One kind of container on the bus: an entry of the ``RegisterTable``.
///
/// A write keeps the word on the bus and then has the effects that the entry names. A container
/// without effects just keeps its words.
struct Register<C: Container>: BusRegister {
  /// A word of the register with the place of its container.
  struct Word {
    let coordinate: C.CoordinateType
    /// Number of the word in its container.
    let index: Int
    let value: UInt32
  }

  /// The value after a reset; nil leaves the words at 0 without an effect.
  var reset: C?
  /// Tells whether the bus keeps the words; a trigger's are gone.
  var keeps = true
  /// Refuses a container that the chip cannot take, as events are routed then.
  var allows: (@Sendable (EventRouter, C.CoordinateType, C) throws(ChipError) -> Void)?
  /// Changes where events go. The container has one word.
  var routes: (@Sendable (inout EventRouter, C.CoordinateType, C) -> Void)?
  /// Changes a memory or triggers something: an effect of the write, which nothing repeats.
  var writes: (@Sendable (Bus, Word) throws(ChipError) -> Void)?
  /// Brings the chip in line with the container on the bus; a reset and a restored state repeat it.
  var configures: (@Sendable (Bus, C.CoordinateType) -> Void)?
  /// Reads a word that the bus does not keep; gets the kept word.
  var reads: (@Sendable (Bus, Word) throws(ChipError) -> UInt32)?

  /// A register that keeps its words.
  init(_ type: C.Type, reset: C? = nil) { self.reset = reset }

  /// A trigger, or a view of a memory that does not keep what is written.
  init(trigger type: C.Type) { keeps = false }

  var isReadable: Bool { C.isReadable }
  var isWritable: Bool { C.isWritable }

  func forEachAddress(_ body: (UInt32, RegisterPlace) -> Void) {
    for coordinate in C.CoordinateType.allCases {
      for word in 0..<C.wordCount {
        body(
          C.writeAddress(of: coordinate, word: word),
          RegisterPlace(coordinate: coordinate.value, word: word))
      }
    }
  }

  private func address(_ place: RegisterPlace) -> UInt32 {
    C.writeAddress(of: C.CoordinateType(unchecked: place.coordinate), word: place.word)
  }

  func write(_ value: UInt32, at place: RegisterPlace, on bus: Bus) throws(ChipError) {
    let coordinate = C.CoordinateType(unchecked: place.coordinate)
    if keeps { bus.words[address(place)] = value }
    routes?(&bus.router, coordinate, C(words: { _ in value }))
    try writes?(bus, Word(coordinate: coordinate, index: place.word, value: value))
    configures?(bus, coordinate)
  }

  func read(_ place: RegisterPlace, on bus: Bus) throws(ChipError) -> UInt32 {
    let kept = bus.words[address(place)]
    guard let reads else { return kept }
    let coordinate = C.CoordinateType(unchecked: place.coordinate)
    return try reads(bus, Word(coordinate: coordinate, index: place.word, value: kept))
  }

  func validate(
    _ value: UInt32, at place: RegisterPlace, _ router: inout EventRouter
  ) throws(ChipError) {
    guard allows != nil || routes != nil else { return }
    let coordinate = C.CoordinateType(unchecked: place.coordinate)
    let container = C(words: { _ in value })
    try allows?(router, coordinate, container)
    routes?(&router, coordinate, container)
  }

  func reset(_ bus: Bus) {
    guard let reset else { return }
    for coordinate in C.CoordinateType.allCases {
      for word in 0..<C.wordCount {
        bus.words[C.writeAddress(of: coordinate, word: word)] = reset.word(word)
      }
    }
    restore(bus)
  }

  func restore(_ bus: Bus) {
    guard routes != nil || configures != nil else { return }
    for coordinate in C.CoordinateType.allCases {
      routes?(&bus.router, coordinate, bus.stored(coordinate))
      configures?(bus, coordinate)
    }
  }
}

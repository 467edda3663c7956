internal import Containers
internal import Coordinates

/// One kind of register on the bus, its type erased: an entry of the ``RegisterTable``.
final class BusRegister: Sendable {
  let isReadable: Bool
  let isWritable: Bool
  /// Calls a function with the address of every word and its place.
  let forEachAddress: @Sendable ((UInt32, RegisterPlace) -> Void) -> Void
  /// Writes one word, with its effect on the chip.
  let write: @Sendable (UInt32, RegisterPlace, Bus) throws(ChipError) -> Void
  /// Reads one word.
  let read: @Sendable (RegisterPlace, Bus) throws(ChipError) -> UInt32
  /// Looks at a word before the program that writes it begins: refuses it, or changes the routing of
  /// later events. Nil where all words are welcome.
  let validate: (@Sendable (UInt32, RegisterPlace, inout EventRouter) throws(ChipError) -> Void)?
  /// Writes the reset value to all places.
  let reset: @Sendable (Bus) -> Void
  /// Brings everything that is decoded from the register in line with the words on the bus.
  let restore: @Sendable (Bus) -> Void

  /// The register of a kind of container.
  ///
  /// Inlined, so that the functions are specialised for the container.
  @inline(__always)
  init<C: Container>(_ register: Register<C>) {
    isReadable = C.isReadable
    isWritable = C.isWritable
    forEachAddress = { Register<C>.forEachAddress($0) }
    write = { value, place, bus throws(ChipError) in
      try register.write(value, at: place, on: bus)
    }
    read = { place, bus throws(ChipError) in try register.read(place, on: bus) }
    if register.allows == nil, register.routes == nil {
      validate = nil
    } else {
      validate = {
        (value: UInt32, place: RegisterPlace, router: inout EventRouter) throws(ChipError) in
        try register.validate(value, at: place, &router)
      }
    }
    reset = { register.reset($0) }
    restore = { register.restore($0) }
  }

  /// A client of the board's SPI bus.
  init(_ client: SPIClient) {
    isReadable = false
    isWritable = true
    forEachAddress = { $0(client.address, RegisterPlace(coordinate: 0, word: 0)) }
    write = { value, _, bus in client.write(value, on: bus) }
    read = { place, _ throws(ChipError) in throw .notReadable(place.address) }
    validate = nil
    reset = { client.reset($0) }
    restore = { client.reset($0) }
  }
}

/// One kind of container on the bus.
///
/// A write keeps the word on the bus and then has the effects that the entry names. A container
/// without effects just keeps its words.
struct Register<C: Container>: Sendable {
  /// A word of the register with the place of its container.
  struct Word {
    let coordinate: C.CoordinateType
    /// Number of the word in its container.
    let index: Int
    let value: UInt32
  }

  /// The value after a reset; nil leaves the words at 0 without an effect.
  var resetValue: C?
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
  init(_ type: C.Type, reset: C? = nil) { resetValue = reset }

  /// A trigger, or a view of a memory that does not keep what is written.
  init(trigger type: C.Type) { keeps = false }

  @inline(__always)
  fileprivate static func forEachAddress(_ body: (UInt32, RegisterPlace) -> Void) {
    for coordinate in C.CoordinateType.allCases {
      for word in 0..<C.wordCount {
        body(
          C.writeAddress(of: coordinate, word: word),
          RegisterPlace(coordinate: coordinate.value, word: word))
      }
    }
  }

  @inline(__always)
  fileprivate func write(_ value: UInt32, at place: RegisterPlace, on bus: Bus) throws(ChipError) {
    let coordinate = C.CoordinateType(unchecked: place.coordinate)
    if keeps { bus.words[place.address] = value }
    routes?(&bus.router, coordinate, C(words: { _ in value }))
    try writes?(bus, Word(coordinate: coordinate, index: place.word, value: value))
    configures?(bus, coordinate)
  }

  @inline(__always)
  fileprivate func read(_ place: RegisterPlace, on bus: Bus) throws(ChipError) -> UInt32 {
    let kept = bus.words[place.address]
    guard let reads else { return kept }
    let coordinate = C.CoordinateType(unchecked: place.coordinate)
    return try reads(bus, Word(coordinate: coordinate, index: place.word, value: kept))
  }

  @inline(__always)
  fileprivate func validate(
    _ value: UInt32, at place: RegisterPlace, _ router: inout EventRouter
  ) throws(ChipError) {
    let coordinate = C.CoordinateType(unchecked: place.coordinate)
    let container = C(words: { _ in value })
    try allows?(router, coordinate, container)
    routes?(&router, coordinate, container)
  }

  @inline(__always)
  fileprivate func reset(_ bus: Bus) {
    guard let value = resetValue else { return }
    let words = (0..<C.wordCount).map { value.word($0) }
    for coordinate in C.CoordinateType.allCases {
      for (index, word) in words.enumerated() {
        bus.words[C.writeAddress(of: coordinate, word: index)] = word
      }
    }
    restore(bus)
  }

  @inline(__always)
  fileprivate func restore(_ bus: Bus) {
    guard routes != nil || configures != nil else { return }
    for coordinate in C.CoordinateType.allCases {
      routes?(&bus.router, coordinate, bus.stored(coordinate))
      configures?(bus, coordinate)
    }
  }
}

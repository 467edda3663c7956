internal import Containers

/// The registers of the chip by their bus addresses.
///
/// The table is built once from the write addresses of all places of all containers in
/// ``entries``; no address is written down here.
struct RegisterTable: Sendable {
  /// The table of the chip.
  static let chip = RegisterTable(entries)

  let registers: [BusRegister]
  /// Start of each page of ``WordStore/pageLength`` addresses in `places`; -1 for a page without
  /// registers.
  private var starts: [Int32] = []
  /// One packed place for each address of a page with registers; 0 where no register lies.
  private var places: [UInt32] = []

  init(_ registers: [BusRegister]) {
    self.registers = registers
    for (index, register) in registers.enumerated() {
      register.forEachAddress { address, place in add(address, place, register: index) }
    }
  }

  private mutating func add(_ address: UInt32, _ place: RegisterPlace, register: Int) {
    let (page, offset) = WordStore.split(address)
    if page >= starts.count {
      starts += [Int32](repeating: -1, count: page + 1 - starts.count)
    }
    if starts[page] < 0 {
      starts[page] = Int32(places.count)
      places += [UInt32](repeating: 0, count: WordStore.pageLength)
    }
    let slot = Int(starts[page]) + offset
    precondition(places[slot] == 0, "two registers have one address")
    places[slot] = place.packed | UInt32(register + 1) << RegisterPlace.bitCount
  }

  /// The register at an address and the place of the word in it; nil where no register lies.
  func lookUp(_ address: UInt32) -> (register: BusRegister, place: RegisterPlace)? {
    let (page, offset) = WordStore.split(address)
    guard page < starts.count, starts[page] >= 0 else { return nil }
    let packed = places[Int(starts[page]) + offset]
    guard packed != 0 else { return nil }
    return (
      registers[Int(packed >> RegisterPlace.bitCount) - 1],
      RegisterPlace(packed: packed, address: address)
    )
  }

  /// The register behind an address that can be written.
  /// - Throws: ``ChipError/notModelled(container:address:)``,
  ///   ``ChipError/unmappedAddress(_:)``, ``ChipError/notWritable(_:)``.
  func writable(
    _ address: UInt32
  ) throws(ChipError) -> (register: BusRegister, place: RegisterPlace) {
    let found = try known(address)
    guard found.register.isWritable else { throw .notWritable(address) }
    return found
  }

  /// The register behind an address that can be read.
  /// - Throws: ``ChipError/notModelled(container:address:)``,
  ///   ``ChipError/unmappedAddress(_:)``, ``ChipError/notReadable(_:)``.
  func readable(
    _ address: UInt32
  ) throws(ChipError) -> (register: BusRegister, place: RegisterPlace) {
    let found = try known(address)
    guard found.register.isReadable else { throw .notReadable(address) }
    return found
  }

  private func known(
    _ address: UInt32
  ) throws(ChipError) -> (register: BusRegister, place: RegisterPlace) {
    if let found = lookUp(address) { return found }
    if let container = NotModelledRegisters.container(at: address) {
      throw .notModelled(container: container, address: address)
    }
    throw .unmappedAddress(address)
  }
}

/// Place of a word of the bus: the coordinate of a container and the number of the word in it.
struct RegisterPlace: Hashable, Sendable {
  /// The coordinate's enum.
  let coordinate: Int
  /// Number of the word in its container.
  let word: Int
  /// Address of the word; 0 in the table itself.
  let address: UInt32

  /// Bits of a packed place.
  static let bitCount: UInt32 = 24
  private static let wordBits: UInt32 = 5

  init(coordinate: Int, word: Int, address: UInt32 = 0) {
    self.coordinate = coordinate
    self.word = word
    self.address = address
  }

  fileprivate init(packed: UInt32, address: UInt32) {
    let bits = packed & (1 << Self.bitCount - 1)
    self.init(
      coordinate: Int(bits >> Self.wordBits), word: Int(bits & (1 << Self.wordBits - 1)),
      address: address)
  }

  fileprivate var packed: UInt32 { UInt32(coordinate) << Self.wordBits | UInt32(word) }
}

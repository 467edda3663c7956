internal import Containers

/// A client of the board's SPI bus, behind one address of the register bus. It can only be written.
struct SPIClient: BusRegister {
  let address: UInt32
  /// Takes a whole transfer.
  let take: @Sendable (Bus, UInt32) -> Void

  var isReadable: Bool { false }
  var isWritable: Bool { true }

  init(_ address: UInt32, take: @escaping @Sendable (Bus, UInt32) -> Void) {
    self.address = address
    self.take = take
  }

  func forEachAddress(_ body: (UInt32, RegisterPlace) -> Void) {
    body(address, RegisterPlace(coordinate: 0, word: 0))
  }

  func write(_ value: UInt32, at place: RegisterPlace, on bus: Bus) {
    let transfer = bus.spiTransfers[address, default: 0] << 8 | value & 0xff
    guard value & SPIRegister.stopBit != 0 else { return bus.spiTransfers[address] = transfer }
    bus.spiTransfers[address] = nil
    take(bus, transfer)
  }

  func read(_ place: RegisterPlace, on bus: Bus) throws(ChipError) -> UInt32 {
    throw .notReadable(address)
  }

  func validate(_ value: UInt32, at place: RegisterPlace, _ router: inout EventRouter) {}

  func reset(_ bus: Bus) { bus.spiTransfers[address] = nil }

  func restore(_ bus: Bus) { bus.spiTransfers[address] = nil }
}

internal import Containers

/// A client of the board's SPI bus, behind one address of the register bus. It can only be written.
struct SPIClient: Sendable {
  let address: UInt32
  /// Takes a whole transfer.
  let take: @Sendable (Bus, UInt32) -> Void

  init(_ address: UInt32, take: @escaping @Sendable (Bus, UInt32) -> Void) {
    self.address = address
    self.take = take
  }

  /// Takes a byte; the last one ends the transfer.
  func write(_ value: UInt32, on bus: Bus) {
    let transfer = bus.spiTransfers[address, default: 0] << 8 | value & 0xff
    guard value & SPIRegister.stopBit != 0 else { return bus.spiTransfers[address] = transfer }
    reset(bus)
    take(bus, transfer)
  }

  /// Drops a transfer that has not ended.
  func reset(_ bus: Bus) { bus.spiTransfers[address] = nil }
}

/// Which addresses can be read or written, and the names of those that are not modelled.
extension AddressMap {
  /// The meaning of an address that can be written.
  /// - Throws: ``ChipError/notModelled(container:address:)``,
  ///   ``ChipError/unmappedAddress(_:)``, ``ChipError/notWritable(_:)``.
  static func writablePlace(_ address: UInt32) throws(ChipError) -> RegisterPlace {
    let place = try known(address)
    if case .cadcSamples = place { throw .notWritable(address) }
    return place
  }

  /// The meaning of an address that can be read.
  /// - Throws: ``ChipError/notModelled(container:address:)``,
  ///   ``ChipError/unmappedAddress(_:)``, ``ChipError/notReadable(_:)``.
  static func readablePlace(_ address: UInt32) throws(ChipError) -> RegisterPlace {
    let place = try known(address)
    switch place {
    case .padiEvent, .neuronReset, .neuronResetQuad, .madcControl, .inertTrigger:
      throw .notReadable(address)
    default: return place
    }
  }

  private static func known(_ address: UInt32) throws(ChipError) -> RegisterPlace {
    if let place = place(address) { return place }
    if let container = notModelled(address) {
      throw .notModelled(container: container, address: address)
    }
    throw .unmappedAddress(address)
  }

  /// The container at an address that exists on the chip and not in the model. Layout: haldls
  /// `omnibus_constants.tcc`
  static func notModelled(_ address: UInt32) -> String? {
    switch address {
    case 0x0004_0000..<0x0008_0000: "PHYConfig"
    case 0x0008_0000..<0x000c_0000: "ADPLL or PLLClockOutputBlock"
    case 0x0012_2800..<0x0012_2c00, 0x0012_a800..<0x0012_ac00: "SpikeCounterRead"
    case 0x0280_0000..<0x0280_1000, 0x0380_0000..<0x0380_1000: "PPUMemoryWord"
    case 0x02a0_0000, 0x03a0_0000: "PPUControlRegister"
    case 0x02a0_0001, 0x03a0_0001: "PPUStatusRegister"
    case 0x8800_0003: "FPGADeviceDNA"
    case 0x8800_0009: "InstructionTimeoutConfig"
    case 0x8000_0000...: "a register of the FPGA"
    default: nil
    }
  }
}

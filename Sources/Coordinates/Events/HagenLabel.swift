// grenade: mac_spiketrain_generator.cpp

extension HagenActivation {
  /// The 5-bit code on the wire, 32 − x; nil for activation 0, which sends no event.
  ///
  /// The code is inverted: a low DAC voltage gives a long pulse. Code 0 is never produced.
  @inlinable public var wireCode: UInt8? { rawValue == 0 ? nil : 32 - rawValue }

  /// The activation of a received code, of which only bits 4…0 count.
  ///
  /// No activation sends code 0; it is read as the longest pulse.
  @inlinable public init(wireCode code: UInt8) {
    self.init(clamping: 32 - Int(code & 31))
  }
}

extension SynapseLabel {
  /// The payload of an event in hagen mode: address in bit 5, wire code in bits 4…0; nil for
  /// activation 0, which sends no event.
  @inlinable public init?(_ activation: HagenActivation, _ address: HagenAddress = 0) {
    guard let code = activation.wireCode else { return nil }
    self.init(unchecked: address.rawValue << 5 | code)
  }

  /// Bit 5, the only bit that synapses compare in hagen mode.
  @inlinable public var hagenAddress: HagenAddress { HagenAddress(unchecked: rawValue >> 5) }

  /// Bits 4…0, the code that the driver's DAC turns into a pulse length.
  @inlinable public var hagenWireCode: UInt8 { rawValue & 31 }
}

extension SpikeLabel {
  /// The label of one MAC input; nil for activation 0, which sends no event.
  ///
  /// For driver d of hemisphere h and activation x the label is
  /// (d mod 4) ≪ 14 | h ≪ 13 | (d div 4) ≪ 6 | address ≪ 5 | (32 − x): the channel is the bus, bit
  /// 13 lets the crossbar select the hemisphere. grenade: `mac_spiketrain_generator.cpp`
  @inlinable public init?(
    _ driver: SynapseDriverOnDLS, _ activation: HagenActivation, _ address: HagenAddress = 0
  ) {
    guard let payload = SynapseLabel(activation, address) else { return nil }
    let position = driver.local
    self.init(
      unchecked: position.toPADIBusOnPADIBusBlock().value << 14
        | driver.block.value << Self.hemisphereBit
        | position.toPADIRowSelectAddress().value << 6
        | payload.value)
  }

  /// The bit that tells the hemisphere of a MAC input. grenade: `mac.cpp`
  @inlinable public static var hemisphereBit: Int { 13 }
}

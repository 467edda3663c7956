/// The 16-bit address of an event, composed of overlapping fields. halco: `SpikeLabel`
///
/// | bits | field |
/// |---|---|
/// | 15…14 | `spl1Address`: channel from the host, crossbar input 8 + value |
/// | 13…0 | `neuronLabel`: what the crossbar masks and compares |
/// | 10…6 | `rowSelectAddress`: selects a driver on its PADI bus |
/// | 9…0 | `padiLabel`: the low bits that halco passes to a PADI bus |
/// | 5…0 | `synapseLabel`: label, or payload in hagen mode |
/// | 10…8 | `neuronEventOutput`: origin of a spike from the chip |
/// | 7…0 | `neuronBackendAddressOut`: address of the neuron that spiked |
@frozen public struct SpikeLabel: RangedInteger {
  /// The 16 bits.
  public var rawValue: UInt16

  /// Any 16 bits are a label.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = rawValue }

  /// The label with all bits zero.
  @inlinable public init() { rawValue = 0 }

  /// All 16-bit values.
  @inlinable public static var range: ClosedRange<UInt16> { 0...UInt16.max }
}

extension SpikeLabel {
  /// Bits 15…14. halco: `get_spl1_address`
  @inlinable public var spl1Address: SPL1Address {
    get { SPL1Address(unchecked: field(14, 2)) }
    set { setField(14, 2, newValue.value) }
  }

  /// Bits 13…0. halco: `get_neuron_label`
  @inlinable public var neuronLabel: NeuronLabel {
    get { NeuronLabel(unchecked: field(0, 14)) }
    set { setField(0, 14, newValue.value) }
  }

  /// Bits 9…0. halco: `get_padi_label`
  @inlinable public var padiLabel: PADILabel {
    get { PADILabel(unchecked: field(0, 10)) }
    set { setField(0, 10, newValue.value) }
  }

  /// Bits 10…6. halco: `get_row_select_address`
  @inlinable public var rowSelectAddress: PADIRowSelectAddress {
    get { PADIRowSelectAddress(unchecked: field(6, 5)) }
    set { setField(6, 5, newValue.value) }
  }

  /// Bits 5…0. halco: `get_synapse_label`
  @inlinable public var synapseLabel: SynapseLabel {
    get { SynapseLabel(unchecked: field(0, 6)) }
    set { setField(0, 6, newValue.value) }
  }

  /// Bits 10…8. halco: `get_neuron_event_output`
  @inlinable public var neuronEventOutput: NeuronEventOutputOnDLS {
    get { NeuronEventOutputOnDLS(unchecked: field(8, 3)) }
    set { setField(8, 3, newValue.value) }
  }

  /// Bits 7…0. halco: `get_neuron_backend_address_out`
  @inlinable public var neuronBackendAddressOut: NeuronBackendAddressOut {
    get { NeuronBackendAddressOut(unchecked: field(0, 8)) }
    set { setField(0, 8, newValue.value) }
  }

  @inlinable func field(_ position: Int, _ width: Int) -> Int {
    (Int(rawValue) >> position) & ((1 << width) - 1)
  }

  @inlinable mutating func setField(_ position: Int, _ width: Int, _ value: Int) {
    let mask = ((1 << width) - 1) << position
    rawValue = UInt16(truncatingIfNeeded: (Int(rawValue) & ~mask) | (value << position))
  }
}

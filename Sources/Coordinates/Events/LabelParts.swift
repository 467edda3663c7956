// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Label that a synapse compares with an event, and the payload of an event.
/// halco: `SynapseLabel`
@frozen public struct SynapseLabel: RangedInteger {
  @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Weight of a synapse: amplitude of its current pulse in DAC steps.
/// haldls: `SynapseWeightQuad::Value`
@frozen public struct SynapseWeight: RangedInteger {
  @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Bit 5 of an event payload, the only one that synapses see in hagen mode.
/// haldls: `PADIEvent::HagenAddress`
@frozen public struct HagenAddress: RangedInteger {
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Activation of an input in hagen mode: 0 sends no event, 31 is the longest pulse.
/// haldls: `PADIEvent::HagenActivation`
@frozen public struct HagenActivation: RangedInteger {
  @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// What a PADI bus carries: row select and synapse label. halco: `SpikeLabel`
@frozen public struct PADILabel: RangedInteger {
  @inlinable public static var range: ClosedRange<UInt16> { 0...1023 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// What the crossbar masks and compares. halco: `NeuronLabel`
@frozen public struct NeuronLabel: RangedInteger {
  @inlinable public static var range: ClosedRange<UInt16> { 0...16383 }
  public let rawValue: UInt16
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Programmable address that a neuron sends with its spikes.
/// halco: `NeuronBackendAddressOut`
@frozen public struct NeuronBackendAddressOut: RangedInteger {
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  public let rawValue: UInt8
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

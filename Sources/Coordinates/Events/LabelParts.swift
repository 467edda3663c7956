/// Label that a synapse compares with an event, and the payload of an event.
/// halco: `SynapseLabel`
@frozen public struct SynapseLabel: RangedInteger {
  /// Allowed labels: 0…63.
  @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
  /// Six label bits, 0…63.
  public let rawValue: UInt8
  /// Creates the value from a number that is known to lie in 0…63.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Weight of a synapse: amplitude of its current pulse in DAC steps.
/// haldls: `SynapseWeightQuad::Value`
@frozen public struct SynapseWeight: RangedInteger {
  /// Allowed weights: 0…63.
  @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
  /// Weight in steps of the synapse DAC, 0…63.
  public let rawValue: UInt8
  /// Creates the value from a number that is known to lie in 0…63.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Bit 5 of an event payload, the only one that synapses see in hagen mode.
/// haldls: `PADIEvent::HagenAddress`
@frozen public struct HagenAddress: RangedInteger {
  /// Allowed addresses: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Address bit, 0…1.
  public let rawValue: UInt8
  /// Creates the value from a number that is known to lie in 0…1.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Activation of an input in hagen mode: 0 sends no event, 31 is the longest pulse.
/// haldls: `PADIEvent::HagenActivation`
@frozen public struct HagenActivation: RangedInteger {
  /// Allowed activations: 0…31.
  @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
  /// Activation, 0…31.
  public let rawValue: UInt8
  /// Creates the value from a number that is known to lie in 0…31.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

/// Label on a PADI bus: row-select address and synapse label. halco: `SpikeLabel`
@frozen public struct PADILabel: RangedInteger {
  /// Allowed labels: 0…1023.
  @inlinable public static var range: ClosedRange<UInt16> { 0...1023 }
  /// Ten label bits, 0…1023: the low bits of the row-select address in 9…6, the synapse label in
  /// 5…0.
  public let rawValue: UInt16
  /// Creates the value from a number that is known to lie in 0…1023.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Label that the crossbar masks and compares. halco: `NeuronLabel`
@frozen public struct NeuronLabel: RangedInteger {
  /// Allowed labels: 0…16383.
  @inlinable public static var range: ClosedRange<UInt16> { 0...16383 }
  /// Fourteen label bits, 0…16383.
  public let rawValue: UInt16
  /// Creates the value from a number that is known to lie in 0…16383.
  @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

/// Programmable address that a neuron sends with its spikes.
/// halco: `NeuronBackendAddressOut`
@frozen public struct NeuronBackendAddressOut: RangedInteger {
  /// Allowed addresses: 0…255.
  @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
  /// Address byte, 0…255.
  public let rawValue: UInt8
  /// Creates the value from a number that is known to lie in 0…255.
  @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
}

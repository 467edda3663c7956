// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// CapMem block inside its hemisphere. halco: `CapMemBlockOnHemisphere`
@frozen public enum CapMemBlockOnHemisphere: UInt8, SideCoordinate {
  case left = 0
  case right = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Digital neuron backend block: the neurons of both rows in one half of the columns. halco: `NeuronBackendConfigBlockOnDLS`
@frozen public enum NeuronBackendConfigBlockOnDLS: UInt8, SideCoordinate {
  case left = 0
  case right = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Configuration common to one backend block. halco: `CommonNeuronBackendConfigOnDLS`
@frozen public enum CommonNeuronBackendConfigOnDLS: UInt8, SideCoordinate {
  case left = 0
  case right = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Reset registers of one backend block. halco: `NeuronResetBlockOnDLS`
@frozen public enum NeuronResetBlockOnDLS: UInt8, SideCoordinate {
  case left = 0
  case right = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Spike counters of one backend block. halco: `SpikeCounterReadBlockOnDLS`
@frozen public enum SpikeCounterReadBlockOnDLS: UInt8, SideCoordinate {
  case left = 0
  case right = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Spike counter resets of one backend block. halco: `SpikeCounterResetBlockOnDLS`
@frozen public enum SpikeCounterResetBlockOnDLS: UInt8, SideCoordinate {
  case left = 0
  case right = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Trigger of correlation post pulses for one backend block. halco: `BlockPostPulseOnDLS`
@frozen public enum BlockPostPulseOnDLS: UInt8, SideCoordinate {
  case left = 0
  case right = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// CapMem block inside its hemisphere. halco: `CapMemBlockOnHemisphere`
@frozen public enum CapMemBlockOnHemisphere: UInt8, SideCoordinate {
  /// The block that serves columns 0…127 and the even drivers.
  case left = 0
  /// The block that serves columns 128…255 and the odd drivers.
  case right = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Digital neuron backend block: the neurons of both rows in one half of the columns. halco: `NeuronBackendConfigBlockOnDLS`
@frozen public enum NeuronBackendConfigBlockOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left = 0
  /// Columns 128…255, the east half.
  case right = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Configuration common to one backend block. halco: `CommonNeuronBackendConfigOnDLS`
@frozen public enum CommonNeuronBackendConfigOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left = 0
  /// Columns 128…255, the east half.
  case right = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Reset registers of one backend block. halco: `NeuronResetBlockOnDLS`
@frozen public enum NeuronResetBlockOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left = 0
  /// Columns 128…255, the east half.
  case right = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Spike counters of one backend block. halco: `SpikeCounterReadBlockOnDLS`
@frozen public enum SpikeCounterReadBlockOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left = 0
  /// Columns 128…255, the east half.
  case right = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Spike counter resets of one backend block. halco: `SpikeCounterResetBlockOnDLS`
@frozen public enum SpikeCounterResetBlockOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left = 0
  /// Columns 128…255, the east half.
  case right = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

/// Trigger of correlation post pulses for one backend block. halco: `BlockPostPulseOnDLS`
@frozen public enum BlockPostPulseOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left = 0
  /// Columns 128…255, the east half.
  case right = 1
  /// Codes of both cases: 0…1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  /// Creates the case of a code that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }
}

// The members repeat requirements that `RangedInteger` and its refinements document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Half of the chip: one PPU, one synapse array, its drivers and one row of neurons. halco: `HemisphereOnDLS`
@frozen public enum HemisphereOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Plasticity processing unit. halco: `PPUOnDLS`
@frozen public enum PPUOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Synapse array. halco: `SynramOnDLS`
@frozen public enum SynramOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// All weights of one synapse array. halco: `SynapseWeightMatrixOnDLS`
@frozen public enum SynapseWeightMatrixOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// All labels of one synapse array. halco: `SynapseLabelMatrixOnDLS`
@frozen public enum SynapseLabelMatrixOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// All synapses of one synapse array. halco: `SynapseBlockOnDLS`
@frozen public enum SynapseBlockOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Row of neurons. halco: `NeuronRowOnDLS`
@frozen public enum NeuronRowOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Block of 128 synapse drivers. halco: `SynapseDriverBlockOnDLS`
@frozen public enum SynapseDriverBlockOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Block of four PADI buses. halco: `PADIBusBlockOnDLS`
@frozen public enum PADIBusBlockOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Trigger register for events on the PADI buses of one hemisphere. halco: `PADIEventOnDLS`
@frozen public enum PADIEventOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Configuration common to the PADI buses of one hemisphere. halco: `CommonPADIBusConfigOnDLS`
@frozen public enum CommonPADIBusConfigOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Configuration common to the drivers of one hemisphere. halco: `CommonSTPConfigOnDLS`
@frozen public enum CommonSTPConfigOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Memory timing of one synapse array. halco: `CommonSynramConfigOnDLS`
@frozen public enum CommonSynramConfigOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Correlation and CADC timing of one hemisphere. halco: `CommonCorrelationConfigOnDLS`
@frozen public enum CommonCorrelationConfigOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Columnar ADC of one hemisphere. halco: `CADCOnDLS`
@frozen public enum CADCOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Configuration of the CADC of one hemisphere. halco: `CADCConfigOnDLS`
@frozen public enum CADCConfigOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Control register of one PPU. halco: `PPUControlRegisterOnDLS`
@frozen public enum PPUControlRegisterOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

/// Status register of one PPU. halco: `PPUStatusRegisterOnDLS`
@frozen public enum PPUStatusRegisterOnDLS: UInt8, HemisphereCoordinate {
  case top = 0
  case bottom = 1
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }
}

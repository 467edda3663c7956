public import Coordinates

/// Reference currents and voltages of the CapMem. haldls: `ReferenceGeneratorConfig`
public struct ReferenceGeneratorConfig: Container {
  /// Enables the internal reference. haldls: `enable_internal_reference`
  public var enableInternalReference = true
  /// Connects the reference current to the pad. haldls: `enable_reference_output`
  public var enableReferenceOutput = false
  /// Takes the reference current from the pad. haldls: `enable_reference_input`
  public var enableReferenceInput = false
  /// Bias of the output amplifiers by block, 0…63. haldls: `capmem_amplifier`
  public var capMemAmplifier = TypedArray4<CapMemAmplifier, CapMemBlockOnDLS>(repeating: 40)
  /// Offset current by block, 0…63. haldls: `capmem_offset`
  public var capMemOffset = TypedArray4<CapMemOffset, CapMemBlockOnDLS>(repeating: 1)
  /// Slope current by block, 0…63. haldls: `capmem_slope`
  public var capMemSlope = TypedArray4<CapMemSlope, CapMemBlockOnDLS>(repeating: 11)
  /// Reference current, 0…63. haldls: `reference_control`
  public var referenceControl: ReferenceControl = 10
  /// Reference resistor, 0…63. haldls: `resistor_control`
  public var resistorControl: ResistorControl = 40
  /// Holds the generator in reset. haldls: `enable_reset`
  public var enableReset = false

  /// Creates haldls' default: the internal reference on, at its nominal codes.
  public init() {}
}

extension ReferenceGeneratorConfig {
  /// Bias of the output amplifiers of a block. haldls: `ReferenceGeneratorConfig::CapMemAmplifier`
  @frozen public struct CapMemAmplifier: RangedInteger, FieldValue {
    /// Allowed codes: 0…63.
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    /// Code of the bias current, 0…63.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…63.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Offset current of a block. haldls: `ReferenceGeneratorConfig::CapMemOffset`
  @frozen public struct CapMemOffset: RangedInteger, FieldValue {
    /// Allowed codes: 0…63.
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    /// Code of the current, 0…63.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…63.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Slope current of a block. haldls: `ReferenceGeneratorConfig::CapMemSlope`
  @frozen public struct CapMemSlope: RangedInteger, FieldValue {
    /// Allowed codes: 0…63.
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    /// Code of the current, 0…63.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…63.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Reference current. haldls: `ReferenceGeneratorConfig::ReferenceControl`
  @frozen public struct ReferenceControl: RangedInteger, FieldValue {
    /// Allowed codes: 0…63.
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    /// Code of the current, 0…63.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…63.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Reference resistor. haldls: `ReferenceGeneratorConfig::ResistorControl`
  @frozen public struct ResistorControl: RangedInteger, FieldValue {
    /// Allowed codes: 0…63.
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    /// Code of the resistor, 0…63.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…63.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension ReferenceGeneratorConfig {
  /// Coordinate of the only reference generator.
  public typealias CoordinateType = ReferenceGeneratorConfigOnDLS

  /// Number of 32-bit words on the bus: 9.
  public static var wordCount: Int { 9 }

  /// Returns the address of a word: base + word.
  public static func writeAddress(of coordinate: ReferenceGeneratorConfigOnDLS, word: Int) -> UInt32
  {
    OmnibusAddress.referenceGenerator + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::v3::ReferenceGeneratorConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable_internal_reference", &enableInternalReference, .bits(0, 12))
    visitor.field("enable_reference_output", &enableReferenceOutput, .bits(0, 13))
    visitor.field("enable_reference_input", &enableReferenceInput, .bits(0, 14))
    visitor.array("capmem_amplifier", &capMemAmplifier) {
      .bits(3 + $0.value / 2, 6 * ($0.value % 2))
    }
    visitor.array("capmem_offset", &capMemOffset) { .bits(5 + $0.value / 2, 6 * ($0.value % 2)) }
    visitor.array("capmem_slope", &capMemSlope) { .bits(7 + $0.value / 2, 6 * ($0.value % 2)) }
    visitor.field("reference_control", &referenceControl, .bits(1, 6))
    visitor.field("resistor_control", &resistorControl, .bits(2, 0))
    visitor.field("enable_reset", &enableReset, .bits(0, 15))
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

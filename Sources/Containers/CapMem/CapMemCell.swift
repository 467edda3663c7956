public import Coordinates

/// One analog memory cell. haldls: `CapMemCell`
public struct CapMemCell: Container {
  /// Target value 0…1022, or no refresh. haldls: `value`
  public var value: AnalogValue = .value(0)

  /// Creates a cell with value 0, as haldls does.
  public init() {}
}

extension CapMemCell {
  /// Target of a cell in DAC steps. haldls: `CapMemCell::Value`
  @frozen public struct Value: RangedInteger, FieldValue {
    /// Allowed values: 0…1022.
    @inlinable public static var range: ClosedRange<UInt16> { 0...1022 }
    /// Value in DAC steps, 0…1022.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…1022.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CapMemCell {
  /// Target of a cell: a value 0…1022, or no refresh. haldls: `CapMemCell::value_type`
  @frozen
  public enum AnalogValue: FieldValue, ExpressibleByIntegerLiteral,
    CustomStringConvertible
  {
    /// Refreshes the cell to this value.
    case value(Value)
    /// Leaves the cell without refresh; its voltage decays. haldls: `CapMemCell::DisableRefresh`
    case disableRefresh

    /// The code on the bus that disables refresh.
    @inlinable public static var disableRefreshCode: UInt16 { Value.range.upperBound + 1 }

    /// Codes 0…1022 are values, 1023 disables refresh.
    @inlinable public init(code: UInt16) {
      self = code <= Value.range.upperBound ? .value(Value(unchecked: code)) : .disableRefresh
    }

    /// A value 0…1022, or 1023 to disable refresh; other literals are a programming error.
    @inlinable public init(integerLiteral code: UInt16) {
      precondition(code <= Self.disableRefreshCode, "literal outside 0…1023")
      self.init(code: code)
    }

    /// The code on the bus.
    @inlinable public var code: UInt16 {
      switch self {
      case .value(let value): value.rawValue
      case .disableRefresh: Self.disableRefreshCode
      }
    }

    /// The value, or nil for a cell that is not refreshed.
    @inlinable public var lsb: Value? {
      switch self {
      case .value(let value): value
      case .disableRefresh: nil
      }
    }

    /// Kind of the codes: a CapMem value, or 1023 for a cell that is not refreshed.
    public static var fieldKind: FieldKind { .analogValue }
    /// Number of bits on the bus: 10.
    @inlinable public static var fieldBitCount: Int { 10 }
    /// Code on the bus: the value 0…1022, or 1023 for a cell that is not refreshed.
    @inlinable public var fieldCode: Int { Int(code) }
    /// Creates the value of a code; codes outside 0…1023 become the nearest one.
    @inlinable public init(fieldCode: Int) {
      self.init(code: UInt16(Swift.min(Swift.max(fieldCode, 0), Int(Self.disableRefreshCode))))
    }

    /// The number, or `disable_refresh`.
    public var description: String {
      switch self {
      case .value(let value): "\(value.rawValue)"
      case .disableRefresh: "disable_refresh"
      }
    }
  }

  // Disfavoured, so that `CapMemCell(700)` is not ambiguous.
  /// Creates a cell that is refreshed to a value.
  @_disfavoredOverload
  @inlinable public init(_ value: Value) {
    self.init()
    self.value = .value(value)
  }

  /// Creates a cell with a value or without refresh, for example `CapMemCell(700)`.
  @inlinable public init(_ value: AnalogValue) {
    self.init()
    self.value = value
  }
}

extension CapMemCell {
  /// Coordinate of a cell; the chip has 12 480.
  public typealias CoordinateType = CapMemCellOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the cell: base of the block + 32 · column + row.
  public static func writeAddress(of coordinate: CapMemCellOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.capMemCells, coordinate.block)
      + 32 * UInt32(coordinate.x.rawValue) + UInt32(coordinate.y.rawValue)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::v3::CapMemCell" }

  /// Prefix of the keys in serialised files: `m_`.
  public static var cerealKeyPrefix: String { "m_" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("value", &value, .bits(0, 0))
  }
}

extension CapMemCell {
  // In hot loops, hence without the visitor.
  /// Returns one word as it stands on the bus.
  @inlinable public func word(_ index: Int) -> UInt32 {
    UInt32(value.code)
  }

  /// Decodes bus words; bits that belong to no field are ignored.
  @inlinable public init(words: (Int) -> UInt32) {
    self.init(AnalogValue(code: UInt16(truncatingIfNeeded: words(0) & 0x3FF)))
  }
}

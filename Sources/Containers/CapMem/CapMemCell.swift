// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// One analog memory cell. haldls: `CapMemCell`
public struct CapMemCell: Container {
  /// Target value, or no refresh. haldls: `value`
  public var value: AnalogValue = .value(0)

  /// The defaults of the real software.
  public init() {}
}

extension CapMemCell {
  /// Target of a cell in DAC steps. haldls: `CapMemCell::Value`
  @frozen public struct Value: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt16> { 0...1022 }
    public let rawValue: UInt16
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CapMemCell {
  /// What a cell is told: a value 0…1022, or not to be refreshed. haldls: `CapMemCell::value_type`
  @frozen
  public enum AnalogValue: FieldValue, ExpressibleByIntegerLiteral,
    CustomStringConvertible
  {
    /// Refresh the cell to this value.
    case value(Value)
    /// Leave the cell alone; its voltage decays. haldls: `CapMemCell::DisableRefresh`
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

    public static var fieldKind: FieldKind { .analogValue }
    @inlinable public static var fieldBitCount: Int { 10 }
    @inlinable public var fieldCode: Int { Int(code) }
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

  /// A cell that is refreshed to a value.
  // Disfavoured, so that `CapMemCell(700)` is not ambiguous.
  @_disfavoredOverload
  @inlinable public init(_ value: Value) {
    self.init()
    self.value = .value(value)
  }

  /// A cell with a value or without refresh, for example `CapMemCell(700)`.
  @inlinable public init(_ value: AnalogValue) {
    self.init()
    self.value = value
  }
}

extension CapMemCell {
  public typealias CoordinateType = CapMemCellOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: CapMemCellOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.capMemCells, coordinate.block)
      + 32 * UInt32(coordinate.x.rawValue) + UInt32(coordinate.y.rawValue)
  }

  public static var cerealTypeName: String { "haldls::vx::v3::CapMemCell" }

  public static var cerealKeyPrefix: String { "m_" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("value", &value, .bits(0, 0))
  }
}

extension CapMemCell {
  // In hot loops, hence without the visitor.
  @inlinable public func word(_ index: Int) -> UInt32 {
    UInt32(value.code)
  }

  @inlinable public init(words: (Int) -> UInt32) {
    self.init(AnalogValue(code: UInt16(truncatingIfNeeded: words(0) & 0x3FF)))
  }
}

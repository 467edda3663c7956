public import Coordinates

/// A value that a container field can hold, as generic tools see it: one integer code.
public protocol FieldValue: Hashable, Sendable {
  /// Meaning of the codes.
  static var fieldKind: FieldKind { get }

  /// Number of bits that hold every code; asked for at every encoding, hence not from `fieldKind`.
  static var fieldBitCount: Int { get }

  /// Form in the real software's files.
  static var fileForm: FileForm { get }

  /// The integer that stands for the value in files and on the bus.
  var fieldCode: Int { get }

  /// The value of a code; a code without meaning becomes the nearest one that has.
  init(fieldCode: Int)
}

/// Meaning of the integer codes of a field.
public enum FieldKind: Hashable, Sendable {
  /// 0 is false, 1 is true.
  case flag
  /// A number in a range.
  case number(ClosedRange<Int>)
  /// A choice; the names stand in the order of their codes from 0.
  case choice([String])
  /// A CapMem value 0…1022, or 1023 for a cell that is not refreshed.
  case analogValue
  /// A place in a grid, by its row-major enumeration.
  case place(columns: Int, rows: Int)

  /// All codes that have a meaning.
  public var codes: ClosedRange<Int> {
    switch self {
    case .flag: 0...1
    case .number(let range): range
    case .choice(let names): 0...(names.count - 1)
    case .analogValue: 0...1023
    case .place(let columns, let rows): 0...(columns * rows - 1)
    }
  }
}

/// Number of bits that hold as many codes.
@inlinable func bitCount(codes: Int) -> Int {
  codes <= 2 ? 1 : Int.bitWidth - (codes - 1).leadingZeroBitCount
}

extension Bool: FieldValue {
  /// A flag.
  public static var fieldKind: FieldKind { .flag }

  /// One bit.
  @inlinable public static var fieldBitCount: Int { 1 }

  /// 0 or 1.
  @inlinable public var fieldCode: Int { self ? 1 : 0 }

  /// False for 0, true for everything else.
  @inlinable public init(fieldCode: Int) { self = fieldCode != 0 }
}

extension UInt32: FieldValue {
  /// A number of 32 bits.
  public static var fieldKind: FieldKind { .number(0...Int(UInt32.max)) }

  /// All 32 bits.
  @inlinable public static var fieldBitCount: Int { bitWidth }

  /// The number.
  @inlinable public var fieldCode: Int { Int(self) }

  /// The nearest number of 32 bits.
  @inlinable public init(fieldCode: Int) { self.init(clamping: fieldCode) }
}

extension FieldValue where Self: RangedInteger {
  /// A number in the range of the type.
  public static var fieldKind: FieldKind {
    .number(Int(range.lowerBound)...Int(range.upperBound))
  }

  /// Number of bits that hold the range.
  @inlinable public static var fieldBitCount: Int { bitCount(codes: count) }

  /// The number.
  @inlinable public var fieldCode: Int { value }

  /// The number, clamped into the range of the type.
  @inlinable public init(fieldCode: Int) { self.init(clamping: fieldCode) }
}

/// A choice with a name for every code from 0.
public protocol FieldChoice: FieldValue, RawRepresentable, CaseIterable
where RawValue == UInt8, AllCases == [Self] {}

extension FieldChoice {
  /// The names of all choices.
  public static var fieldKind: FieldKind { .choice(allCases.map { "\($0)" }) }

  /// Number of bits that hold all choices.
  @inlinable public static var fieldBitCount: Int { bitCount(codes: allCases.count) }

  /// The raw value.
  @inlinable public var fieldCode: Int { Int(rawValue) }

  /// The choice of a code, or the nearest one.
  @inlinable public init(fieldCode: Int) {
    if let exact = UInt8(exactly: fieldCode).flatMap(Self.init(rawValue:)) {
      self = exact
    } else {
      let last = Self.allCases.count - 1
      self = Self.allCases[fieldCode < 0 ? 0 : last]
    }
  }
}

extension SynapseLabel: FieldValue {}
extension SynapseWeight: FieldValue {}
extension NeuronLabel: FieldValue {}
extension NeuronBackendAddressOut: FieldValue {}
extension PADIRowSelectAddress: FieldValue {}
extension SourceMultiplexerOnReadoutSourceSelection: FieldValue {}
extension CapMemBlockOnHemisphere: FieldValue {}

extension CapMemCellOnCapMemBlock: FieldValue {
  /// A place in the grid of cells.
  public static var fieldKind: FieldKind {
    .place(columns: CapMemColumnOnCapMemBlock.count, rows: CapMemRowOnCapMemBlock.count)
  }
}

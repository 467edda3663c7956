/// An integer that knows its range: strict at the door, raw inside.
///
/// There are four ways in, and each says what happens outside the range: `init?(rawValue:)` returns
/// nil, `init(validating:)` throws, `init(clamping:)` saturates, and `init(truncating:)` keeps the
/// low bits as a hardware register would. There is deliberately no unlabelled initialiser: together
/// with integer literals, `T(64)` would be compiled as a literal and trap instead of throwing.
///
/// A conforming type states three things: its `range`, its stored `rawValue` and
/// `init(unchecked:)`. There are no arithmetic operators; use `advanced(by:)` or a named conversion.
///
/// halco: `RantWrapper`
public protocol RangedInteger: RawRepresentable, Hashable, Comparable, Sendable, CaseIterable,
  ExpressibleByIntegerLiteral, CustomStringConvertible
where RawValue: FixedWidthInteger & Sendable, IntegerLiteralType == RawValue {
  /// All allowed values, both ends included.
  static var range: ClosedRange<RawValue> { get }

  /// Wraps a value that is known to be in range; checked by an assertion in debug builds only.
  init(unchecked rawValue: RawValue)
}

extension RangedInteger {
  /// Number of values in the range.
  @inlinable public static var count: Int {
    Int(range.upperBound) - Int(range.lowerBound) + 1
  }

  /// Number of values in the range. halco: `size`
  @inlinable public static var size: Int { count }

  /// Smallest value.
  @inlinable public static var min: Self { Self(unchecked: range.lowerBound) }

  /// Largest value.
  @inlinable public static var max: Self { Self(unchecked: range.upperBound) }

  /// Every value in ascending order.
  @inlinable public static var allCases: RangedCases<Self> { RangedCases() }

  /// The value as a plain integer.
  @inlinable public var value: Int { Int(rawValue) }

  /// Returns its argument and asserts that it is in range, for use in `init(unchecked:)`.
  @inlinable @inline(__always)
  public static func asserted(_ rawValue: RawValue) -> RawValue {
    assert(range.contains(rawValue), "value outside the range of this type")
    return rawValue
  }

  /// Orders by value.
  @inlinable public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension RangedInteger {
  /// Wraps a value; nil when it is out of range.
  @inlinable public init?(rawValue: RawValue) {
    guard Self.range.contains(rawValue) else { return nil }
    self.init(unchecked: rawValue)
  }

  /// Wraps an integer of any type that is known to be in range; asserted in debug builds only.
  @inlinable public init(unchecked value: some BinaryInteger) {
    self.init(unchecked: RawValue(truncatingIfNeeded: value))
  }

  /// Wraps a value, or throws an `OutOfRangeError` that names the type and the allowed range.
  @inlinable public init(validating value: some BinaryInteger) throws(OutOfRangeError) {
    guard let exact = RawValue(exactly: value), Self.range.contains(exact) else {
      throw OutOfRangeError(Self.self, value: value)
    }
    self.init(unchecked: exact)
  }

  /// Wraps the nearest allowed value.
  @inlinable public init(clamping value: some BinaryInteger) {
    let raw = RawValue(clamping: value)
    self.init(unchecked: Swift.min(Swift.max(raw, Self.range.lowerBound), Self.range.upperBound))
  }

  /// Keeps the low bits, as a register of the needed width would.
  ///
  /// The register holds as many bits as `count` values need, two's complement if the range begins
  /// below zero. Where the range does not fill the register (CapMem values end at 1022), a code
  /// without meaning becomes the largest value.
  @inlinable public init(truncating value: some BinaryInteger) {
    let codes = UInt64(Self.count).nextPowerOfTwo
    let lower = Int(Self.range.lowerBound)
    let steps =
      (UInt64(truncatingIfNeeded: value) &- UInt64(truncatingIfNeeded: lower)) & (codes - 1)
    self.init(clamping: Int(steps) + lower)
  }

  /// A literal outside the range is a programming error and stops the program.
  @inlinable public init(integerLiteral value: RawValue) {
    precondition(Self.range.contains(value), "literal outside the range of this type")
    self.init(unchecked: value)
  }

  /// The value `distance` steps on; throws when that leaves the range.
  @inlinable public func advanced(by distance: Int) throws(OutOfRangeError) -> Self {
    try Self(validating: value + distance)
  }

  /// Type name and value, for example `SynapseRowOnSynram(3)`.
  public var description: String { "\(rangedTypeName(Self.self))(\(rawValue))" }
}

extension UInt64 {
  /// The smallest power of two that is not below this number.
  @usableFromInline var nextPowerOfTwo: UInt64 {
    self <= 1 ? 1 : 1 << (UInt64.bitWidth - (self - 1).leadingZeroBitCount)
  }
}

/// A place that exists left (columns 0…127 of a row of neurons) and right: left is 0, right is 1.
public protocol SideCoordinate: Coordinate where RawValue == UInt8 {
  /// The place on the left (west) side.
  static var left: Self { get }
  /// The place on the right (east) side.
  static var right: Self { get }
}

extension SideCoordinate {
  /// Both sides: left is 0, right is 1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }

  /// The place on the side of a number that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .left : .right
  }

  /// The place on the same side as another one.
  @inlinable public init(_ other: some SideCoordinate) {
    self.init(unchecked: other.rawValue)
  }

  /// Type name and side, for example `CapMemBlockOnHemisphere(left)`.
  public var description: String {
    "\(rangedTypeName(Self.self))(\(self == .left ? "left" : "right"))"
  }
}

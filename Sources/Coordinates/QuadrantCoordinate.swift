/// A place of which every quadrant of the chip has one: top left, top right, bottom left, bottom right.
public protocol QuadrantCoordinate: Coordinate where RawValue == UInt8 {}

extension QuadrantCoordinate {
  /// Quadrant 0. halco: `CapMemBlockOnDLS(0)`
  @inlinable public static var topLeft: Self { Self(unchecked: UInt8(0)) }
  /// Quadrant 1. halco: `CapMemBlockOnDLS(1)`
  @inlinable public static var topRight: Self { Self(unchecked: UInt8(1)) }
  /// Quadrant 2. halco: `CapMemBlockOnDLS(2)`
  @inlinable public static var bottomLeft: Self { Self(unchecked: UInt8(2)) }
  /// Quadrant 3. halco: `CapMemBlockOnDLS(3)`
  @inlinable public static var bottomRight: Self { Self(unchecked: UInt8(3)) }

  /// The place in the same quadrant as another one.
  @inlinable public init(_ other: some QuadrantCoordinate) {
    self.init(unchecked: other.rawValue)
  }

  /// The place on one side of a hemisphere.
  @inlinable public init(_ side: some SideCoordinate, _ hemisphere: some HemisphereCoordinate) {
    self.init(unchecked: 2 * hemisphere.rawValue + side.rawValue)
  }

  /// The hemisphere that the quadrant lies in.
  @inlinable public func toHemisphereOnDLS() -> HemisphereOnDLS {
    HemisphereOnDLS(unchecked: rawValue / 2)
  }

  /// The side of the hemisphere.
  @inlinable public func toCapMemBlockOnHemisphere() -> CapMemBlockOnHemisphere {
    CapMemBlockOnHemisphere(unchecked: rawValue % 2)
  }

  /// The CapMemBlockOnDLS of the same quadrant.
  @inlinable public func toCapMemBlockOnDLS() -> CapMemBlockOnDLS { CapMemBlockOnDLS(self) }

  /// The NeuronConfigBlockOnDLS of the same quadrant.
  @inlinable public func toNeuronConfigBlockOnDLS() -> NeuronConfigBlockOnDLS {
    NeuronConfigBlockOnDLS(self)
  }

  /// The CapMemBlockConfigOnDLS of the same quadrant.
  @inlinable public func toCapMemBlockConfigOnDLS() -> CapMemBlockConfigOnDLS {
    CapMemBlockConfigOnDLS(self)
  }
}

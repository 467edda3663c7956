/// Spread of a circuit quantity between parts that should be equal: the standard deviation that a
/// parameter states, scaled by its effect.
public struct Spread: Hashable, Sendable {
  /// Standard deviation: relative for factors, in the quantity's unit for offsets.
  public let deviation: Double
  /// Smallest factor.
  private let floor: Double

  /// Smallest factor unless a quantity states another: no draw makes a conductance, a capacitor or
  /// a current vanish or change its sign.
  public static let smallestFactor = 0.1

  /// A spread of a parameter's value at a scale of its effect.
  /// - Parameter floor: Smallest factor. Pulses and synapse currents may vanish: theirs is 0. The
  ///   gains of the readout have none.
  public init(
    _ parameter: Double, scale: Double = 1, floor: Double = Spread.smallestFactor
  ) {
    deviation = parameter * scale
    self.floor = floor
  }

  /// Deviation of a part with a standard normal number `z`.
  @inlinable public func offset(_ z: Float) -> Double { deviation * Double(z) }

  /// Factor of a part with a standard normal number `z`.
  public func factor(_ z: Float) -> Double { max(floor, 1 + deviation * Double(z)) }

  /// Spread in single precision, for rows of many parts.
  public var single: Single { Single(deviation: Float(deviation), floor: Float(floor)) }

  /// A spread whose factors are computed in single precision.
  public struct Single: Sendable {
    @usableFromInline let deviation: Float
    @usableFromInline let floor: Float

    /// Factor of a part with a standard normal number `z`.
    @inlinable public func factor(_ z: Float) -> Float { max(floor, 1 + deviation * z) }
  }
}

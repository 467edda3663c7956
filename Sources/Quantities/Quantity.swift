/// A physical quantity: one number in SI units whose dimension is part of its type.
///
/// Adding volts to amperes does not compile. Factories name the unit: `Time.microseconds(1.2)`.
public struct Quantity<Dimension>: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// The value in the SI unit of the dimension.
  public let siValue: Double

  /// A quantity from its value in SI units.
  public init(siValue: Double) { self.siValue = siValue }

  /// Nothing of it.
  public static var zero: Self { Self(siValue: 0) }
  /// Orders by size.
  public static func < (a: Self, b: Self) -> Bool { a.siValue < b.siValue }
  /// The sum of two quantities of the same dimension.
  public static func + (a: Self, b: Self) -> Self { Self(siValue: a.siValue + b.siValue) }
  /// The difference of two quantities of the same dimension.
  public static func - (a: Self, b: Self) -> Self { Self(siValue: a.siValue - b.siValue) }
  /// A quantity times a pure number.
  public static func * (a: Self, factor: Double) -> Self { Self(siValue: a.siValue * factor) }
  /// The ratio of two quantities of the same dimension.
  public static func / (a: Self, b: Self) -> Double { a.siValue / b.siValue }
}

/// Names of the dimensions; they have no values.
public enum DimensionName {
  /// Of durations.
  public enum Time {}
  /// Of voltages.
  public enum Voltage {}
  /// Of currents.
  public enum Current {}
}

/// A duration.
public typealias Time = Quantity<DimensionName.Time>
/// An electric potential difference.
public typealias Voltage = Quantity<DimensionName.Voltage>
/// An electric current.
public typealias Current = Quantity<DimensionName.Current>

extension Quantity where Dimension == DimensionName.Time {
  /// A duration in microseconds.
  public static func microseconds(_ value: Double) -> Self { Self(siValue: value * 1e-6) }
  /// A duration in nanoseconds.
  public static func nanoseconds(_ value: Double) -> Self { Self(siValue: value * 1e-9) }
}

extension Quantity where Dimension == DimensionName.Voltage {
  /// A voltage in volts.
  public static func volts(_ value: Double) -> Self { Self(siValue: value) }
  /// A voltage in millivolts.
  public static func millivolts(_ value: Double) -> Self { Self(siValue: value * 1e-3) }
}

extension Quantity where Dimension == DimensionName.Current {
  /// A current in microamperes.
  public static func microamperes(_ value: Double) -> Self { Self(siValue: value * 1e-6) }
}

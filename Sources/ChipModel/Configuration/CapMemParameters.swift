public import Quantities

/// The physics of the analog parameter memory.
public struct CapMemParameters: Hashable, Sendable {
  /// Voltage of one LSB of a voltage cell.
  public var voltageStep = 0.0
  /// Voltage of a cell at code 0.
  public var voltageOffset = 0.0
  /// Highest voltage of a cell.
  public var voltageLimit = 0.0
  /// Spread of a voltage cell's offset.
  public var voltageSpread = 0.0
  /// Relative spread of a cell's gain, voltage and current alike.
  public var gainSpread = 0.0
  /// Time constant with which a cell follows a write.
  public var settlingTime = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<CapMemParameters>] = [
    .init("voltage_step", .voltage, 1e-5...1e-1, \.voltageStep, "one LSB of a voltage cell"),
    .init("voltage_offset", .voltage, -0.5...0.5, \.voltageOffset, "voltage at code 0"),
    .init("voltage_limit", .voltage, 0.5...5, \.voltageLimit, "highest cell voltage"),
    .init("voltage_spread", .voltage, 0...0.2, \.voltageSpread, "spread of cell offsets"),
    .init("gain_spread", .dimensionless, 0...0.5, \.gainSpread, "relative spread of cell gains"),
    .init("settling_time", .time, 1e-6...1, \.settlingTime, "settling after a write"),
  ]
}

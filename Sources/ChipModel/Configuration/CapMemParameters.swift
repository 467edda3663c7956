internal import Glibc
public import Quantities

/// The physics of the analog parameter memory.
public struct CapMemParameters: Hashable, Sendable {
  /// Voltage of one LSB of a voltage cell.
  public var voltageStep = 0.0
  /// Voltage of a cell at code 0.
  public var voltageOffset = 0.0
  /// Relative spread of a cell's gain, voltage and current alike.
  public var gainSpread = 0.0
  /// Relative spread of the gain of a block's voltage cells.
  public var blockGainSpread = 0.0
  /// Time after a write in which a cell comes within 1/1024 of its way, one LSB of ten bits.
  public var settlingTime = 0.0
  /// Time constant with which a cell follows a write.
  var settlingConstant: Double { settlingTime / log(1024) }
  /// Fall of a cell when all cells of its row of a block have its code, in LSB.
  public var crosstalk = 0.0
  /// Amplitude of a cell's slow drift, in LSB.
  public var drift = 0.0
  /// Period of that drift.
  public var driftPeriod = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<CapMemParameters>] = [
    .init("voltage_step", .voltage, 1e-5...1e-1, \.voltageStep, "one LSB of a voltage cell"),
    .init("voltage_offset", .voltage, -0.5...0.5, \.voltageOffset, "voltage at code 0"),
    .init("gain_spread", .dimensionless, 0...0.5, \.gainSpread, "relative spread of cell gains"),
    .init(
      "block_gain_spread", .dimensionless, 0...0.5, \.blockGainSpread,
      "relative spread of the gain of a block's voltage cells"),
    .init(
      "settling_time", .time, 1e-6...1, \.settlingTime,
      "time after a write until the remaining error is 1/1024 of the change"),
    .init(
      "crosstalk", .dimensionless, 0...50, \.crosstalk,
      "decrease in LSB when all cells of one row of a block have the same code"),
    .init("drift", .dimensionless, 0...50, \.drift, "amplitude in LSB of a cell's slow drift"),
    .init("drift_period", .time, 60...1e7, \.driftPeriod, "period of a cell's slow drift"),
  ]
}

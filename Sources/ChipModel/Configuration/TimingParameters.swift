public import Quantities

/// Latencies that no schedule of the real software states; whole cycles.
public struct TimingParameters: Hashable, Sendable {
  /// PPU cycles from a written status word to the start of the command.
  public var ppuPollCycles = 0.0
  /// PPU cycles that the vectorised neuron reset takes before it acts.
  public var ppuResetCycles = 0.0
  /// FPGA cycles that a single read by the host takes.
  public var hostReadCycles = 0.0

  /// All zero: a configuration fills every value.
  public init() {}

  /// One row for each parameter.
  public static let table: [ParameterDescriptor<TimingParameters>] = [
    .init(
      "ppu_poll", .dimensionless, 0...100_000, \.ppuPollCycles,
      "PPU cycles from the write of the status word to the start of the command"),
    .init(
      "ppu_reset", .dimensionless, 0...100_000, \.ppuResetCycles,
      "PPU cycles of the vectorised neuron reset"),
    .init(
      "host_read", .dimensionless, 1...100_000, \.hostReadCycles,
      "FPGA cycles of one read by the host"),
  ]
}

public import ChipDescription
public import ChipModel

/// One chip that can be made: its kind, its seeds, and the threads that it may use.
public struct ChipInstance: Sendable {
  /// The kind of chip.
  public var configuration: ChipConfiguration
  /// Seed of the fixed pattern.
  public var seed: UInt64
  /// Seed of the temporal noise.
  public var runSeed: UInt64
  /// Threads for the chip's programs, 1 or more; results do not depend on it.
  public var threads: Int

  /// Names a chip of a kind.
  public init(
    _ configuration: ChipConfiguration, seed: UInt64, runSeed: UInt64 = 0, threads: Int = 1
  ) {
    self.configuration = configuration
    self.seed = seed
    self.runSeed = runSeed
    self.threads = threads
  }

  /// Makes the chip in its reset state.
  /// - Throws: `ChipError` when a parameter is out of range.
  public func makeChip() throws(ChipError) -> Chip {
    try Chip(
      parameters: configuration.parameters, seed: seed, runSeed: runSeed, threads: threads)
  }
}

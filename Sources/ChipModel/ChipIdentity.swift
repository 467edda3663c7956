internal import SimulationCore

/// Identity of a chip and of its noise.
public struct ChipIdentity: Hashable, Sendable, CustomStringConvertible {
  /// Name of the parameter preset.
  public let preset: String
  /// Seed of the fixed pattern.
  public let seed: UInt64
  /// Seed of the temporal noise.
  public let runSeed: UInt64

  /// Preset and seed, such as "typical-3".
  public var description: String { "\(preset)-\(seed)" }

  /// Seed of everything that is drawn anew in each run: chips differ in their noise too.
  var noiseSeed: UInt64 {
    var stream = RandomStream(seed: seed, domain: .runNoise, index: runSeed)
    return stream.next()
  }
}

internal import CKernels
internal import SimulationCore

/// The source of the mock's noise: one row of normal numbers for each logical vector and chunk.
///
/// The noise of column j of chunk c of the n-th vector ever multiplied depends on (run seed,
/// stream, n, c, j) only. Splitting a batch or changing the number of threads changes nothing.
public struct NoiseStream: Sendable, Equatable {
  /// The seed of the run's temporal noise.
  public let runSeed: UInt64
  /// Sets callers apart that share a run seed.
  public let stream: UInt32
  /// The number of the next vector.
  public private(set) var nextVector: UInt64
  /// A Boolean value that makes every call start at vector zero, so that equal calls give equal results.
  public var isFrozen: Bool

  /// Opens a stream at a vector, the first unless a caller says otherwise.
  public init(
    runSeed: UInt64 = 0, stream: UInt32 = 0, nextVector: UInt64 = 0, isFrozen: Bool = false
  ) {
    self.runSeed = runSeed
    self.stream = stream
    self.isFrozen = isFrozen
    self.nextVector = nextVector
  }

  /// The Philox key: the domain keeps the mock apart from other users of the run seed.
  var key: UInt64 {
    bss_philox_key(bss_philox_key(runSeed, RandomDomain.mockNoise.rawValue), stream)
  }

  /// Hands out `count` vectors and returns the first one's number.
  mutating func take(_ count: Int) -> UInt64 {
    let first = isFrozen ? 0 : nextVector
    if !isFrozen { nextVector &+= UInt64(count) }
    return first
  }
}

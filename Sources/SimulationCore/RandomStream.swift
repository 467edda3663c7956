internal import CKernels

/// Domain of random numbers: every user has a separate one, so that no two share a stream.
///
/// The raw values are part of what a seed means; they never change once released.
public enum RandomDomain: UInt32, Sendable, CaseIterable {
  /// Fixed pattern of the CapMem cells of one chip.
  case capMemMismatch = 1
  /// Fixed pattern of the synapse drivers.
  case driverMismatch = 2
  /// Fixed pattern of the synapses and their quadrant DACs.
  case synapseMismatch = 3
  /// Fixed pattern of column lines, synaptic inputs and membranes.
  case columnMismatch = 4
  /// Fixed pattern of CADC ramps and channels.
  case cadcMismatch = 5
  /// Dead and stuck parts.
  case faults = 6
  /// Temporal noise of MAC observations.
  case macNoise = 16
  /// Temporal noise of reads by the host.
  case readNoise = 17
  /// Temporal noise that a probe or the MADC adds between reads.
  case traceNoise = 18
  /// Length of each pulse, event by event.
  case eventJitter = 20
  /// Choice of bad program runs.
  case runCondition = 21
  /// Seed of one chip's temporal noise in one run.
  case runNoise = 22
  /// Drift of each column in one program run.
  case runDrift = 23
  /// Noise of the mock backend.
  case mockNoise = 19
  /// Initial parameters of layers.
  case initialisation = 32
  /// Samples of a data set.
  case dataset = 33
  /// Random choices of measurement and calibration programs.
  case calibration = 34
  /// Free for tests.
  case testing = 255
}

/// A stream of random numbers: Philox4x32-10 in counter mode.
///
/// The n-th number depends on (seed, domain, index, n) only; streams with different domains or
/// indices are independent of each other and of the order in which they are used.
/// Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: UInt64
  private let index: UInt64
  private var block: UInt32 = 0
  private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
  private var used = 4

  /// Opens the stream of a seed, a domain and an index within the domain.
  public init(seed: UInt64, domain: UInt32, index: UInt64 = 0) {
    key = bss_philox_key(seed, domain)
    self.index = index
  }

  /// Opens the stream of a seed, a named domain and an index within the domain.
  public init(seed: UInt64, domain: RandomDomain, index: UInt64 = 0) {
    self.init(seed: seed, domain: domain.rawValue, index: index)
  }

  /// The next 32 random bits.
  public mutating func nextUInt32() -> UInt32 {
    if used == 4 { refill() }
    defer { used += 1 }
    switch used {
    case 0: return words.0
    case 1: return words.1
    case 2: return words.2
    default: return words.3
    }
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    UInt64(nextUInt32()) << 32 | UInt64(nextUInt32())
  }

  /// A number uniform in [0, 1), with 53 random bits.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// An integer uniform in 0..<n.
  public mutating func uniform(below n: Int) -> Int {
    precondition(n > 0, "uniform(below:) needs a positive bound")
    return Int(UInt64(n).multipliedFullWidth(by: next()).high)
  }

  /// A standard normal number (|z| < 5.8).
  public mutating func normal() -> Float {
    // A single number is the first of a row, which fresh bits name.
    var z: Float = 0
    bss_philox_normals(key, next(), laneOfSingles, 1, &z)
    return z
  }

  /// The lane of numbers drawn one by one, apart from those drawn in rows.
  private var laneOfSingles: UInt32 { UInt32(truncatingIfNeeded: index) | 0x8000_0000 }

  private mutating func refill() {
    let counter: [UInt32] = [
      block, 0x4000_0000, UInt32(truncatingIfNeeded: index),
      UInt32(truncatingIfNeeded: index >> 32),
    ]
    withUnsafeMutableBytes(of: &words) { raw in
      let out = raw.bindMemory(to: UInt32.self)
      counter.withUnsafeBufferPointer { bss_philox_block(key, $0.baseAddress, out.baseAddress) }
    }
    block &+= 1
    used = 0
  }
}

/// Rows of standard normal numbers by address.
///
/// Number i of the row (vector, lane) depends on neither the length of the row nor the order of calls, so
/// that results are independent of threads and batch splits.
public struct NormalField: Sendable {
  private let key: UInt64

  /// Opens the field of a seed and a domain.
  public init(seed: UInt64, domain: RandomDomain) {
    key = bss_philox_key(seed, domain.rawValue)
  }

  /// Writes the first `out.count` numbers of the row (vector, lane); the lane is below 2³⁰.
  public func fill(_ out: UnsafeMutableBufferPointer<Float>, vector: UInt64, lane: UInt32) {
    assert(lane < 0x4000_0000, "higher lanes belong to RandomStream")
    guard let base = out.baseAddress else { return }
    bss_philox_normals(key, vector, lane, UInt32(out.count), base)
  }

  /// The first `count` numbers of the row (vector, lane).
  public func row(vector: UInt64, lane: UInt32, count: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
      fill(UnsafeMutableBufferPointer(rebasing: buffer[0..<count]), vector: vector, lane: lane)
      initialised = count
    }
  }
}

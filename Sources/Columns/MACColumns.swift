internal import CKernels
internal import Glibc
public import SimulationCore

/// One event of a burst: a driver's pulse and the rates of the rows that it acts on.
public struct BurstEvent {
  /// Swings per second of pulse on the excitatory lines, one a column.
  public var excitatoryRates: UnsafePointer<Float>
  /// The same on the inhibitory lines.
  public var inhibitoryRates: UnsafePointer<Float>
  /// The pulse: seconds at the seam.
  public var seam: Float
  /// Its loss at the far end in seconds.
  public var distance: Float

  /// An event on one driver.
  public init(
    excitatoryRates: UnsafePointer<Float>, inhibitoryRates: UnsafePointer<Float>, seam: Float,
    distance: Float
  ) {
    self.excitatoryRates = excitatoryRates
    self.inhibitoryRates = inhibitoryRates
    self.seam = seam
    self.distance = distance
  }
}

/// The times of one MAC entry as the membranes of one hemisphere see them.
public struct MACPhases: Hashable, Sendable {
  /// Free membrane before the baseline sample.
  public var baseline: PPUCycles
  /// Free membrane before the first event, or before the sample when there is none.
  public var lead: PPUCycles
  /// Between events.
  public var wait: PPUCycles
  /// From the last event to the sample.
  public var tail: PPUCycles
  /// Number of events.
  public var events: Int

  /// Phases of an entry.
  public init(
    baseline: PPUCycles, lead: PPUCycles, wait: PPUCycles, tail: PPUCycles, events: Int
  ) {
    self.baseline = baseline
    self.lead = lead
    self.wait = wait
    self.tail = tail
    self.events = events
  }
}

/// The lowering of a MAC entry: the same steps as ``Columns`` takes event by event, in one kernel
/// call, on a state of its own. Values of this type are read-only and shared between threads.
public struct MACColumns: @unchecked Sendable {
  private let active: UInt32
  private let distances: FloatBuffer
  private let limits: bss_limits
  private let units: LineUnits
  private let wait: Interval
  private let tail: Interval
  private let events: Int
  /// Whether to take the path for machines without fused operations; tests compare the two.
  var isPortable = false
  /// Membranes at the baseline sample, without noise, in volts.
  public let baseline: FloatBuffer
  /// Membranes when the first event arrives, or at the result sample when there is none.
  private let start: FloatBuffer
  /// Standard deviation of the membrane noise in the baseline sample.
  public let baselineNoise: FloatBuffer
  /// Standard deviation of the membrane noise in the result sample.
  public let resultNoise: FloatBuffer

  /// Prepares the constants of one schedule. Call from one thread.
  ///
  /// - Parameter used: Columns whose results are wanted, from column 0; the others are left out.
  public init(columns: Columns, used: Int, phases: MACPhases, distances: FloatBuffer) {
    active = UInt32((used + 7) / 8 * 8)
    self.distances = distances
    limits = columns.limits
    units = columns.units
    wait = columns.interval(phases.wait)
    tail = columns.interval(phases.tail)
    events = phases.events
    baseline = columns.settled(after: phases.baseline)
    start = columns.settled(after: phases.lead)
    (baselineNoise, resultNoise) = columns.macNoiseScales(phases)
  }

  /// Membranes at the result sample, without noise.
  public func resultPotentials(
    events: UnsafeBufferPointer<BurstEvent>, into out: FloatBuffer, scratch: MACScratch
  ) {
    assert(events.count == self.events)
    out.assign(from: start)
    guard let first = events.baseAddress, events.count > 0 else { return }
    scratch.clear()
    var (wait, tail, limits) = (wait.kernelView, tail.kernelView, limits)
    withUnsafePointer(to: &tail) { tail in
      first.withMemoryRebound(to: bss_event.self, capacity: events.count) {
        var burst = bss_burst(
          events: $0, event_count: UInt32(events.count), columns: scratch.kernelView(out),
          tail: tail)
        let integrate = isPortable ? bss_columns_burst_portable : bss_columns_burst
        integrate(&burst, distances.base, &wait, &limits, active)
      }
    }
  }
}

/// Line state of one thread's MAC entries.
public final class MACScratch {
  private let excitatory: FloatBuffer
  private let inhibitory: FloatBuffer

  /// Scratch for `count` columns.
  public init(count: Int) {
    excitatory = FloatBuffer(count: count)
    inhibitory = FloatBuffer(count: count)
  }

  func clear() {
    excitatory.buffer.update(repeating: 0)
    inhibitory.buffer.update(repeating: 0)
  }

  func kernelView(_ membrane: FloatBuffer) -> bss_columns {
    bss_columns(exc_line: excitatory.base, inh_line: inhibitory.base, membrane: membrane.base)
  }
}

extension Columns {
  /// Membranes a time after a reset with empty lines, without noise.
  func settled(after duration: PPUCycles) -> FloatBuffer {
    let membrane = FloatBuffer(count: count)
    membrane.assign(from: resetPotentials)
    var (view, limits) = (interval(duration).kernelView, limits)
    let lines = MACScratch(count: count)
    withExtendedLifetime(lines) {
      var state = lines.kernelView(membrane)
      bss_columns_advance(&state, &view, &limits, UInt32(count))
    }
    return membrane
  }

  /// Membrane noise in the two samples of a MAC entry: each source of an integrating membrane adds
  /// its variance, and the membrane's own decay forgets some of it. The sum over all stages is
  /// exact, so that it can be drawn once a sample.
  public func macNoiseScales(_ phases: MACPhases) -> (baseline: FloatBuffer, result: FloatBuffer) {
    let (baselineNoise, resultNoise) = (FloatBuffer(count: count), FloatBuffer(count: count))
    let (baseline, lead) = (interval(phases.baseline), interval(phases.lead))
    let (wait, tail) = (interval(phases.wait), interval(phases.tail))
    let repeats = Double(phases.events - 1)
    for (j, column) in constants.columns.enumerated() {
      baselineNoise[j] = Float(baseline.noiseVariance[j].squareRoot())
      var variance = lead.noiseVariance[j]
      if phases.events > 0 {
        let each = column.noiseVariancePerEvent
        let decay = wait.noiseDecay[j]
        let forgotten = pow(decay, repeats)
        let sum = decay == 1 ? repeats : (1 - forgotten) / (1 - decay)
        variance = (variance + each) * forgotten + (wait.noiseVariance[j] + each) * sum
        variance = variance * tail.noiseDecay[j] + tail.noiseVariance[j]
      }
      resultNoise[j] = Float(variance.squareRoot())
    }
    return (baselineNoise, resultNoise)
  }
}

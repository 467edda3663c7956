internal import CKernels
internal import Glibc
public import SimulationCore

/// One event of a burst: two row pulses and the rates of the rows they act on.
public struct BurstEvent {
  /// Steps per second of pulse on the excitatory lines, one a column.
  public var excitatoryRates: UnsafePointer<Float>
  /// The same on the inhibitory lines.
  public var inhibitoryRates: UnsafePointer<Float>
  /// Pulse on the excitatory row: seconds at the seam.
  public var excitatorySeam: Float
  /// Its loss at the far end in seconds.
  public var excitatoryDistance: Float
  /// Pulse on the inhibitory row: seconds at the seam.
  public var inhibitorySeam: Float
  /// Its loss at the far end in seconds.
  public var inhibitoryDistance: Float

  /// An event on one driver.
  public init(
    excitatoryRates: UnsafePointer<Float>, inhibitoryRates: UnsafePointer<Float>,
    excitatorySeam: Float, excitatoryDistance: Float, inhibitorySeam: Float,
    inhibitoryDistance: Float
  ) {
    self.excitatoryRates = excitatoryRates
    self.inhibitoryRates = inhibitoryRates
    self.excitatorySeam = excitatorySeam
    self.excitatoryDistance = excitatoryDistance
    self.inhibitorySeam = inhibitorySeam
    self.inhibitoryDistance = inhibitoryDistance
  }

  /// Scales all pulses.
  public mutating func scale(by factor: Float) {
    excitatorySeam *= factor
    excitatoryDistance *= factor
    inhibitorySeam *= factor
    inhibitoryDistance *= factor
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
  private let count: Int
  private let active: UInt32
  private let resetVolts: FloatBuffer
  private let distances: FloatBuffer
  private let limits: bss_limits
  private let baseline: Interval
  private let lead: Interval
  private let wait: Interval
  private let tail: Interval
  private let phases: MACPhases
  /// Standard deviation of the membrane noise in the baseline sample.
  public let baselineNoise: FloatBuffer
  /// Standard deviation of the membrane noise in the result sample.
  public let resultNoise: FloatBuffer

  /// Prepares the constants of one schedule. Call from one thread.
  ///
  /// - Parameter used: Columns whose results are wanted, from column 0; the others are left out.
  public init(columns: Columns, used: Int, phases: MACPhases, distances: FloatBuffer) {
    count = columns.count
    active = UInt32((used + 7) / 8 * 8)
    self.phases = phases
    self.distances = distances
    limits = columns.limits
    resetVolts = FloatBuffer(count: count)
    for j in 0..<count { resetVolts[j] = Float(columns.constants.columns[j].resetVolts) }
    baseline = columns.interval(phases.baseline)
    lead = columns.interval(phases.lead)
    wait = columns.interval(phases.wait)
    tail = columns.interval(phases.tail)
    (baselineNoise, resultNoise) = columns.macNoiseScales(phases)
  }

  /// Membranes at the baseline sample, without noise.
  public func baselinePotentials(into out: FloatBuffer, scratch: MACScratch) {
    scratch.clear()
    out.assign(from: resetVolts)
    advance(out, scratch, baseline)
  }

  /// Membranes at the result sample, without noise.
  public func resultPotentials(
    events: UnsafeBufferPointer<BurstEvent>, into out: FloatBuffer, scratch: MACScratch
  ) {
    assert(events.count == phases.events)
    scratch.clear()
    out.assign(from: resetVolts)
    advance(out, scratch, lead)
    guard let first = events.baseAddress, events.count > 0 else { return }
    var state = scratch.kernelView(out)
    var (wait, tail, limits) = (wait.kernelView, tail.kernelView, limits)
    first.withMemoryRebound(to: bss_event.self, capacity: events.count) {
      bss_columns_burst(
        &state, $0, UInt32(events.count), distances.base, &wait, &tail, &limits, active)
    }
  }

  private func advance(_ membrane: FloatBuffer, _ scratch: MACScratch, _ interval: Interval) {
    var state = scratch.kernelView(membrane)
    var (view, limits) = (interval.kernelView, limits)
    bss_columns_advance(&state, &view, &limits, active)
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
  /// Membrane noise in the two samples of a MAC entry: each source of an integrating membrane adds
  /// its variance, and the membrane's own decay forgets some of it. The sum over all stages is
  /// exact, so that it can be drawn once a sample.
  public func macNoiseScales(_ phases: MACPhases) -> (baseline: FloatBuffer, result: FloatBuffer) {
    let baselineNoise = FloatBuffer(count: count)
    let resultNoise = FloatBuffer(count: count)
    let law = TransferLaw(parameters: parameters, effects: effects)
    for (j, column) in constants.columns.enumerated() {
      func step(_ duration: PPUCycles) -> (decay: Double, variance: Double) {
        let step = law.step(column, duration.seconds, resetTime: nil)
        return (step.membraneDecay * step.membraneDecay, step.noiseVariance)
      }
      baselineNoise[j] = Float(step(phases.baseline).variance.squareRoot())
      var variance = step(phases.lead).variance
      if phases.events > 0 {
        let (wait, tail) = (step(phases.wait), step(phases.tail))
        let each = column.noiseVariancePerEvent
        let repeats = Double(phases.events - 1)
        let forgotten = pow(wait.decay, repeats)
        let sum =
          wait.decay == 1 ? repeats : (1 - forgotten) / (1 - wait.decay)
        variance = (variance + each) * forgotten + (wait.variance + each) * sum
        variance = variance * tail.decay + tail.variance
      }
      resultNoise[j] = Float(variance.squareRoot())
    }
    return (baselineNoise, resultNoise)
  }
}

internal import CKernels
internal import Glibc
public import SimulationCore

/// Phases of one MAC entry as the membranes of one hemisphere see them.
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

  /// Free membrane before the result sample.
  var untilResult: PPUCycles {
    events > 0 ? lead + PPUCycles(wait.count * Int64(events - 1)) + tail : lead
  }

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

/// Lowering of a MAC entry: the same steps as ``Columns`` takes event by event, in one kernel call,
/// on a separate state. Values of this type are read-only and shared between threads.
public final class MACColumns: @unchecked Sendable {
  private let active: UInt32
  private let limits: bss_limits
  private let units: LineUnits
  private let wait: Interval
  let tail: Interval
  /// The tail as the kernel sees it.
  let tailView: UnsafePointer<bss_interval>
  let events: Int
  /// Version of the kernel; tests compare them.
  var version = KernelVersion.fastest
  /// Membranes at the baseline sample, without noise, in volts.
  public let baseline: FloatBuffer
  /// Membranes when the first event arrives, or at the result sample when there is none.
  let start: FloatBuffer
  /// Standard deviation of the membrane noise in the baseline sample.
  public let baselineNoise: FloatBuffer
  /// Standard deviation of the membrane noise in the result sample.
  public let resultNoise: FloatBuffer
  /// Standard deviation over runs of the membranes at both samples, in volts.
  public let runScales: (baseline: FloatBuffer, result: FloatBuffer)

  /// Prepares the constants of one schedule. Call from one thread.
  ///
  /// - Parameter used: Columns whose results are wanted, from column 0; the others are left out.
  public init(columns: Columns, used: Int, phases: MACPhases) {
    active = UInt32((used + 7) / 8 * 8)
    limits = columns.limits
    units = columns.units
    wait = columns.interval(phases.wait)
    tail = columns.interval(phases.tail)
    let view = UnsafeMutablePointer<bss_interval>.allocate(capacity: 1)
    view.initialize(to: tail.kernelView)
    tailView = UnsafePointer(view)
    events = phases.events
    baseline = columns.settled(after: phases.baseline)
    start = columns.settled(after: phases.lead)
    (baselineNoise, resultNoise) = columns.macNoiseScales(phases)
    runScales = columns.macRunScales(phases)
  }

  deinit { tailView.deallocate() }

  /// Computes the membranes of some entries at their result samples, without noise, in the entries'
  /// state. Entries of one batch differ in all but the wait between their events.
  public static func integrate(_ entries: [MACEntry], rows: BurstRows) {
    guard let schedule = entries.first?.columns else { return }
    var (rows, wait, limits) = (rows.kernelView, schedule.wait.kernelView, schedule.limits)
    MACEntry.withBursts(entries) {
      bss_columns_bursts(
        schedule.version.kernel, $0.baseAddress, UInt32($0.count), &rows, &wait, &limits,
        schedule.active)
    }
  }
}

extension Columns {
  /// Returns the membranes a time after a reset with empty lines, without noise.
  func settled(after duration: PPUCycles) -> FloatBuffer {
    let state = ColumnState(count: count)
    state.rows.begin(at: resetPotentials.base)
    var (columns, view, limits) = (state.kernelView, interval(duration).kernelView, limits)
    bss_columns_advance(&columns, &view, &limits, UInt32(count))
    return state.membrane
  }

  /// Returns the standard deviation of the membrane noise in the two samples of a MAC entry. Each
  /// source of an integrating membrane adds its variance, and the membrane's decay reduces what is
  /// there. The sum over all stages is exact, so that the noise can be drawn once a sample. Noise that
  /// is slower than an entry is a current that is constant until the sample.
  public func macNoiseScales(_ phases: MACPhases) -> (baseline: FloatBuffer, result: FloatBuffer) {
    let (baselineNoise, resultNoise) = (FloatBuffer(count: count), FloatBuffer(count: count))
    let (baseline, lead) = (interval(phases.baseline), interval(phases.lead))
    let (wait, tail) = (interval(phases.wait), interval(phases.tail))
    let repeats = Double(phases.events - 1)
    for (j, column) in constants.columns.enumerated() {
      /// Variance of the noise that does not add up over stages.
      func constant(_ duration: PPUCycles) -> Double {
        let slow = column.slowAmperes * constants.law.voltsPerAmpere(column, duration.seconds)
        return slow * slow + column.leakNoiseVolts * column.leakNoiseVolts
      }
      baselineNoise[j] = Float(
        (baseline.noiseVariance[j] + constant(phases.baseline)).squareRoot())
      var variance = lead.noiseVariance[j]
      if phases.events > 0 {
        let each = column.noiseVariancePerEvent
        let decay = wait.noiseDecay[j]
        let forgotten = pow(decay, repeats)
        let sum = decay == 1 ? repeats : (1 - forgotten) / (1 - decay)
        variance = (variance + each) * forgotten + (wait.noiseVariance[j] + each) * sum
        variance = variance * tail.noiseDecay[j] + tail.noiseVariance[j]
      }
      resultNoise[j] = Float((variance + constant(phases.untilResult)).squareRoot())
    }
    return (baselineNoise, resultNoise)
  }

  /// Returns the standard deviation over program runs of the membranes at the two samples of a MAC
  /// entry, in volts: that of a current which lasts for a whole run.
  public func macRunScales(_ phases: MACPhases) -> (baseline: FloatBuffer, result: FloatBuffer) {
    func scales(_ duration: PPUCycles) -> FloatBuffer {
      FloatBuffer(
        constants.columns.map {
          Float($0.runAmperes * constants.law.voltsPerAmpere($0, duration.seconds))
        })
    }
    return (scales(phases.baseline), scales(phases.untilResult))
  }
}

internal import CADC
internal import CKernels
internal import Columns
internal import SimulationCore

/// Constants that entries of one schedule share on one hemisphere. A class, so that an entry retains one
/// object only.
final class MACContext {
  let columns: MACColumns
  /// Factor of the pulses of every send but the first.
  let recovery: Float
  private let channels: CADCChannelRow
  /// Membranes at the baseline sample in this run, without noise, in volts.
  private let baseline: FloatBuffer
  /// Drift at the result sample in this run, in volts.
  private let drift: FloatBuffer
  private let run: MACDrift
  private let baselineNoise: FloatBuffer
  private let resultNoise: FloatBuffer
  private let commonNoise: Float

  init(
    columns: MACColumns, machine: HemisphereMachine, channels: CADCChannelRow, run: MACDrift,
    recovery: Float
  ) {
    self.columns = columns
    self.run = run
    baseline = run.volts(columns.runScales.baseline)
    let (volts, settled) = (baseline.base, columns.baseline.base)
    for j in 0..<baseline.count { volts[j] = settled[j] + volts[j] }
    drift = run.volts(columns.runScales.result)
    self.recovery = recovery
    self.channels = channels
    baselineNoise = MACConverter.noise(machine, membraneNoise: columns.baselineNoise)
    resultNoise = MACConverter.noise(machine, membraneNoise: columns.resultNoise)
    commonNoise = machine.cadc.commonNoiseVolts
  }

  /// Both samples of membranes, and their differences: what ``MACConverter`` does
  /// column by column. The drift and `steps` common-mode steps are added to `membrane`.
  func readOut(
    _ membrane: UnsafeMutablePointer<Float>, steps: Int, _ noise: MACNoise,
    _ workspace: MACWorkspace,
    columns used: Int, into out: UnsafeMutablePointer<Int8>
  ) {
    run.add(drift, steps: steps, to: membrane, columns: used)
    noise.fillRamps(workspace.ramps)
    noise.fill(workspace.normals, .baseline, used)
    sample(baseline.base, baselineNoise, workspace, .baseline, workspace.baselineSamples, used)
    noise.fill(workspace.normals, .result, used)
    sample(membrane, resultNoise, workspace, .result, workspace.resultSamples, used)
    bss_saturating_differences(
      workspace.resultSamples, workspace.baselineSamples, UInt32(used), out)
  }

  private func sample(
    _ volts: UnsafePointer<Float>, _ noise: FloatBuffer, _ workspace: MACWorkspace,
    _ conversion: MACNoise.Conversion, _ out: UnsafeMutablePointer<Int32>, _ used: Int
  ) {
    var view = bss_channels(
      gain: channels.gain.base, offset: channels.offset.base, slope: channels.slope.base,
      intercept: channels.intercept.base, digital_offset: channels.digitalOffset.base,
      noise: noise.base, bend: channels.bend, delay: channels.delay)
    for side in SideHorizontal.allCases {
      let columns = side.columns(of: HemisphereMachine.columnCount).clamped(to: 0..<used)
      bss_cadc_samples(
        &view, volts, workspace.normals.base,
        commonNoise * workspace.ramps[conversion.ramp(side)], UInt32(columns.lowerBound),
        UInt32(columns.count), out)
    }
  }
}

/// Memory of one thread for its entries, some of which go together.
final class MACWorkspace {
  /// Addresses of events and state of one entry, valid as long as the workspace lives.
  struct Lane {
    let events: UnsafeMutablePointer<BurstEvent>
    let state: ColumnRows
  }

  /// Entries that go together at most: the kernel computes as many side by side.
  static let laneCount = 12

  let lanes: [Lane]
  private let states: [ColumnState]
  let normals = FloatBuffer(count: HemisphereMachine.columnCount)
  let ramps = FloatBuffer(count: MACNoise.Conversion.rampCount)
  let baselineSamples = UnsafeMutablePointer<Int32>.allocate(
    capacity: HemisphereMachine.columnCount)
  let resultSamples = UnsafeMutablePointer<Int32>.allocate(capacity: HemisphereMachine.columnCount)

  /// - Parameters:
  ///   - capacity: Most events of an entry.
  ///   - entries: Most entries that will go together.
  init(capacity: Int, entries: Int) {
    states = (0..<min(entries, Self.laneCount)).map { _ in
      ColumnState(count: HemisphereMachine.columnCount)
    }
    lanes = states.map {
      Lane(events: .allocate(capacity: max(1, capacity)), state: $0.rows)
    }
  }

  deinit {
    baselineSamples.deallocate()
    resultSamples.deallocate()
    for lane in lanes { lane.events.deallocate() }
  }
}

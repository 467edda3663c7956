internal import CADC
internal import Columns
internal import Coordinates
internal import Dispatch
internal import SimulationCore
internal import Synchronization
internal import Synram

/// The lowering of one hemisphere's tile: constants and tables made once, entries in parallel.
final class MACLowering: @unchecked Sendable {
  private let hemisphere: Hemisphere
  private let batch: MACBatch
  private let tile: MACTile
  private let noiseField: NormalField
  private let contexts: [Key: MACContext]
  /// The schedule of each entry.
  private let keys: [Key]
  private let pulses: [RowPulses]
  private let excitatoryRates: [UnsafePointer<Float>]
  private let inhibitoryRates: [UnsafePointer<Float>]
  private let eventCapacity: Int
  private let jitterSeconds: Float

  /// Entries of one schedule share their constants.
  private struct Key: Hashable {
    let slots: Int
    let events: Int
  }

  init(chip: Chip, batch: MACBatch, tile: MACTile, hemisphere h: Int) {
    hemisphere = chip.hemispheres[h]
    self.batch = batch
    self.tile = tile
    noiseField = chip.macNoise
    jitterSeconds = chip.condition.jitterSeconds
    let synram = hemisphere.synram
    pulses = (0..<tile.rows * 32).map { synram.rowPulses(driver: $0 / 32, code: $0 % 32) }
    excitatoryRates = (0..<tile.rows).map { synram.rowRates(2 * $0 + 1, line: 0) }
    inhibitoryRates = (0..<tile.rows).map { synram.rowRates(2 * $0, line: 1) }
    eventCapacity = min(tile.rows * batch.numSends, MACBatch.largestEntry)
    let keys = (0..<batch.entries).map { entry in
      Key(
        slots: batch.nonZeroInputs(entry: entry) * batch.numSends,
        events: tile.nonZeroInputs(entry: entry) * batch.numSends)
    }
    let channels = hemisphere.cadc.channelRow(.causal)
    var contexts: [Key: MACContext] = [:]
    for key in keys where contexts[key] == nil {
      contexts[key] = Self.context(chip, batch, tile, key, h, channels)
    }
    self.keys = keys
    self.contexts = contexts
  }

  private static func context(
    _ chip: Chip, _ batch: MACBatch, _ tile: MACTile, _ key: Key, _ h: Int, _ channels: ChannelRow
  ) -> MACContext {
    let hemisphere = chip.hemispheres[h]
    let schedule = MACSchedule(
      nonZeroInputs: key.slots / batch.numSends, numSends: batch.numSends,
      waitBetweenEvents: batch.waitBetweenEvents)
    let timing = chip.timing(batch, h, slots: schedule)
    let columns = MACColumns(
      columns: hemisphere.columns, used: tile.columns, phases: timing.phases(h, events: key.events),
      distances: hemisphere.synram.distanceFactors)
    let pass = PPUCycles(fpga: key.events / batch.numSends * batch.waitBetweenEvents)
    return MACContext(
      columns: columns, hemisphere: hemisphere, channels: channels,
      recovery: hemisphere.synram.recoveryFactor(after: pass))
  }

  // MARK: - Entries over threads

  /// Entries that a thread takes at once.
  private static let chunk = 8

  /// All entries of all hemispheres; results do not depend on the number of threads.
  static func run(
    _ lowerings: [(own: MACLowering, out: UnsafeMutableBufferPointer<Int8>)], entries: Int,
    threads: Int
  ) {
    let size = min(chunk, (entries * lowerings.count + threads - 1) / threads)
    let chunks = (entries + size - 1) / size
    let jobs = chunks * lowerings.count
    let next = Atomic<Int>(0)
    nonisolated(unsafe) let lowerings = lowerings
    DispatchQueue.concurrentPerform(iterations: min(threads, jobs)) { _ in
      let workspaces = lowerings.map { MACWorkspace(capacity: $0.own.eventCapacity) }
      while true {
        let job = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard job < jobs else { return }
        let (h, first) = (job / chunks, job % chunks * size)
        for entry in first..<min(first + size, entries) {
          lowerings[h].own.multiply(entry, workspaces[h], lowerings[h].out)
        }
      }
    }
  }

  private func multiply(
    _ entry: Int, _ workspace: MACWorkspace, _ results: UnsafeMutableBufferPointer<Int8>
  ) {
    guard let context = contexts[keys[entry]], let out = results.baseAddress else { return }
    integrate(entry, context, workspace)
    let noise = MACNoise(field: noiseField, batch: batch, tile: tile, entry: entry)
    context.convert(
      noise, workspace, columns: tile.columns, into: out + entry * tile.columns)
  }

  private func integrate(_ entry: Int, _ context: MACContext, _ workspace: MACWorkspace) {
    let count = collectEvents(entry, context.recovery, workspace.events)
    if jitterSeconds != 0 { jitter(entry, workspace.events, count) }
    context.columns.resultPotentials(
      events: UnsafeBufferPointer(start: workspace.events, count: count),
      into: workspace.membrane, scratch: workspace.scratch)
  }

  /// Membranes of an entry at its two samples, without noise, in volts; tests compare them.
  func potentials(entry: Int) -> (baseline: [Float], result: [Float]) {
    guard let context = contexts[keys[entry]] else { return ([], []) }
    let workspace = MACWorkspace(capacity: eventCapacity)
    integrate(entry, context, workspace)
    let used = 0..<tile.columns
    return (Array(context.columns.baseline.array[used]), Array(workspace.membrane.array[used]))
  }

  /// The events of an entry in the order of their slots: the vector from its last input to its
  /// first, `numSends` times. After its first event a driver has not recovered fully.
  private func collectEvents(
    _ entry: Int, _ recovery: Float, _ events: UnsafeMutablePointer<BurstEvent>
  ) -> Int {
    let count = firstPass(entry, events)
    guard batch.numSends > 1 else { return count }
    for index in 0..<count {
      var event = events[index]
      event.seam *= recovery
      event.distance *= recovery
      events[count + index] = event
    }
    for send in 2..<max(2, batch.numSends) {
      (events + send * count).update(from: events + count, count: count)
    }
    return count * batch.numSends
  }

  /// Each event's pulses end a little early or late.
  private func jitter(_ entry: Int, _ events: UnsafeMutablePointer<BurstEvent>, _ count: Int) {
    let noise = MACNoise(field: noiseField, batch: batch, tile: tile, entry: entry)
    for (index, z) in noise.events(count).enumerated() {
      events[index].seam = EventJitter.pulse(events[index].seam, late: jitterSeconds * z)
    }
  }

  private func firstPass(_ entry: Int, _ events: UnsafeMutablePointer<BurstEvent>) -> Int {
    tile.inputs.withUnsafeBufferPointer { inputs in
      var count = 0
      for driver in (0..<tile.rows).reversed() {
        let activation = Int(inputs[entry * tile.rows + driver])
        guard activation > 0 else { continue }
        let pulse = pulses[driver * 32 + 32 - activation]
        events[count] = BurstEvent(
          excitatoryRates: excitatoryRates[driver], inhibitoryRates: inhibitoryRates[driver],
          seam: pulse.topSeam, distance: pulse.topDistance)
        count += 1
      }
      return count
    }
  }
}

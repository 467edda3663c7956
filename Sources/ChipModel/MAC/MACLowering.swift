internal import CADC
internal import CKernels
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synchronization
internal import Synram
internal import Threads

/// The lowering of one hemisphere's tile: constants and tables made once, entries in parallel.
final class MACLowering: @unchecked Sendable {
  private let machine: HemisphereMachine
  private let batch: MACBatch
  private let tile: MACTile
  private let noiseField: NormalField
  private let contexts: [MACContext]
  /// Number of each entry's context.
  private let contextOfEntry: [UInt16]
  /// Entries by their number of events, so that those that go together are equally long.
  private let order: [Int]
  private let drivers: bss_drivers
  private let rows: BurstRows
  private let eventCapacity: Int
  private let jitterSeconds: Float

  /// Entries of one schedule share their constants.
  private struct Key: Hashable {
    let slots: Int
    let events: Int
  }

  init(engine: MACEngine, batch: MACBatch, tile: MACTile, hemisphere: HemisphereOnDLS) {
    machine = engine.machine(hemisphere)
    self.batch = batch
    self.tile = tile
    noiseField = engine.noise
    jitterSeconds = machine.condition.jitterSeconds
    let synram = machine.synram
    drivers = bss_drivers(
      pulses: UnsafeRawPointer(synram.macPulses(drivers: tile.rows)).assumingMemoryBound(
        to: bss_pulse.self),
      codes: UInt32(HagenActivation.count), stride: UInt32(2 * synram.rateStride))
    // A driver's rates begin at its bottom row on the one line, at its top row on the other.
    rows = BurstRows(
      excitatoryRates: synram.macRates(drivers: tile.rows, line: .excitatory) + synram.rateStride,
      inhibitoryRates: synram.macRates(drivers: tile.rows, line: .inhibitory),
      distances: synram.distanceFactors(drivers: tile.rows))
    eventCapacity = max(tile.rows, min(tile.rows * batch.numSends, MACBatch.largestEntry))
    order = Self.order(batch, hemisphere)
    (contexts, contextOfEntry) = Self.contexts(engine, batch, tile, hemisphere)
  }

  private static func order(_ batch: MACBatch, _ hemisphere: HemisphereOnDLS) -> [Int] {
    let counts = (0..<batch.entries).map { batch.nonZeroInputs(entry: $0, on: hemisphere) }
    var places = [Int](repeating: 0, count: HemisphereMachine.driverCount + 2)
    for count in counts { places[count + 1] += 1 }
    for count in 1..<places.count { places[count] += places[count - 1] }
    var order = counts
    for (entry, count) in counts.enumerated() {
      order[places[count]] = entry
      places[count] += 1
    }
    return order
  }

  private static func contexts(
    _ engine: MACEngine, _ batch: MACBatch, _ tile: MACTile, _ hemisphere: HemisphereOnDLS
  ) -> ([MACContext], [UInt16]) {
    let channels = engine.machine(hemisphere).cadc.channels(.causal)
    let run = MACDrift(engine, batch, tile, hemisphere)
    var contexts: [MACContext] = []
    var known: [Key: UInt16] = [:]
    var last: (key: Key, context: UInt16)?
    let contextOfEntry = (0..<batch.entries).map { entry -> UInt16 in
      let key = Key(
        slots: batch.nonZeroInputs(entry: entry) * batch.numSends,
        events: batch.nonZeroInputs(entry: entry, on: hemisphere) * batch.numSends)
      // Neighbours often have the same schedule.
      if let last, last.key == key { return last.context }
      let context = known[key] ?? UInt16(contexts.count)
      if context == contexts.count {
        contexts.append(Self.context(engine, batch, tile, key, hemisphere, channels, run))
        known[key] = context
      }
      last = (key, context)
      return context
    }
    return (contexts, contextOfEntry)
  }

  private static func context(
    _ engine: MACEngine, _ batch: MACBatch, _ tile: MACTile, _ key: Key,
    _ hemisphere: HemisphereOnDLS, _ channels: CADCChannelRow, _ run: MACDrift
  ) -> MACContext {
    let machine = engine.machine(hemisphere)
    let schedule = MACSchedule(
      nonZeroInputs: key.slots / batch.numSends, numSends: batch.numSends,
      waitBetweenEvents: batch.waitBetweenEvents)
    let timing = engine.timing(hemisphere, slots: schedule)
    let columns = machine.columns.macColumns(
      used: tile.columns, phases: timing.phases(events: key.events))
    let pass = PPUCycles(fpga: key.events / batch.numSends * batch.waitBetweenEvents)
    return MACContext(
      columns: columns, machine: machine, channels: channels, run: run,
      recovery: machine.synram.recoveryFactor(after: pass))
  }

  // MARK: - Entries over threads

  /// Entries that a thread takes at once.
  private static let chunk = MACWorkspace.laneCount

  /// Events that one thread computes in the time that another one takes to begin.
  private static let fewEvents = 1000

  /// All entries of all hemispheres, or fewer after a request to stop; results do not depend on the
  /// number of threads.
  static func run(
    _ lowerings: [(own: MACLowering, out: UnsafeMutableBufferPointer<Int8>)], entries: Int,
    threads: Int, until interruption: Interruption
  ) {
    let size = min(chunk, (entries * lowerings.count + threads - 1) / threads)
    let chunks = (entries + size - 1) / size
    let jobs = chunks * lowerings.count
    let next = Atomic<Int>(0)
    nonisolated(unsafe) let lowerings = lowerings
    let events = lowerings.reduce(0) { $0 + $1.own.eventCapacity * entries }
    let workers = events > fewEvents ? min(threads, jobs) : 1
    concurrently(workers) { _ in
      let workspaces = lowerings.map {
        MACWorkspace(capacity: $0.own.eventCapacity, entries: entries)
      }
      while true {
        let job = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard job < jobs, !interruption.isRequested else { return }
        let (h, first) = (job / chunks, job % chunks * size)
        let end = min(first + size, entries)
        for place in stride(from: first, to: end, by: MACWorkspace.laneCount) {
          lowerings[h].own.multiply(
            place..<min(place + MACWorkspace.laneCount, end), workspaces[h], lowerings[h].out)
        }
      }
    }
  }

  /// Entries that go together, by their places in the order.
  private func multiply(
    _ places: Range<Int>, _ workspace: MACWorkspace,
    _ results: UnsafeMutableBufferPointer<Int8>
  ) {
    guard let out = results.baseAddress else { return }
    let first = places.lowerBound
    MACColumns.integrate(
      places.map { prepare(order[$0], workspace.lanes[$0 - first]) }, rows: rows)
    for place in places { readOut(order[place], workspace.lanes[place - first], workspace, out) }
  }

  private func context(of entry: Int) -> MACContext { contexts[Int(contextOfEntry[entry])] }

  private func prepare(_ entry: Int, _ lane: MACWorkspace.Lane) -> MACEntry {
    let context = context(of: entry)
    let count = collectEvents(entry, context.recovery, lane.events)
    if jitterSeconds != 0 { jitter(entry, lane.events, count) }
    return MACEntry(
      columns: context.columns,
      events: UnsafeBufferPointer(start: lane.events, count: count), state: lane.state)
  }

  private func readOut(
    _ entry: Int, _ lane: MACWorkspace.Lane, _ workspace: MACWorkspace,
    _ out: UnsafeMutablePointer<Int8>
  ) {
    let noise = MACNoise(field: noiseField, batch: batch, tile: tile, entry: entry)
    context(of: entry).readOut(
      lane.state.membrane, steps: tile.commonSteps(entry: entry, sends: batch.numSends), noise,
      workspace, columns: tile.columns, into: out + entry * tile.columns)
  }

  /// Membranes of an entry at its two samples, without noise, in volts; tests compare them.
  func potentials(entry: Int) -> (baseline: [Float], result: [Float]) {
    let workspace = MACWorkspace(capacity: eventCapacity, entries: 1)
    let lane = workspace.lanes[0]
    MACColumns.integrate([prepare(entry, lane)], rows: rows)
    let used = 0..<tile.columns
    let baseline = context(of: entry).columns.baseline
    return withExtendedLifetime(workspace) {
      (Array(baseline.array[used]), used.map { lane.state.membrane[$0] })
    }
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
      event.length *= recovery
      event.loss *= recovery
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
      events[index].length = EventJitter.jittered(
        events[index].length, by: jitterSeconds * z)
    }
  }

  private func firstPass(_ entry: Int, _ events: UnsafeMutablePointer<BurstEvent>) -> Int {
    tile.inputs.withUnsafeBufferPointer { inputs in
      withUnsafePointer(to: drivers) { drivers in
        let found = UnsafeMutableRawPointer(events).assumingMemoryBound(to: bss_event.self)
        return Int(
          bss_collect_events(
            drivers, inputs.baseAddress.map { $0 + entry * tile.rows }, UInt32(tile.rows), found))
      }
    }
  }
}

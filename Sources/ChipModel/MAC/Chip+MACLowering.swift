internal import Columns
internal import Coordinates
internal import Dispatch
internal import SimulationCore
internal import Synram

extension Chip {
  /// Whether the batch may take the fast kernel: the chip is configured as the MAC configures it,
  /// so that every event reaches exactly its driver's two rows, every channel its membrane, and all
  /// entries look alike.
  func canLower(_ batch: MACBatch) -> Bool {
    guard !parameters.effects.isOn(.membraneResetMemory) else { return false }
    return batch.tiles.indices.allSatisfy { h in
      guard let tile = batch.tiles[h] else { return true }
      return routesStraight(tile, h) && resetsUniformly(tile, h) && readsMembranes(tile, h)
        && isRegular(batch, h)
    }
  }

  private func routesStraight(_ tile: MACTile, _ h: Int) -> Bool {
    let hemisphere = hemispheres[h]
    let buses = Self.busesOfHemisphere
    for driver in 0..<Hemisphere.driverCount {
      let own = hemisphere.synram.driverSettings(driver)
      if own.isReceiving && own.addressMask != 31 { return false }
      guard driver < tile.rows else { continue }
      guard own.isReceiving, !own.forwardsAddress, own.top == .excitatory,
        own.bottom == .inhibitory, hemisphere.takesCrossbarEvents[driver % buses],
        hemisphere.synram.hasUniformLabel(row: 2 * driver, 0),
        hemisphere.synram.hasUniformLabel(row: 2 * driver + 1, 0)
      else { return false }
      let label = MACRouting.label(hemisphere: h, driver: driver, activation: 1)
      for bus in 0..<2 * buses {
        let passes = crossbar.passes(
          channel: driver % buses, bus: bus, label: label.neuronLabel.rawValue)
        let listens = hemispheres[bus / buses].takesCrossbarEvents[bus % buses]
        if (passes && listens) != (bus == h * buses + driver % buses) { return false }
      }
    }
    return true
  }

  private func resetsUniformly(_ tile: MACTile, _ h: Int) -> Bool {
    let first = hemispheres[h].neurons[0]
    return hemispheres[h].neurons[0..<tile.columns].allSatisfy {
      $0.isFireEnabled && $0.refractory == first.refractory
    }
  }

  private func readsMembranes(_ tile: MACTile, _ h: Int) -> Bool {
    (0..<tile.columns).allSatisfy { hemispheres[h].seesMembrane($0, .causal) }
  }

  private func isRegular(_ batch: MACBatch, _ h: Int) -> Bool {
    [0, 1].allSatisfy { events in
      let schedule = MACSchedule(
        nonZeroInputs: events, numSends: 1, waitBetweenEvents: batch.waitBetweenEvents)
      return timing(batch, h, slots: schedule).isRegular(h)
    }
  }

  /// The whole batch through the fast kernel, entries spread over threads.
  func lower(_ batch: MACBatch) -> [[Int8]] {
    let lowerings = (0..<hemispheres.count).map { h in
      batch.tiles[h].map { MACLowering(chip: self, batch: batch, tile: $0, hemisphere: h) }
    }
    return lowerings.map { lowering in lowering?.run(threads: threads) ?? [] }
  }
}

/// The lowering of one hemisphere's tile: constants and tables made once, entries in parallel.
final class MACLowering: @unchecked Sendable {
  private let hemisphere: Hemisphere
  private let batch: MACBatch
  private let tile: MACTile
  private let noiseField: NormalField
  private var contexts: [Key: Context] = [:]
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

  private struct Context {
    let columns: MACColumns
    let baseline: FloatBuffer
    let baselineConverter: MACConverter
    let resultConverter: MACConverter
    /// Factor of the pulses of every send but the first.
    let recovery: Float
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
    for entry in 0..<batch.entries { prepare(chip, key(entry), h) }
  }

  private func key(_ entry: Int) -> Key {
    Key(
      slots: batch.nonZeroInputs(entry: entry) * batch.numSends,
      events: tile.nonZeroInputs(entry: entry) * batch.numSends)
  }

  private func prepare(_ chip: Chip, _ key: Key, _ h: Int) {
    guard contexts[key] == nil else { return }
    let schedule = MACSchedule(
      nonZeroInputs: key.slots / batch.numSends, numSends: batch.numSends,
      waitBetweenEvents: batch.waitBetweenEvents)
    let timing = chip.timing(batch, h, slots: schedule)
    let columns = MACColumns(
      columns: hemisphere.columns, used: tile.columns, phases: timing.phases(h, events: key.events),
      distances: hemisphere.synram.distanceFactors)
    let baseline = FloatBuffer(count: Hemisphere.columnCount)
    columns.baselinePotentials(into: baseline, scratch: MACScratch(count: baseline.count))
    let pass = PPUCycles(fpga: key.events / batch.numSends * batch.waitBetweenEvents)
    contexts[key] = Context(
      columns: columns, baseline: baseline,
      baselineConverter: MACConverter(hemisphere: hemisphere, membraneNoise: columns.baselineNoise),
      resultConverter: MACConverter(hemisphere: hemisphere, membraneNoise: columns.resultNoise),
      recovery: hemisphere.synram.recoveryFactor(after: pass))
  }

  /// All entries; results do not depend on the number of threads.
  func run(threads: Int) -> [Int8] {
    [Int8](unsafeUninitializedCapacity: batch.entries * tile.columns) { out, initialised in
      nonisolated(unsafe) let results = out
      let workers = min(threads, batch.entries)
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        let workspace = Workspace(capacity: eventCapacity)
        for entry in stride(from: worker, to: batch.entries, by: workers) {
          multiply(entry, workspace, results)
        }
      }
      initialised = batch.entries * tile.columns
    }
  }

  /// What one thread needs for its entries.
  private final class Workspace {
    let scratch = MACScratch(count: Hemisphere.columnCount)
    let membrane = FloatBuffer(count: Hemisphere.columnCount)
    var events: [BurstEvent] = []

    init(capacity: Int) { events.reserveCapacity(capacity) }
  }

  private func multiply(
    _ entry: Int, _ workspace: Workspace, _ results: UnsafeMutableBufferPointer<Int8>
  ) {
    guard let context = contexts[key(entry)] else { return }
    integrate(entry, context, workspace)
    let noise = MACNoise(field: noiseField, batch: batch, tile: tile, entry: entry)
    let (before, after) = (noise.baseline(tile.columns), noise.result(tile.columns))
    for j in 0..<tile.columns {
      let baseline = context.baselineConverter.sample(context.baseline.base[j], column: j, before)
      let result = context.resultConverter.sample(workspace.membrane.base[j], column: j, after)
      results[entry * tile.columns + j] = MACNoise.difference(result: result, baseline: baseline)
    }
  }

  private func integrate(_ entry: Int, _ context: Context, _ workspace: Workspace) {
    collectEvents(entry, context.recovery, &workspace.events)
    if jitterSeconds != 0 { jitter(entry, &workspace.events) }
    workspace.events.withUnsafeBufferPointer {
      context.columns.resultPotentials(
        events: $0, into: workspace.membrane, scratch: workspace.scratch)
    }
  }

  /// Membranes of an entry at its two samples, without noise, in volts; tests compare them.
  func potentials(entry: Int) -> (baseline: [Float], result: [Float]) {
    guard let context = contexts[key(entry)] else { return ([], []) }
    let workspace = Workspace(capacity: eventCapacity)
    integrate(entry, context, workspace)
    let used = 0..<tile.columns
    return (Array(context.baseline.array[used]), Array(workspace.membrane.array[used]))
  }

  /// The events of an entry in the order of their slots: the vector from its last input to its
  /// first, `numSends` times. After its first event a driver has not recovered fully.
  private func collectEvents(_ entry: Int, _ recovery: Float, _ events: inout [BurstEvent]) {
    events.removeAll(keepingCapacity: true)
    for (driver, activation) in tile.drivers(entry: entry) {
      events.append(event(driver, pulses[driver * 32 + 32 - Int(activation)]))
    }
    guard batch.numSends > 1 else { return }
    let count = events.count
    for index in 0..<count {
      var event = events[index]
      event.excitatorySeam *= recovery
      event.excitatoryDistance *= recovery
      event.inhibitorySeam *= recovery
      event.inhibitoryDistance *= recovery
      events.append(event)
    }
    for _ in 2..<max(2, batch.numSends) { events += events[count..<2 * count] }
  }

  /// Each event's pulses end a little early or late.
  private func jitter(_ entry: Int, _ events: inout [BurstEvent]) {
    let noise = MACNoise(field: noiseField, batch: batch, tile: tile, entry: entry)
    for (index, z) in noise.events(events.count).enumerated() {
      let event = events[index]
      let pulses = RowPulses(
        topSeam: event.excitatorySeam, topDistance: event.excitatoryDistance,
        bottomSeam: event.inhibitorySeam, bottomDistance: event.inhibitoryDistance)
      events[index].scale(by: pulses.jitterFactor(seconds: jitterSeconds * z))
    }
  }

  private func event(_ driver: Int, _ pulses: RowPulses) -> BurstEvent {
    BurstEvent(
      excitatoryRates: excitatoryRates[driver], inhibitoryRates: inhibitoryRates[driver],
      excitatorySeam: pulses.topSeam, excitatoryDistance: pulses.topDistance,
      inhibitorySeam: pulses.bottomSeam, inhibitoryDistance: pulses.bottomDistance)
  }
}

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

  /// The whole batch through the fast kernel: hemispheres and entries spread over threads.
  func lower(_ batch: MACBatch) -> [[Int8]] {
    let lowerings = (0..<hemispheres.count).map { h in
      batch.tiles[h].map { MACLowering(chip: self, batch: batch, tile: $0, hemisphere: h) }
    }
    func room(_ h: Int) -> [Int8] {
      [Int8](repeating: 0, count: batch.entries * (batch.tiles[h]?.columns ?? 0))
    }
    var (top, bottom) = (room(0), room(1))
    top.withUnsafeMutableBufferPointer { top in
      bottom.withUnsafeMutableBufferPointer { bottom in
        MACLowering.run(
          zip(lowerings, [top, bottom]).compactMap { own, out in own.map { ($0, out) } },
          entries: batch.entries, threads: threads)
      }
    }
    return [top, bottom]
  }
}

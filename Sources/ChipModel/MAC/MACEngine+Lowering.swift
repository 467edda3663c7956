internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension MACEngine {
  /// Returns whether the batch may take the fast kernel: the chip is configured as the MAC configures it,
  /// so that every event reaches exactly its driver's two rows, every channel its membrane, and all
  /// entries look alike.
  func canLower(_ batch: MACBatch) -> Bool {
    guard !bus.parameters.effects.isOn(.membraneResetMemory) else { return false }
    let tiles = HemisphereOnDLS.allCases.map { batch.tile(on: $0) }
    let key = MACMemory.LoweringKey(
      registerChanges: bus.words.changes,
      labelChanges: HemisphereOnDLS.allCases.map { machine($0).synram.labelChanges },
      sizes: tiles.flatMap { [$0?.rows ?? 0, $0?.columns ?? 0] },
      waitBetweenEvents: batch.waitBetweenEvents)
    return memory.canLower(key) { isConfiguredPlainly(for: batch) }
  }

  private func isConfiguredPlainly(for batch: MACBatch) -> Bool {
    HemisphereOnDLS.allCases.allSatisfy { hemisphere in
      guard let tile = batch.tile(on: hemisphere) else { return true }
      return routesStraight(tile, hemisphere) && resetsUniformly(tile, hemisphere)
        && readsMembranes(tile, hemisphere) && isRegular(batch, hemisphere)
    }
  }

  private func routesStraight(_ tile: MACTile, _ hemisphere: HemisphereOnDLS) -> Bool {
    let synram = machine(hemisphere).synram
    return SynapseDriverOnSynapseDriverBlock.allCases.allSatisfy { driver in
      let settings = synram.driverSettings(driver.value)
      let isSelected =
        !settings.isReceiving || settings.addressMask == PADIRowSelectAddress.max.rawValue
      guard isSelected else { return false }
      guard driver.value < tile.rows else { return true }
      return settings.isReceiving && !settings.forwardsAddress && settings.top == .excitatory
        && settings.bottom == .inhibitory && hasPlainLabels(driver, hemisphere)
        && isRoutedAlone(SynapseDriverOnDLS(driver, hemisphere))
    }
  }

  private func hasPlainLabels(
    _ driver: SynapseDriverOnSynapseDriverBlock, _ hemisphere: HemisphereOnDLS
  ) -> Bool {
    let synram = machine(hemisphere).synram
    return SynapseRowOnSynapseDriver.allCases.allSatisfy {
      synram.hasUniformLabel(row: SynapseRowOnSynram($0, driver).value, 0)
    }
  }

  /// Returns whether events of a driver reach its bus and no other.
  private func isRoutedAlone(_ driver: SynapseDriverOnDLS) -> Bool {
    guard let label = SpikeLabel(driver, 1) else { return false }
    return bus.router.takers(of: label) == PADIBuses(driver.toPADIBusOnDLS())
  }

  private func resetsUniformly(_ tile: MACTile, _ hemisphere: HemisphereOnDLS) -> Bool {
    let neurons = machine(hemisphere).neurons
    return neurons[0..<tile.columns].allSatisfy {
      $0.isFireEnabled && $0.refractory == neurons[0].refractory
    }
  }

  private func readsMembranes(_ tile: MACTile, _ hemisphere: HemisphereOnDLS) -> Bool {
    let machine = machine(hemisphere)
    return (0..<tile.columns).allSatisfy { machine.seesMembrane($0, .causal) }
  }

  private func isRegular(_ batch: MACBatch, _ hemisphere: HemisphereOnDLS) -> Bool {
    [0, 1].allSatisfy { events in
      let schedule = MACSchedule(
        nonZeroInputs: events, numSends: 1, waitBetweenEvents: batch.waitBetweenEvents)
      return timing(hemisphere, slots: schedule).isRegular
    }
  }

  /// The whole batch through the fast kernel: hemispheres and entries spread over threads.
  func lower(_ batch: MACBatch) -> [[Int8]] {
    let lowerings = HemisphereOnDLS.allCases.map { hemisphere in
      batch.tile(on: hemisphere).map {
        MACLowering(engine: self, batch: batch, tile: $0, hemisphere: hemisphere)
      }
    }
    func room(_ tile: MACTile?) -> [Int8] {
      [Int8](repeating: 0, count: batch.entries * (tile?.columns ?? 0))
    }
    var (top, bottom) = (room(batch.tile(on: .top)), room(batch.tile(on: .bottom)))
    top.withUnsafeMutableBufferPointer { top in
      bottom.withUnsafeMutableBufferPointer { bottom in
        MACLowering.run(
          zip(lowerings, [top, bottom]).compactMap { own, out in own.map { ($0, out) } },
          entries: batch.entries, threads: bus.actions.threads, until: bus.interruption)
      }
    }
    return [top, bottom]
  }
}

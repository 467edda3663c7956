internal import Containers
internal import Coordinates
internal import SimulationCore

/// The way of events to the hemispheres.
extension Bus {
  /// An event from the FPGA: through the crossbar to every bus whose node lets it pass. It is lost
  /// when none of these listens.
  func receive(_ label: SpikeLabel) {
    route(label) { event, hemisphere in
      prepare(hemisphere)
      actions.add(.fire(event), to: hemisphere)
    }
  }

  /// Calls a function for each bus that carries an event of the FPGA now.
  func route(
    _ label: SpikeLabel, jitter: Float? = nil, _ body: (BusEvent, HemisphereOnDLS) -> Void
  ) {
    let takers = router.takers(of: label)
    if takers.isEmpty { router.lostEvents += 1 }
    for bus in PADIBusOnDLS.allCases where takers.contains(PADIBuses(bus)) {
      let buses = occupy(PADIBuses(bus))
      guard !buses.isEmpty else { continue }
      let event = BusEvent(
        time: now, buses: buses, rowSelect: label.rowSelectAddress, payload: label.synapseLabel,
        jitter: jitter)
      body(event, bus.toHemisphereOnDLS())
    }
  }

  /// An event trigger of a hemisphere: fires on the chosen buses; those that listen to the crossbar
  /// lose it.
  func receive(_ event: PADIEvent, on hemisphere: HemisphereOnDLS) {
    let (chosen, taking) = router.takers(of: event, on: hemisphere)
    router.lostEvents += chosen.subtracting(taking).count
    let buses = occupy(taking)
    guard !buses.isEmpty else { return }
    prepare(hemisphere)
    actions.add(
      .fire(
        BusEvent(
          time: now, buses: buses, rowSelect: event.rowSelectAddress,
          payload: event.eventAddress)),
      to: hemisphere)
  }

  private func occupy(_ buses: PADIBuses) -> PADIBuses {
    guard parameters.effects.isOn(.busEventLoss) else { return buses }
    return router.occupy(buses, at: now)
  }
}

extension PADIBuses {
  /// Number of buses.
  var count: Int { rawValue.nonzeroBitCount }
}

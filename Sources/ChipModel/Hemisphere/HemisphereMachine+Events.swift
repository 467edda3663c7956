internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension HemisphereMachine {
  /// Fires on buses, and puts the charge of all drivers that answer onto the lines.
  func fire(_ event: BusEvent) {
    advance(to: event.time)
    clearSteps()
    var drivers = 0
    for bus in PADIBusOnPADIBusBlock.allCases {
      let global = PADIBusOnDLS(bus, hemisphere.toPADIBusBlockOnDLS())
      guard event.buses.contains(PADIBuses(global)) else { continue }
      let local = PADIBusEvent(
        bus: bus.value, rowSelect: event.rowSelect.rawValue, payload: event.payload.rawValue,
        time: event.time, jitter: jitter(of: event, on: global))
      drivers += synram.fire(local, addingTo: steps)
    }
    guard drivers > 0 else { return }
    columns.inject(steps, drivers: drivers)
  }

  private func clearSteps() {
    steps.excitatory.buffer.update(repeating: 0)
    steps.inhibitory.buffer.update(repeating: 0)
  }

  /// The errors of the pulses that an event on a bus gives rise to. Outside of MACs they are addressed
  /// by chip time and bus.
  private func jitter(of event: BusEvent, on bus: PADIBusOnDLS) -> EventJitter {
    guard condition.jitterSeconds != 0 else { return .none }
    if let z = event.jitter { return EventJitter(seconds: condition.jitterSeconds, normals: [z]) }
    let row = noise.pulses.row(
      vector: UInt64(bitPattern: event.time.count), lane: UInt32(bus.rawValue),
      count: SynapseDriverOnPADIBus.count)
    return EventJitter(seconds: condition.jitterSeconds, normals: row)
  }
}

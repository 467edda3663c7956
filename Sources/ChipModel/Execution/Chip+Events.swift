internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

extension Chip {
  static let busesOfHemisphere = PADIBusOnPADIBusBlock.count

  /// An event from the FPGA: through the crossbar to every bus whose node lets it pass. It is lost
  /// when none of these listens.
  func receive(_ label: SpikeLabel) {
    let channel = label.spl1Address.value
    let neuronLabel = label.neuronLabel.rawValue
    var isTaken = false
    for bus in 0..<2 * Self.busesOfHemisphere {
      guard crossbar.passes(channel: channel, bus: bus, label: neuronLabel) else { continue }
      let hemisphere = hemispheres[bus / Self.busesOfHemisphere]
      let local = bus % Self.busesOfHemisphere
      guard hemisphere.takesCrossbarEvents[local] else { continue }
      isTaken = true
      fire(
        hemisphere, buses: 1 << UInt32(local), rowSelect: label.rowSelectAddress.rawValue,
        payload: label.synapseLabel.rawValue)
    }
    if !isTaken { droppedEvents += 1 }
  }

  /// A PADI event trigger: fires on the chosen buses; those that listen to the crossbar lose it.
  func receivePADIEvent(_ h: Int, word: UInt32) {
    let hemisphere = hemispheres[h]
    let chosen = word & (1 << UInt32(Self.busesOfHemisphere) - 1)
    var buses = chosen
    for local in 0..<Self.busesOfHemisphere where hemisphere.takesCrossbarEvents[local] {
      buses &= ~(1 << UInt32(local))
    }
    droppedEvents += chosen.nonzeroBitCount - buses.nonzeroBitCount
    fire(
      hemisphere, buses: buses, rowSelect: UInt8(word >> 22 & 31),
      payload: UInt8(word >> 16 & 63))
  }

  /// A bus carries one event in an FPGA cycle; a second one is lost.
  private func free(_ hemisphere: Hemisphere, _ buses: UInt32) -> UInt32 {
    guard parameters.effects.isOn(.busEventLoss) else { return buses }
    var free = buses
    for local in 0..<Self.busesOfHemisphere where buses >> UInt32(local) & 1 == 1 {
      let bus = hemisphere.index * Self.busesOfHemisphere + local
      if lastBusEvent[bus] == now {
        droppedEvents += 1
        free &= ~(1 << UInt32(local))
      }
      lastBusEvent[bus] = now
    }
    return free
  }

  /// Fires on some buses of a hemisphere, one bit each.
  private func fire(
    _ hemisphere: Hemisphere, buses: UInt32, rowSelect: UInt8, payload: UInt8
  ) {
    let free = free(hemisphere, buses)
    guard free != 0 else { return }
    prepare(hemisphere)
    guard hemisphere.index != idleHemisphere else { return }
    hemisphere.clearSteps()
    var drivers = 0
    for bus in 0..<Self.busesOfHemisphere where free >> UInt32(bus) & 1 == 1 {
      drivers += hemisphere.synram.fire(
        bus: bus, rowSelect: rowSelect, payload: payload, at: now,
        jitter: eventJitter(bus: hemisphere.index * Self.busesOfHemisphere + bus),
        excitatory: hemisphere.excitatorySteps, inhibitory: hemisphere.inhibitorySteps)
    }
    guard drivers > 0 else { return }
    hemisphere.columns.inject(
      excitatory: hemisphere.excitatorySteps, inhibitory: hemisphere.inhibitorySteps,
      drivers: drivers)
  }

  /// Artificial fire of neurons: those that may fire are reset for their refractory time.
  func resetNeurons(_ h: Int, columns: some Sequence<Int>, from start: PPUCycles? = nil) {
    let hemisphere = hemispheres[h]
    prepare(hemisphere)
    guard h != idleHemisphere else { return }
    let time = start ?? now
    for j in columns where hemisphere.neurons[j].isFireEnabled {
      hemisphere.columns.hold(
        CollectionOfOne(j), until: time + hemisphere.neurons[j].refractory)
    }
  }

  /// Brings a hemisphere's biases and state up to the present.
  func prepare(_ hemisphere: Hemisphere) {
    refreshBiases(hemisphere)
    advance(hemisphere, to: now)
  }

  /// Lets a hemisphere's columns live until a time, and records on the way.
  func advance(_ hemisphere: Hemisphere, to target: PPUCycles) {
    guard hemisphere.index != idleHemisphere else { return hemisphere.columns.skip(to: target) }
    record(hemisphere, until: target)
    hemisphere.columns.advance(to: target)
  }
}

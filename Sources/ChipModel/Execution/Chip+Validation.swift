internal import Containers
internal import Coordinates

extension Chip {
  /// Looks through a program before anything happens, so that one that asks for the impossible
  /// leaves the chip as it was.
  /// - Throws: ``ChipError`` for the first instruction that cannot be executed.
  func validate(_ program: PlaybackProgram) throws(ChipError) {
    var routing = Routing(
      crossbar: crossbar, listens: hemispheres.map(\.takesCrossbarEvents))
    for instruction in program.instructions { try validate(instruction, &routing) }
  }

  private func validate(
    _ instruction: Instruction, _ routing: inout Routing
  ) throws(ChipError) {
    switch instruction {
    case .write(let address, let word): try validateWrite(address, word, &routing)
    case .read(let address, _): _ = try AddressMap.readablePlace(address)
    case .spikes(let events): try validate(events, routing)
    case .board(let setting): try check(setting)
    case .mac(let batch, _): try check(batch)
    case .refused(let error): throw error
    default: return
    }
  }

  private func validateWrite(
    _ address: UInt32, _ word: UInt32, _ routing: inout Routing
  ) throws(ChipError) {
    switch try AddressMap.writablePlace(address) {
    case .padiEvent(let h): try routing.checkPADIEvent(h, word: word)
    case .padiConfig(let h):
      routing.listens[h] = CommonPADIBusConfig(words: { _ in word }).enableSPL1.values
    case .crossbar: routing.crossbar.set(address, word: word)
    default: return
    }
  }

  private func validate(_ events: [SpikeEvent], _ routing: Routing) throws(ChipError) {
    var last = 0
    for event in events {
      guard event.cycle >= last else {
        throw .timeRunsBackwards(cycle: event.cycle, present: last)
      }
      last = event.cycle
    }
    for event in events { try routing.check(event.label) }
  }
}

/// Where events would go, as far as a program has configured it.
private struct Routing {
  var crossbar: Crossbar
  /// By hemisphere and bus: takes events from the crossbar.
  var listens: [[Bool]]

  /// Refuses an event for which no bus is enabled.
  func check(_ label: SpikeLabel) throws(ChipError) {
    let channel = label.spl1Address.value
    let neuronLabel = label.neuronLabel.rawValue
    // Plain loops: this runs for every event.
    for h in listens.indices {
      for bus in listens[h].indices where listens[h][bus] {
        let global = h * Chip.busesOfHemisphere + bus
        if crossbar.passes(channel: channel, bus: global, label: neuronLabel) { return }
      }
    }
    throw .busNotEnabled(label: label.rawValue)
  }

  /// Refuses a trigger all of whose buses listen to the crossbar instead.
  func checkPADIEvent(_ h: Int, word: UInt32) throws(ChipError) {
    let chosen = listens[h].indices.filter { word >> UInt32($0) & 1 == 1 }
    guard chosen.isEmpty || chosen.contains(where: { !listens[h][$0] }) else {
      throw .busNotTriggered(hemisphere: h)
    }
  }
}

extension Crossbar {
  /// Channel and PADI bus of each node, by address.
  private static let places: [UInt32: (channel: Int, bus: Int)] = {
    var places: [UInt32: (channel: Int, bus: Int)] = [:]
    for channel in SPL1Address.allCases {
      for bus in PADIBusOnDLS.allCases {
        let node = CrossbarNodeOnDLS(from: channel, to: bus)
        places[CrossbarNode.writeAddress(of: node, word: 0)] = (channel.value, bus.value)
      }
    }
    return places
  }()

  /// Takes over a register, if it is a node between an event channel and a PADI bus.
  mutating func set(_ address: UInt32, word: UInt32) {
    guard let place = Self.places[address] else { return }
    let node = CrossbarNode(words: { _ in word })
    self[place.channel, place.bus] = Node(
      mask: node.mask.rawValue, target: node.target.rawValue)
  }
}

internal import Containers
internal import Coordinates
internal import SimulationCore

/// PADI buses of both hemispheres, one bit each, in the order of `PADIBusOnDLS`.
struct PADIBuses: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ bus: PADIBusOnDLS) { self.init(rawValue: 1 << bus.rawValue) }

  /// Buses of one hemisphere for which a condition holds.
  init(of hemisphere: HemisphereOnDLS, where holds: (PADIBusOnPADIBusBlock) -> Bool) {
    self = []
    for bus in PADIBusOnPADIBusBlock.allCases where holds(bus) {
      insert(PADIBuses(PADIBusOnDLS(bus, hemisphere.toPADIBusBlockOnDLS())))
    }
  }

  /// All buses of a hemisphere.
  static func all(of hemisphere: HemisphereOnDLS) -> PADIBuses {
    PADIBuses(of: hemisphere) { _ in true }
  }
}

/// The way of events from the FPGA to the PADI buses, and the events that get lost on it. It looks at
/// both hemispheres, before the actions of a program are split between them.
struct EventRouter {
  var crossbar = Crossbar()
  /// Buses that take events from the crossbar.
  private(set) var listening: PADIBuses = []
  /// Time of the last event of each bus.
  var lastEvents = [PPUCycles?](repeating: nil, count: PADIBusOnDLS.count)
  /// Events that were lost because a bus got two in one FPGA cycle, or none listened to them.
  var lostEvents = 0

  /// Returns whether a bus listens to the crossbar.
  func listens(_ bus: PADIBusOnDLS) -> Bool { listening.contains(PADIBuses(bus)) }

  /// Takes over which buses of a hemisphere listen.
  mutating func listen(_ hemisphere: HemisphereOnDLS, _ config: CommonPADIBusConfig) {
    listening.subtract(.all(of: hemisphere))
    listening.formUnion(PADIBuses(of: hemisphere) { config.enableSPL1[$0] })
  }

  /// The buses that take an event.
  func takers(of label: SpikeLabel) -> PADIBuses {
    crossbar.passing(label).intersection(listening)
  }

  /// The buses that a trigger fires on; those that listen to the crossbar lose it.
  func takers(of event: PADIEvent, on hemisphere: HemisphereOnDLS) -> (
    chosen: PADIBuses, taking: PADIBuses
  ) {
    let chosen = PADIBuses(of: hemisphere) { event.fireBus[$0] }
    return (chosen, chosen.subtracting(listening))
  }

  /// Sends an event to buses: returns those that are free. A bus carries one event in an FPGA cycle; a
  /// second one is lost.
  mutating func occupy(_ buses: PADIBuses, at time: PPUCycles) -> PADIBuses {
    var free = buses
    for bus in PADIBusOnDLS.allCases where buses.contains(PADIBuses(bus)) {
      if lastEvents[bus.value] == time {
        lostEvents += 1
        free.remove(PADIBuses(bus))
      }
      lastEvents[bus.value] = time
    }
    return free
  }

  /// Refuses an event for which no bus is enabled.
  func check(_ label: SpikeLabel) throws(ChipError) {
    guard takers(of: label).isEmpty else { return }
    throw .busNotEnabled(label: label.rawValue)
  }

  /// Refuses a trigger all of whose buses listen to the crossbar instead.
  func check(_ event: PADIEvent, on hemisphere: HemisphereOnDLS) throws(ChipError) {
    let (chosen, taking) = takers(of: event, on: hemisphere)
    guard chosen.isEmpty || !taking.isEmpty else {
      throw .busNotTriggered(hemisphere: hemisphere)
    }
  }
}

/// Nodes between SPL1 channels and PADI buses.
struct Crossbar {
  private struct Node {
    var mask: UInt16 = 0
    var target: UInt16 = 0
  }

  /// By SPL1 channel and PADI bus; all zero lets every event pass, as after reset.
  private var nodes = [Node](repeating: Node(), count: SPL1Address.count * PADIBusOnDLS.count)

  /// Places in `nodes` of the nodes between channels and PADI buses; nil for other nodes.
  private static let places: [Int?] = {
    var places = [Int?](repeating: nil, count: CrossbarNodeOnDLS.count)
    for channel in SPL1Address.allCases {
      for bus in PADIBusOnDLS.allCases {
        places[CrossbarNodeOnDLS(from: channel, to: bus).value] =
          channel.value * PADIBusOnDLS.count + bus.value
      }
    }
    return places
  }()

  /// Takes over a node, if it lies between an event channel and a PADI bus.
  mutating func connect(_ node: CrossbarNodeOnDLS, _ config: CrossbarNode) {
    guard let place = Self.places[node.value] else { return }
    nodes[place] = Node(mask: config.mask.rawValue, target: config.target.rawValue)
  }

  /// The buses whose nodes let an event pass.
  func passing(_ label: SpikeLabel) -> PADIBuses {
    let first = label.spl1Address.value * PADIBusOnDLS.count
    let neuronLabel = label.neuronLabel.rawValue
    var buses: UInt8 = 0
    // A plain loop: this runs for every event.
    for bus in 0..<PADIBusOnDLS.count {
      let node = nodes[first + bus]
      if neuronLabel & node.mask == node.target { buses |= 1 << UInt8(bus) }
    }
    return PADIBuses(rawValue: buses)
  }
}

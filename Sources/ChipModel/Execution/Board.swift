internal import Containers

/// The board around the chip, as far as calibration uses it.
struct Board {
  /// Potential of a column line at rest.
  static let lineRestVolts = 1.2

  /// External DAC on both synapse debug lines, in volts.
  var synapseDebugVolts = Board.lineRestVolts
  /// What drives the CADC debug line.
  var cadcDebugLine = CADCDebugSource.disconnected
  /// Converters of the board.
  var dac = DACChannelBlock()
  /// Switches between the converters and the chip's pads.
  var shiftRegister = ShiftRegister()

  /// Output range of the board's DACs in volts; assumed.
  private static let outputVolts = 0.0...2.5

  /// Refuses what the board's DACs cannot give.
  static func check(_ volts: Double, _ what: String) throws(ChipError) {
    guard outputVolts.contains(volts) else {
      throw .parameterOutOfRange(key: what, value: volts, range: outputVolts)
    }
  }
}

/// Which SPL1 events reach which PADI bus.
struct Crossbar {
  struct Node {
    var mask: UInt16 = 0
    var target: UInt16 = 0
  }

  private static let busCount = 8

  /// By SPL1 channel and PADI bus; all zero lets every event pass, as after reset.
  private var nodes = [Node](repeating: Node(), count: 4 * busCount)

  /// The node from a channel to a bus.
  subscript(channel: Int, bus: Int) -> Node {
    get { nodes[channel * Self.busCount + bus] }
    set { nodes[channel * Self.busCount + bus] = newValue }
  }

  /// Whether an event with a neuron label passes from a channel to a bus.
  func passes(channel: Int, bus: Int, label: UInt16) -> Bool {
    let node = self[channel, bus]
    return label & node.mask == node.target
  }
}

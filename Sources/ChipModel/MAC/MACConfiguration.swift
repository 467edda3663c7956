internal import Containers
internal import Coordinates

/// The registers as the MAC wants them: which bits belong to it, and their values. A container whose
/// registers have them needs no look at its fields; there are more than a thousand of these.
struct MACConfiguration<C: Container> {
  /// The MAC's bits in each word, and what they are to be.
  private let words: [(mask: UInt32, value: UInt32)]

  /// - Parameters:
  ///   - goal: The container with the MAC's fields as it wants them.
  ///   - opposite: The same with each bit of these fields the other way round.
  init(goal: C, opposite: C) {
    words = (0..<C.wordCount).map { index in
      let mask = goal.word(index) ^ opposite.word(index)
      return (mask, goal.word(index) & mask)
    }
  }

  /// All bits of a container are the MAC's.
  init(whole goal: C) {
    words = (0..<C.wordCount).map { (UInt32.max, goal.word($0)) }
  }

  /// Returns whether the registers at a coordinate are as the MAC wants them.
  func holds(at coordinate: C.CoordinateType, in registers: WordStore) -> Bool {
    for index in words.indices {
      let word = registers[C.writeAddress(of: coordinate, word: index)]
      if word & words[index].mask != words[index].value { return false }
    }
    return true
  }
}

/// Configuration that the MAC needs, by kind of container.
enum MACConfigurations {
  /// Drivers without and with an input.
  static let drivers = [false, true].map { isUsed in
    var goal = SynapseDriverConfig()
    set(&goal, isUsed: isUsed)
    var opposite = goal
    opposite.enableReceiver.toggle()
    opposite.rowAddressCompareMask = SynapseDriverConfig.RowAddressCompareMask.min
    opposite.enableAddressOut.toggle()
    opposite.rowModeTop = .inhibitory
    opposite.rowModeBottom = .excitatory
    return MACConfiguration(goal: goal, opposite: opposite)
  }

  /// Gives the MAC's fields of a driver.
  static func set(_ config: inout SynapseDriverConfig, isUsed: Bool) {
    config.enableReceiver = isUsed
    config.rowAddressCompareMask = SynapseDriverConfig.RowAddressCompareMask.max
    config.enableAddressOut = false
    config.rowModeTop = .excitatory
    config.rowModeBottom = .inhibitory
  }

  /// Neurons that the CADC reads.
  static let neuron = {
    var goal = NeuronConfig()
    set(&goal)
    var opposite = goal
    opposite.enableReadoutAmplifier.toggle()
    opposite.readoutSource = .adaptation
    return MACConfiguration(goal: goal, opposite: opposite)
  }()

  /// Gives the MAC's fields of a neuron.
  static func set(_ config: inout NeuronConfig) {
    config.enableReadoutAmplifier = true
    config.readoutSource = .membrane
  }

  /// Quads of column switches with none to all four columns in use, the first ones.
  static let columnQuads = (0...EntryOnQuad.count).map {
    MACConfiguration(whole: columnQuad(used: $0))
  }

  /// The switches of a quad whose first columns are in use.
  static func columnQuad(used: Int) -> ColumnCurrentQuad {
    var config = ColumnCurrentQuad()
    for entry in EntryOnQuad.allCases {
      config.switches[entry].enableSynapticCurrentExcitatory = entry.value < used
      config.switches[entry].enableSynapticCurrentInhibitory = entry.value < used
    }
    return config
  }

  /// The crossbar's nodes between event channels and PADI buses.
  static let crossbar = SPL1Address.allCases.flatMap { channel in
    PADIBusOnDLS.allCases.map { bus in
      let node = CrossbarNode.hagen(from: channel, to: bus)
      let coordinate = CrossbarNodeOnDLS(from: channel, to: bus)
      return (coordinate: coordinate, node: node, configuration: MACConfiguration(whole: node))
    }
  }
}

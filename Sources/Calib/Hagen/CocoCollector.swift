import ChipModel
import Cocolist
import Containers
import Coordinates

/// A collector that assembles the words of a program into containers, in the requested order, as a
/// dumper of the real software does.
///
/// stadls: `Dumper`; calix: `to_chip`.
struct CocoCollector {
  /// The last word of each address that no container has taken yet.
  private var words: [UInt32: UInt32] = [:]
  private var cocos: [Coco] = []

  /// Creates a collector of the words that a program writes.
  ///
  /// - Parameters:
  ///   - program: the program.
  ///   - omitsSynapseRows: true to leave out whole rows of synapses.
  /// - Throws: `ChipError.wholeRowsWritten` for such rows that are not to be left out.
  init(_ program: PlaybackProgram, omitsSynapseRows: Bool = false) throws(ChipError) {
    let writes = try program.registerWrites(omitsSynapseRows: omitsSynapseRows)
    for (address, word) in writes { words[address] = word }
  }

  /// Returns the containers in the order in which they were taken.
  ///
  /// - Throws: ``CalibError/notSupported(what:advice:)`` if a word belongs to none of them.
  func list() throws(CalibError) -> Cocolist {
    guard words.isEmpty else {
      throw .notSupported(
        what:
          "A cocolist that lacks \(words.count) registers, which were written and belong to none "
          + "of its containers,",
        advice: "call take for the containers of these registers")
    }
    return Cocolist(cocos)
  }

  /// Takes all containers of a type of which the program writes a word; words that it does not
  /// write are those of a container of defaults.
  mutating func take<C: Container>(_ type: C.Type) {
    take(type, at: Array(C.CoordinateType.allCases))
  }

  /// Takes the containers at some places of which the program writes a word.
  mutating func take<C: Container>(_ type: C.Type, at places: [C.CoordinateType]) {
    let standard = C()
    for place in places {
      let addresses = (0..<C.wordCount).map { C.writeAddress(of: place, word: $0) }
      guard addresses.contains(where: { words[$0] != nil }) else { continue }
      cocos.append(
        Coco(place, C(words: { words[addresses[$0]] ?? standard.word($0) })))
      for address in addresses { words[address] = nil }
    }
  }

  /// Adds a thing that no register holds.
  mutating func add<C: WordEncodable>(_ place: C.CoordinateType, _ thing: C) {
    cocos.append(Coco(place, thing))
  }

  /// Adds the settings with which the board holds the synapse debug lines at a voltage.
  ///
  /// - Throws: ``ContainerError/fieldRange(container:field:value:allowed:)`` for a voltage that the board
  ///   cannot give.
  mutating func addDebugVoltage(volts: Double) throws(ContainerError) {
    var pad = PadMultiplexerConfig()
    pad.syninDebugExcitatoryToSynapseIntermediateMux = true
    pad.syninDebugInhibitoryToSynapseIntermediateMux = true
    pad.synapseIntermediateMuxToPad = true
    add(PadMultiplexerConfigOnDLS.min, pad)
    var switches = ShiftRegister(connectingDACTo: 0)
    switches.selectAnalogReadoutMux2Input = .vReset
    add(ShiftRegisterOnBoard.min, switches)
    var converter = DACChannelBlock.defaultLDO2
    try converter.setVoltage(of: .muxDAC25, volts: volts)
    add(DACChannelBlockOnBoard.min, converter)
  }

  /// Takes shared cells, all blocks of one cell after the other.
  mutating func take(_ cells: [SharedCapMemCell]) {
    take(
      CapMemCell.self,
      at: cells.flatMap { cell in CapMemBlockOnDLS.allCases.map { cell.cell(on: $0) } })
  }

  /// Takes CADC settings. calix: `CADCCalibResult.apply`
  mutating func takeCADC() {
    take(CADCConfig.self)
    for block in CapMemBlockOnDLS.allCases {
      let cells: [SharedCapMemCell] = [
        .cadcVBiasRampBuf, .cadcIBiasComp, .cadcIBiasVresetBuf, .cadcVRampOffset, .cadcIRampSlope,
      ]
      take(CapMemCell.self, at: cells.map { $0.cell(on: block) })
    }
    take(CADCChannelConfig.self)
  }

  /// Takes neurons and what is around them. calix: `NeuronCalibResult.apply`
  mutating func takeNeurons() {
    take(AtomicNeuron.self)
    take(ColumnCorrelationQuad.self)
    take(ColumnCurrentQuad.self)
    take(CommonNeuronBackendConfig.self)
    take(CommonCorrelationConfig.self)
    take([
      .neuronVBiasCascN, .neuronIBiasReadoutAmp, .neuronIBiasLeakSourceFollower,
      .neuronIBiasSpikeComparator, .neuronIBiasSyninDrop,
    ])
    take(
      CapMemCell.self,
      at: [SingleCapMemCell.readoutOutAmpIBias0, .readoutOutAmpIBias1].map(\.cell))
    take([.synIBiasDac])
  }

  /// Takes synapse drivers. calix: `SynapseDriverCalibResult.apply`
  mutating func takeDrivers() {
    take([.stpIBiasComparator])
    take(
      CapMemCell.self, at: [SingleCapMemCell.hagenIbiasDacTop, .hagenIbiasDacBottom].map(\.cell))
    take([.stpIRamp, .stpICalib])
    take(SynapseDriverConfig.self)
  }
}

internal import Containers
internal import Coordinates
internal import SimulationCore

/// The digital side of the chip: registers, CapMem codes, event routing and time.
///
/// Words and events come in; actions for the two hemispheres go out. Everything that both hemispheres
/// share lives here, so that their lists of actions are independent of each other.
final class Bus {
  let parameters: ChipParameters
  let actions: ActionLists
  /// The request to stop.
  var interruption = Interruption()
  /// Every word that was written, by its address.
  @exclusivity(unchecked) var words = WordStore()
  @exclusivity(unchecked) var capMem: CapMem
  @exclusivity(unchecked) var router = EventRouter()
  var board = Board()
  var debugLines = DebugLines()
  /// Bytes of transfers to the board that have not ended, by the client's address.
  var spiTransfers: [UInt32: UInt32] = [:]
  /// Chip time since its reset.
  @exclusivity(unchecked) var now = PPUCycles.zero
  var timerStart = PPUCycles.zero
  /// Conversions and recordings so far; it numbers their noise.
  var readCount: UInt64 = 0
  var madc = MADCState()
  var probe: Probe?
  /// State of each hemisphere on which the machines' actions depend.
  let status = PerHemisphere<HemisphereStatus> { _ in HemisphereStatus() }

  /// The chip after a reset.
  init(parameters: ChipParameters, draw: PatternDraw, actions: ActionLists) {
    self.parameters = parameters
    self.actions = actions
    capMem = CapMem(parameters: parameters.capMem, effects: parameters.effects, draw: draw)
    board.synapseDebugVolts = parameters.columns.lineIdlePotential
    for register in RegisterTable.chip.registers { register.reset(self) }
    actions.perform()
  }

  /// Brings everything that is decoded from registers in line with restored words. No time passes.
  func restore(_ words: WordStore) {
    self.words.replace(by: words)
    router.crossbar = Crossbar()
    for hemisphere in HemisphereOnDLS.allCases { status[hemisphere].areBiasesStale = true }
    for register in RegisterTable.chip.registers { register.restore(self) }
    actions.perform()
  }

  /// Writes one word of the register bus, with its effect on the chip.
  func write(_ address: UInt32, _ word: UInt32) throws(ChipError) {
    let (register, place) = try RegisterTable.chip.writable(address)
    try register.write(word, place, self)
  }

  /// Reads one word of the register bus.
  func read(_ address: UInt32) throws(ChipError) -> UInt32 {
    let (register, place) = try RegisterTable.chip.readable(address)
    return try register.read(place, self)
  }

  /// A container as the registers hold it.
  func stored<C: Container>(_ coordinate: C.CoordinateType, as type: C.Type = C.self) -> C {
    C(words: { words[C.writeAddress(of: coordinate, word: $0)] })
  }

  /// A setting of the board takes effect at once.
  func apply(_ setting: BoardSetting) {
    board.apply(setting)
    decodeDebugLines()
  }

  /// Tells whether the MADC or a probe is at work.
  var isWatched: Bool { madc.isRecording || probe != nil }
}

/// Digital state of one hemisphere on which its actions depend.
final class HemisphereStatus {
  /// Biases have to be computed anew before the next analog action.
  @exclusivity(unchecked) var areBiasesStale = true
  /// Time of their last computation.
  @exclusivity(unchecked) var biasTime = PPUCycles.zero
  /// Neurons whose configuration has to be decoded anew.
  var staleNeurons = [Bool](repeating: true, count: NeuronColumnOnDLS.count)
  /// The time up to which the columns have been advanced.
  @exclusivity(unchecked) var time = PPUCycles.zero
  /// PPU cycles from the start of a conversion to the instant that samples are taken.
  var conversionDelay = PPUCycles(101)
}

internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synchronization

/// One virtual BrainScaleS-2 chip, with its board.
///
/// A seed draws the chip's fixed pattern, for ever the same; a run seed draws its temporal noise.
/// All access goes through playback programs, as on the real chip. State and time persist between
/// programs. One program runs at a time.
public final class Chip: @unchecked Sendable {
  /// What kind of chip this is.
  public let parameters: ChipParameters
  /// Which chip of its kind and which noise.
  public let identity: ChipIdentity
  /// Threads that a batch of MACs or a calibration may use; results do not depend on it.
  public var threads: Int

  let hemispheres: [Hemisphere]
  var capMem: CapMem
  var registers = WordStore()
  var crossbar: Crossbar
  var board = Board()
  var debugLines = DebugLines()
  /// Chip time since its reset.
  var now = PPUCycles.zero
  var timerStart = PPUCycles.zero
  var readCount: UInt64 = 0
  var macCounters: [UInt32: UInt64] = [:]
  /// A batch of MACs sees the biases that it started with.
  var areBiasesFrozen = false
  /// The MADC's recording, an action of the chip.
  var madc: Recorder?
  /// A recording that the MADC's registers have started.
  var madcRun: MADCRun?
  /// Samples of recordings that the registers have stopped in this program.
  var madcSamples: [MADCSample] = []
  /// Whether the FPGA records them.
  var eventRecording = EventRecording()
  /// The probe, no part of the chip.
  var probe: Probe?
  var droppedEvents = 0
  /// How well the program run at hand goes.
  var condition = RunCondition()
  /// Jitter of the MAC entry that is being interpreted, and of its present event.
  var macJitter: MACJitter?
  var presentJitter: Float?
  /// When each PADI bus carried its last event.
  var lastBusEvent = [PPUCycles?](repeating: nil, count: PADIBusOnDLS.count)
  /// The hemisphere that a twin computes for this chip: its analog part stands still here.
  var idleHemisphere: Int?
  let readNoise: NormalField
  let macNoise: NormalField
  private let isBusy = Atomic<Bool>(false)

  /// A chip in its reset state.
  /// - Parameters:
  ///   - parameters: The kind of chip.
  ///   - seed: Its fixed pattern.
  ///   - runSeed: Its temporal noise.
  ///   - threads: Threads for batches of MACs, 1 or more.
  /// - Throws: ``ChipError`` when a parameter is out of range.
  public init(
    parameters: ChipParameters, seed: UInt64, runSeed: UInt64 = 0, threads: Int = 1
  ) throws(ChipError) {
    try parameters.validate()
    self.parameters = parameters
    self.threads = max(1, threads)
    identity = ChipIdentity(preset: parameters.name, seed: seed, runSeed: runSeed)
    hemispheres = HemisphereOnDLS.allCases.map {
      Hemisphere(parameters: parameters, seed: seed, index: $0.value)
    }
    capMem = CapMem(parameters: parameters.capMem, effects: parameters.effects, seed: seed)
    crossbar = Crossbar()
    board.synapseDebugVolts = parameters.columns.lineIdlePotential
    readNoise = NormalField(seed: identity.noiseSeed, domain: .readNoise)
    macNoise = NormalField(seed: identity.noiseSeed, domain: .macNoise)
    loadDefaults()
  }

  /// Chip time in seconds since the chip's reset.
  public var chipSeconds: Double { now.seconds }

  /// Events that were lost because a bus got two in one FPGA cycle, or none listened to them.
  public var lostEvents: Int { droppedEvents }

  /// Runs a program to its end.
  /// - Throws: ``ChipError``; a program that asks for what the chip cannot do is refused before it
  ///   begins, and the chip is as it was.
  public func run(_ program: PlaybackProgram) throws(ChipError) -> ProgramResults {
    try exclusively { () throws(ChipError) in try execute(program) }
  }

  /// Runs a program for a caller that has the chip for itself.
  func execute(_ program: PlaybackProgram) throws(ChipError) -> ProgramResults {
    try validate(program)
    beginRun()
    var interpreter = Interpreter(chip: self, program: program)
    return try interpreter.run()
  }

  /// Keeps the chip for one caller; nobody else may look at its registers meanwhile.
  /// - Throws: ``ChipError/busy`` when another caller has it.
  func exclusively<R>(_ body: () throws(ChipError) -> R) throws(ChipError) -> R {
    guard isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
    else { throw .busy }
    defer { isBusy.store(false, ordering: .releasing) }
    return try body()
  }

  /// Runs several programs, one after the other.
  public func run(_ programs: [PlaybackProgram]) throws(ChipError) -> [ProgramResults] {
    var results: [ProgramResults] = []
    for program in programs { results.append(try run(program)) }
    return results
  }
}

/// Which chip, and which noise.
public struct ChipIdentity: Hashable, Sendable, CustomStringConvertible {
  /// Name of the parameter preset.
  public let preset: String
  /// Seed of the fixed pattern.
  public let seed: UInt64
  /// Seed of the temporal noise.
  public let runSeed: UInt64

  /// Preset and seed, such as "typical-3".
  public var description: String { "\(preset)-\(seed)" }

  /// Seed of everything that is drawn anew in each run: chips differ in their noise too.
  var noiseSeed: UInt64 {
    var stream = RandomStream(seed: seed, domain: .runNoise, index: runSeed)
    return stream.next()
  }
}

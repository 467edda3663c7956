internal import Coordinates
internal import SimulationCore
internal import Synchronization

/// One virtual BrainScaleS-2 chip, with its board.
///
/// A seed draws the chip's fixed pattern, which never changes; a run seed draws its temporal noise.
/// All access goes through playback programs, as on the real chip. State and time persist between
/// programs. One program runs at a time.
public final class Chip: @unchecked Sendable {
  /// Kind of the chip.
  public let parameters: ChipParameters
  /// Chip of its kind, and its noise.
  public let identity: ChipIdentity
  /// Threads that programs may use; results do not depend on it.
  public var threads: Int {
    get { bus.actions.threads }
    set { bus.actions.threads = max(1, newValue) }
  }

  /// The request that stops this chip before its next program, or in the batch that it multiplies.
  public var interruption: Interruption {
    get { bus.interruption }
    set { bus.interruption = newValue }
  }

  let bus: Bus
  let engine: MACEngine
  /// The next vector of each stream of noise of MACs.
  var macCounters: [UInt32: UInt64] = [:]
  let macMemory: MACMemory
  private let isBusy = Atomic<Bool>(false)

  /// A chip in its reset state.
  /// - Parameters:
  ///   - parameters: The kind of chip.
  ///   - seed: Its fixed pattern.
  ///   - runSeed: Its temporal noise.
  ///   - threads: Threads for its programs, 1 or more.
  /// - Throws: ``ChipError`` when a parameter is out of range.
  public init(
    parameters: ChipParameters, seed: UInt64, runSeed: UInt64 = 0, threads: Int = 1
  ) throws(ChipError) {
    try parameters.validate()
    let identity = ChipIdentity(preset: parameters.name, seed: seed, runSeed: runSeed)
    let draw = PatternDraw(seed: seed, known: parameters.pattern)
    let machines = PerHemisphere {
      HemisphereMachine(
        parameters: parameters, draw: draw, noiseSeed: identity.noiseSeed, hemisphere: $0)
    }
    self.parameters = parameters
    self.identity = identity
    bus = Bus(
      parameters: parameters, draw: draw,
      actions: ActionLists(machines, threads: max(1, threads)))
    macMemory = MACMemory()
    engine = MACEngine(bus: bus, noiseSeed: identity.noiseSeed, memory: macMemory)
  }

  /// Chip time in seconds since the chip's reset.
  public var chipSeconds: Double { bus.now.seconds }

  /// Events that were lost because a bus got two in one FPGA cycle, or none listened to them.
  public var lostEvents: Int { bus.router.lostEvents }

  /// Runs a program to its end.
  /// - Throws: ``ChipError``; a program that asks for what the chip cannot do is refused before it
  ///   begins, and the chip is as it was.
  public func run(_ program: PlaybackProgram) throws(ChipError) -> ProgramResults {
    try exclusively { () throws(ChipError) in try execute(program) }
  }

  /// Runs a program after time that its host needs before it.
  ///
  /// - Parameter cycles: The time between this program and the last one, in FPGA cycles below 2⁴³.
  /// - Throws: ``ChipError``; a refused program leaves the chip as it was, and no time passes.
  public func run(
    _ program: PlaybackProgram, afterHostLatency cycles: Int
  ) throws(ChipError) -> ProgramResults {
    let allowed = 0...1 << 43
    guard allowed.contains(cycles) else {
      throw .outOfRange(what: "host latency in cycles", value: cycles, range: allowed)
    }
    return try exclusively { () throws(ChipError) in
      var check = ProgramCheck(router: bus.router)
      try check.check(program)
      bus.now = bus.now + PPUCycles(fpga: cycles)
      return try execute(program)
    }
  }

  /// Runs a program for a caller that has the chip for itself. Each run may be a bad one.
  func execute(_ program: PlaybackProgram) throws(ChipError) -> ProgramResults {
    try bus.interruption.check()
    var check = ProgramCheck(router: bus.router)
    try check.check(program)
    var interpreter = Interpreter(program: program, engine: engine)
    return try interpreter.run(
      RunCondition(parameters: parameters, runSeed: identity.noiseSeed, start: bus.now))
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

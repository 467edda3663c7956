internal import Dispatch

/// Runs programs on a chip with a thread for each hemisphere; results do not depend on it.
///
/// The hemispheres share registers, clock and the numbering of their noise, but no analog state. A
/// twin of the chip therefore executes the same programs; each of the two computes the analog part
/// of one hemisphere, lets that of the other stand still, and gives its part of the results.
///
/// Between ``init(_:)`` and ``finish()`` one half of the chip's state lives in the twin: use the
/// chip through this object only.
public final class HemisphereThreads {
  private let chip: Chip
  private var twin: Chip?

  /// Prepares a chip.
  ///
  /// With one thread, or while a recording runs, all programs just run on the chip itself.
  public init(_ chip: Chip) throws(ChipError) {
    self.chip = chip
    guard chip.threads > 1, !chip.isWatched else { return }
    let twin = try Chip(
      parameters: chip.parameters, seed: chip.identity.seed, runSeed: chip.identity.runSeed)
    twin.assign(chip.state)
    chip.idleHemisphere = 1
    twin.idleHemisphere = 0
    self.twin = twin
  }

  /// Runs a program as `Chip.run(_:)` does.
  ///
  /// From the first program on that reads words of the chip's registers, probes neurons or
  /// multiplies, all run on one thread.
  ///
  /// - Throws: what `Chip.run(_:)` throws.
  public func run(_ program: PlaybackProgram) throws(ChipError) -> ProgramResults {
    guard let twin, program.isSeparable else {
      finish()
      return try chip.run(program)
    }
    let halves = [Half(chip), Half(twin)]
    DispatchQueue.concurrentPerform(iterations: halves.count) { halves[$0].run(program) }
    return try halves[0].outcome.get().joined(with: try halves[1].outcome.get(), of: program)
  }

  /// Puts the chip together again; further programs run on one thread.
  public func finish() {
    guard let twin else { return }
    var state = chip.state
    state.hemispheres[1] = twin.state.hemispheres[1]
    // A recording that goes on is no part of the state.
    let recorder = chip.madc?.hemisphere == 1 ? twin.madc : chip.madc
    chip.idleHemisphere = nil
    chip.assign(state)
    chip.madc = recorder
    self.twin = nil
  }
}

/// One of the two that execute a program. Only its own thread touches it meanwhile.
private final class Half: @unchecked Sendable {
  private let chip: Chip
  private(set) var outcome: Result<ProgramResults, ChipError> = .failure(.busy)

  init(_ chip: Chip) { self.chip = chip }

  func run(_ program: PlaybackProgram) {
    outcome = Result { () throws(ChipError) in try chip.run(program) }
  }
}

extension PlaybackProgram {
  /// Whether all that the program gives back belongs to one hemisphere each, or to none.
  fileprivate var isSeparable: Bool {
    instructions.allSatisfy { instruction in
      switch instruction {
      case .read, .startProbe, .stopProbe, .mac: false
      case .write(let address, _): (try? AddressMap.writablePlace(address)) != .madcControl
      default: true
      }
    }
  }
}

extension ProgramResults {
  /// These results with what only the twin has computed.
  fileprivate func joined(
    with twin: ProgramResults, of program: PlaybackProgram
  ) -> ProgramResults {
    var results = self
    for case .some(let slot) in program.instructions.map(twin.ownSlot) {
      results.values[slot] = twin.values[slot]
    }
    return results
  }

  /// The slot of an instruction whose result belongs to the bottom hemisphere.
  private func ownSlot(_ instruction: Instruction) -> Int? {
    switch instruction {
    case .readCADCRow(let hemisphere, let slot): hemisphere == 1 ? slot : nil
    case .stopMADC(let slot):
      // Whose neuron was recorded is known by who has samples.
      if case .trace(let trace) = values[slot], !trace.values.isEmpty { slot } else { nil }
    default: nil
    }
  }
}

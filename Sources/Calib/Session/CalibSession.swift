import ChipModel
import Containers
import Coordinates
import SimulationCore

/// The connection of a running calibration to its chip.
///
/// Steps queue instructions in ``builder``; ``run()`` executes them as one program. The session
/// remembers the settings it has written, so that a step can restore them and only changes are
/// written, and it keeps the report.
final class CalibSession {
  /// The program that the next run will execute.
  var builder = PlaybackProgramBuilder()
  /// The settings that have been written to the chip or wait in the builder.
  var settings = ChipSettings()
  /// The number of programs that have run.
  private(set) var runCount = 0
  /// The record of all steps.
  var report = CalibrationReport()
  /// The columns whose CADC channels both work, top row first; reads of others are not used.
  var usableColumns = [Bool](repeating: true, count: AtomicNeuronOnDLS.count)

  /// The number of threads that evaluate recordings; results do not depend on it.
  let threads: Int
  private let seed: UInt64
  private var searchCount: UInt64 = 0
  /// The steps that are still to come, and the observer of their progress.
  var progress: StepProgress
  private let execute: (PlaybackProgram) throws -> ProgramResults

  /// - Parameter threads: Threads for the evaluation of recordings.
  init(
    chip: Chip, seed: UInt64, threads: Int = 1,
    observer: ((CalibrationProgress) -> Void)? = nil
  ) {
    execute = { try chip.run($0) }
    self.seed = seed
    progress = StepProgress(observer)
    self.threads = threads
  }

  /// Calibrates with as many threads as the chip may use.
  static func calibrating<Result>(
    _ chip: Chip, seed: UInt64, observer: ((CalibrationProgress) -> Void)?,
    _ body: (CalibSession) throws -> Result
  ) throws -> Result {
    try body(CalibSession(chip: chip, seed: seed, threads: chip.threads, observer: observer))
  }

  /// Creates a session without a chip, whose program can be examined but not run.
  init() {
    execute = { _ in
      throw CalibError.notSupported(what: "A calibration without a chip", advice: "pass the chip")
    }
    seed = 0
    progress = StepProgress(nil)
    threads = 1
  }

  // MARK: - Programs

  /// Executes what has been queued.
  @discardableResult
  func run() throws -> ProgramResults {
    let program = builder.done()
    builder = PlaybackProgramBuilder()
    runCount += 1
    return try execute(program)
  }

  // MARK: - Random numbers

  /// Returns a new stream of random numbers: each search has its own, so that nested searches do
  /// not change the outer one.
  func nextGenerator() -> RandomStream {
    searchCount += 1
    return RandomStream(seed: seed, domain: .calibration, index: searchCount)
  }
}

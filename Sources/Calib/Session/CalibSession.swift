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
  /// What the next run will execute.
  var builder = PlaybackProgramBuilder()
  /// What has been written to the chip, or waits in the builder.
  var settings = ChipSettings()
  /// How many programs have run.
  private(set) var runCount = 0
  private(set) var report = CalibrationReport()
  /// Columns whose CADC channels both work, top row first; what others read is not believed.
  var usableColumns = [Bool](repeating: true, count: AtomicNeuronOnDLS.count)

  /// Threads for the evaluation of recordings; results do not depend on it.
  let threads: Int
  private let seed: UInt64
  private var searchCount: UInt64 = 0
  private var plan: [(step: String, weight: Double)] = []
  private var plannedWeight = 1.0
  private var doneWeight = 0.0
  private let observer: ((CalibrationProgress) -> Void)?
  private let execute: (PlaybackProgram) throws -> ProgramResults

  init(chip: Chip, seed: UInt64, observer: ((CalibrationProgress) -> Void)? = nil) {
    execute = { try chip.run($0) }
    self.seed = seed
    self.observer = observer
    threads = 1
  }

  private init(
    halves: HemisphereThreads, threads: Int, seed: UInt64,
    observer: ((CalibrationProgress) -> Void)?
  ) {
    execute = { try halves.run($0) }
    self.seed = seed
    self.observer = observer
    self.threads = threads
  }

  /// Calibrates with as many threads as the chip may use.
  static func calibrating<Result>(
    _ chip: Chip, seed: UInt64, observer: ((CalibrationProgress) -> Void)?,
    _ body: (CalibSession) throws -> Result
  ) throws -> Result {
    let halves = try HemisphereThreads(chip)
    // Also after an error the chip is in one piece.
    defer { halves.finish() }
    return try body(
      CalibSession(halves: halves, threads: chip.threads, seed: seed, observer: observer))
  }

  /// A session without a chip, to see what would be written.
  init() {
    execute = { _ in
      throw CalibError.notSupported(what: "a run without a chip", advice: "give one")
    }
    seed = 0
    observer = nil
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

  /// A stream of its own for each search: nested ones do not disturb the outer one.
  func nextGenerator() -> RandomStream {
    searchCount += 1
    return RandomStream(seed: seed, domain: .calibration, index: searchCount)
  }

  // MARK: - Progress and report

  /// States which steps will come, and their share of the work.
  func setPlan(_ steps: [(step: String, weight: Double)]) {
    plan = steps
    plannedWeight = max(steps.reduce(0) { $0 + $1.weight }, 1e-9)
    doneWeight = 0
  }

  /// Announces a step, does it and books its share of the work.
  func step<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    observer?(CalibrationProgress(step: name, fraction: min(doneWeight / plannedWeight, 1)))
    let result = try body()
    if let index = plan.firstIndex(where: { $0.step == name }) {
      doneWeight += plan.remove(at: index).weight
    }
    return result
  }

  /// Tells the observer that everything is done.
  func finish() {
    observer?(CalibrationProgress(step: "done", fraction: 1))
    report.runCount = runCount
  }

  func warn(_ messages: [String]) {
    // The CADC is calibrated more than once.
    report.messages += messages.filter { !report.messages.contains($0) }
  }

  func record(_ step: CalibrationReport.Step) {
    report.steps.append(step)
  }

  /// Runs one adjusted parameter as a step of the report.
  ///
  /// - Parameters:
  ///   - calib: what to adjust.
  ///   - algorithm: how to search.
  ///   - target: the target, if not the calib's own.
  ///   - groups: the group of each instance for the report, usually its quadrant.
  func calibrate<C: ParameterCalib>(
    _ calib: inout C, _ algorithm: some Algorithm, target: [Double]? = nil, groups: [Int]
  ) throws -> ParameterCalibResult {
    let name = calib.name
    return try step(name) {
      let firstRun = runCount
      var generator = nextGenerator()
      let result = try calib.run(
        algorithm, target: target, comparesCommonSetting: true, using: &generator)
      var record = CalibrationReport.Step(
        name: name, before: Spread(result.before), after: result.after.flatMap { Spread($0) },
        groupsBefore: groupSpreads(result.before, groups),
        groupsAfter: groupSpreads(result.after ?? [], groups),
        parameters: Spread(result.calibratedParameters.map(Double.init)),
        runCount: runCount - firstRun, failedIndices: result.failedIndices,
        messages: result.messages)
      record.valuesBefore = result.before
      record.valuesAfter = result.after ?? []
      record.target = (target ?? calib.target).flatMap { Spread($0)?.mean }
      self.record(record)
      return result
    }
  }
}

/// The spread of each group, in the order of group numbers; none without values.
func groupSpreads(_ values: [Double], _ groups: [Int]) -> [Spread] {
  guard values.count == groups.count, let last = groups.max() else { return [] }
  var members = [[Double]](repeating: [], count: last + 1)
  for (value, group) in zip(values, groups) { members[group].append(value) }
  return members.compactMap { Spread($0) }
}

import ArgumentParser
import Calib
import CalibrationStore
import Characterization
import ChipConfiguration
import ChipModel
import Foundation

/// Fits physical parameters of a preset to published measurements.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit physical parameters to published measurements of real chips.",
    discussion: """
      Each trial calibrates a few virtual chips and measures them as a user would; the median of \
      the chips is compared with the publication. Levenberg-Marquardt (GSL). Writes parameters \
      with uncertainty and all residuals as CSV.
      """)

  @Argument(help: "Plan of the fit, such as configs/fits/v3.yaml.")
  var plan: String

  @Option(help: "File for parameters and residuals (CSV).")
  var out = "fit.csv"

  @Flag(help: "Evaluate the preset as it is, without fitting.")
  var evaluate = false

  /// The residual of every observable at parameters out of range.
  private static let refusal = 1000.0

  func run() throws {
    let plan = try FitPlan(file: plan)
    var base = try ChipConfiguration.load(plan.chip)
    for effect in plan.effects { try base.setEffect(effect) }
    let rows = try plan.parameters.map { key in
      guard let row = ChipParameters.table.first(where: { $0.key == key }) else {
        throw FitError.bad(self.plan, key: key, reason: "no such parameter")
      }
      return row
    }
    let start = rows.map { $0.value(in: base.parameters) }
    let trial = FitTrial(plan: plan, base: base)
    var count = 0
    let note: (String) -> Void = { FileHandle.standardError.write(Data(($0 + "\n").utf8)) }
    var problem = LeastSquares(count: plan.observables.count) { scales in
      var configuration = base
      // A step out of a parameter's range is a bad one: the solver then takes a shorter one.
      let isAllowed = zip(rows, zip(start, scales)).allSatisfy { $0.range.contains($1.0 * $1.1) }
      guard isAllowed else { return plan.observables.map { _ in Self.refusal } }
      for (row, (value, scale)) in zip(rows, zip(start, scales)) {
        row.set(value * scale, in: &configuration.parameters)
      }
      let values = try trial.observe(configuration)
      let residuals = zip(plan.observables, values).map { ($1 - $0.published) / $0.uncertainty }
      count += 1
      note(
        "trial \(count): \(scales.map { String(format: "%.4f", $0) }.joined(separator: " ")) "
          + String(format: "chi² %.2f", residuals.reduce(0) { $0 + $1 * $1 }))
      return residuals
    }
    problem.step = plan.step
    problem.iterations = plan.iterations
    problem.progress = { note("step \($0): " + String(format: "chi² %.2f", $1)) }
    let ones = start.map { _ in 1.0 }
    let solution = evaluate ? try problem.evaluate(at: ones) : try problem.solve(from: ones)
    try report(plan, rows.map(\.key), rows.map(\.dimension.symbol), start, solution)
  }

  private func report(
    _ plan: FitPlan, _ keys: [String], _ units: [String], _ start: [Double],
    _ solution: LeastSquares.Solution
  ) throws {
    var lines = ["kind,name,unit,value,uncertainty,start_or_published,residual"]
    for i in keys.indices {
      lines.append(
        "parameter,\(keys[i]),\(units[i]),\(start[i] * solution.parameters[i]),"
          + "\(start[i] * solution.errors[i]),\(start[i]),")
    }
    for (observable, residual) in zip(plan.observables, solution.residuals) {
      lines.append(
        "observable,\(observable.key),,\(observable.published + residual * observable.uncertainty),"
          + "\(observable.uncertainty),\(observable.published),\(residual)")
    }
    lines.append("chi_square_per_freedom,,,\(solution.reducedChiSquare),,,")
    let text = lines.joined(separator: "\n") + "\n"
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    } catch {
      throw OutputError.cannotWrite(out, reason: "the file cannot be made")
    }
    print(text, terminator: "")
  }
}

/// One evaluation of a fit: a population of calibrated chips.
struct FitTrial {
  let plan: FitPlan
  let base: ChipConfiguration

  /// The median over chips of every observable.
  func observe(_ configuration: ChipConfiguration) throws -> [Double] {
    let cache = CalibrationCache(folder: nil)
    let chips = Box([[Double]](repeating: [], count: plan.seeds.count))
    DispatchQueue.concurrentPerform(iterations: plan.seeds.count) { index in
      let values = Result {
        let chip = try cache.calibrated(
          parameters: configuration.parameters, seed: plan.seeds[index], runSeed: 0, threads: 1,
          options: configuration.calibOptions
        ).chip
        let device = Characterization(try Device(chip))
        return try plan.observables.map { try $0.value(device) }
      }
      chips.store(values, at: index)
    }
    let values = try chips.get()
    return plan.observables.indices.map { i in median(values.map { $0[i] }) }
  }

  private final class Box: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [[Double]]
    private var failure: (any Error)?
    init(_ values: [[Double]]) { self.values = values }
    func store(_ result: Result<[Double], any Error>, at index: Int) {
      lock.withLock {
        switch result {
        case .success(let new): values[index] = new
        case .failure(let error): failure = error
        }
      }
    }
    func get() throws -> [[Double]] {
      if let failure { throw failure }
      return values
    }
  }
}

public import Characterization
import ChipConfiguration
public import ChipModel
import Foundation
public import Quantities

/// A plan as a least-squares problem: factors of parameters, and residuals of observables.
public struct FitProblem {
  /// The plan.
  public let plan: FitPlan
  /// The parameters that vary.
  public let rows: [ParameterDescriptor<ChipParameters>]
  /// Their values in the plan's chip, in SI units.
  public let start: [Double]
  private let base: ChipConfiguration

  /// The residual of every observable at parameters out of range, in uncertainties.
  private static let refusal = 1000.0

  /// Loads the chip of a plan and finds its parameters.
  /// - Throws: `ConfigurationError`, also for a parameter that does not exist or is 0.
  public init(_ plan: FitPlan) throws {
    self.plan = plan
    var base = try ChipConfiguration.load(plan.chip)
    for effect in plan.effects { try base.setEffect(effect) }
    rows = try plan.parameters.map { key in
      guard let row = ChipParameters.table.first(where: { $0.key == key }) else {
        throw ConfigurationError.badValue(
          file: plan.file, key: "parameters",
          reason: "no such parameter: \(key); configs/README.md lists all")
      }
      guard row.value(in: base.parameters) != 0 else {
        throw ConfigurationError.badValue(
          file: plan.file, key: "parameters",
          reason: "\(key) is 0 in \(plan.chip); a fit multiplies parameters by factors, so give "
            + "the parameter another value in the chip's file, or remove it from the plan")
      }
      return row
    }
    start = rows.map { $0.value(in: base.parameters) }
    self.base = base
  }

  /// Solves the problem, or only evaluates it where the plan's chip is.
  /// - Parameters:
  ///   - isFitted: False evaluates the chip of the plan.
  ///   - note: Called with a line of text after every trial and step.
  /// - Throws: what calibration and measurement throw, `LeastSquaresError`.
  public func solution(
    isFitted: Bool = true, note: @escaping (String) -> Void = { _ in }
  ) throws -> LeastSquares.Solution {
    var count = 0
    var problem = LeastSquares(count: plan.observables.count) { scales in
      let residuals = try residuals(at: scales)
      count += 1
      note(
        "trial \(count): factors of the parameters \(Self.text(scales)), \(Self.chiSquare(residuals))"
      )
      return residuals
    }
    problem.step = plan.step
    problem.iterations = plan.iterations
    problem.progress = { note("step \($0): " + String(format: "chi² %.2f", $1)) }
    let ones = start.map { _ in 1.0 }
    return isFitted ? try problem.solve(from: ones) : try problem.evaluate(at: ones)
  }

  private static func text(_ scales: [Double]) -> String {
    scales.map { String(format: "%.4f", $0) }.joined(separator: " ")
  }

  private static func chiSquare(_ residuals: [Double]) -> String {
    String(format: "chi² %.2f", residuals.reduce(0) { $0 + $1 * $1 })
  }

  /// Distances of the observables from the publication, in uncertainties.
  private func residuals(at scales: [Double]) throws -> [Double] {
    var configuration = base
    for (row, value) in zip(rows, zip(start, scales).map { $0 * $1 }) {
      // A step out of a parameter's range is a bad one: the solver then takes a shorter one.
      guard row.range.contains(value) else { return plan.observables.map { _ in Self.refusal } }
      row.set(value, in: &configuration.parameters)
    }
    let trial = FitTrial(seeds: plan.seeds, observables: plan.observables)
    return zip(plan.observables, try trial.observe(configuration)).map {
      ($1 - $0.published) / $0.uncertainty
    }
  }
}

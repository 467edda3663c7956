public import Characterization

/// Parameters and residuals of a fit as CSV.
public struct FitReport {
  private let problem: FitProblem
  private let solution: LeastSquares.Solution

  /// Reports the solution of a problem.
  public init(_ solution: LeastSquares.Solution, of problem: FitProblem) {
    self.problem = problem
    self.solution = solution
  }

  /// The lines: one per parameter and observable, and how the fit ended.
  public var text: String {
    let header = "kind,name,unit,value,uncertainty,start_or_published,residual"
    let end = [
      "chi_square_per_freedom,,,\(solution.reducedChiSquare),,,",
      "steps,,,\(solution.iterations),,,", "ending,,,\(solution.ending.rawValue),,,",
    ]
    return ([header] + parameters + observables + end).map { $0 + "\n" }.joined()
  }

  private var parameters: [String] {
    problem.rows.indices.map { index in
      let (row, start) = (problem.rows[index], problem.start[index])
      return "parameter,\(row.key),\(row.dimension.symbol),"
        + "\(start * solution.parameters[index]),\(start * solution.errors[index]),\(start),"
    }
  }

  private var observables: [String] {
    zip(problem.plan.observables, solution.residuals).map { observable, residual in
      "observable,\(observable.key),,"
        + "\(observable.published + residual * observable.uncertainty),"
        + "\(observable.uncertainty),\(observable.published),\(residual)"
    }
  }
}

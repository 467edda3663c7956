/// A nonlinear least-squares problem, solved by GSL's Levenberg-Marquardt method with finite
/// differences (Moré 1978 as implemented in `gsl_multifit_nlinear`).
public struct LeastSquares {
  /// Residuals of parameters, each in units of its uncertainty and finite.
  public let residuals: ([Double]) throws -> [Double]
  /// Number of residuals, 1 or more.
  public let count: Int
  /// Relative step of the finite differences, above 0; parameters should be near 1.
  public var step = 0.03
  /// Most steps, 1 or more.
  public var iterations = 8
  /// Called after every step with its number, 1 for the first, and the sum of squares.
  public var progress: (Int, Double) -> Void = { _, _ in }

  /// A fit has converged when a step changes every parameter by less than this, relative to it: far
  /// below the differences by which the gradient is found, and below what chips scatter by.
  public static let stepTolerance = 2e-3

  /// A problem with a number of residuals.
  /// - Parameters:
  ///   - count: Number of residuals, 1 or more.
  ///   - residuals: Gives that many finite numbers for any parameters.
  public init(count: Int, residuals: @escaping ([Double]) throws -> [Double]) {
    self.count = count
    self.residuals = residuals
  }

  /// The residuals at some parameters, without a fit; errors are not known and therefore NaN.
  /// - Throws: what ``residuals`` throws, ``LeastSquaresError`` for a wrong number of them or for
  ///   one that is not finite.
  public func evaluate(at parameters: [Double]) throws -> Solution {
    Solution(
      parameters: parameters, errors: parameters.map { _ in .nan },
      residuals: try checkedResiduals(at: parameters), iterations: 0, ending: .notFitted)
  }

  /// The solution, starting somewhere.
  ///
  /// A fit that does not converge is no error: ask ``Solution/ending``.
  /// - Parameter start: One number or more, not more than residuals.
  /// - Throws: what ``residuals`` throws, ``LeastSquaresError``.
  public func solve(from start: [Double]) throws -> Solution {
    guard !start.isEmpty, start.count <= count else {
      throw LeastSquaresError.wrongParameterCount(start.count, residuals: count)
    }
    let solver = try LeastSquaresSolver(self, parameters: start.count)
    try solver.begin(at: start)
    var taken = 0
    while taken < iterations {
      guard try solver.advance() else {
        // The last step was refused and is short for that reason; only the gradient tells.
        let ending = solver.hasConverged(stepTolerance: 0) ? Ending.converged : .stalled
        return try solver.solution(taken, ending)
      }
      taken += 1
      progress(taken, solver.sumOfSquares)
      if solver.hasConverged(stepTolerance: Self.stepTolerance) {
        return try solver.solution(taken, .converged)
      }
    }
    return try solver.solution(taken, .stepLimit)
  }

  /// The residuals, as many as announced and finite.
  func checkedResiduals(at parameters: [Double]) throws -> [Double] {
    let values = try residuals(parameters)
    guard values.count == count else {
      throw LeastSquaresError.wrongResidualCount(values.count, expected: count)
    }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw LeastSquaresError.notFinite(residual: index, parameters: parameters)
    }
    return values
  }
}

extension LeastSquares {
  /// Reason why a fit ended.
  public enum Ending: String, Sendable {
    /// The last step was short, or the gradient vanishes.
    case converged
    /// No step lowers the sum of squares, although the gradient says that one should: the residuals
    /// are rougher than the finite differences.
    case stalled = "stalled: no step lowers chi²"
    /// The most steps were taken.
    case stepLimit = "all allowed steps were taken"
    /// Residuals were evaluated only.
    case notFitted = "not fitted"
  }

  /// Result of a fit.
  public struct Solution: Sendable, Equatable {
    /// The best parameters.
    public let parameters: [Double]
    /// Their standard errors, scaled with the residuals that remain; infinite for a parameter that
    /// the residuals do not tell.
    public let errors: [Double]
    /// Residuals at the best parameters.
    public let residuals: [Double]
    /// Steps taken.
    public let iterations: Int
    /// Reason why the fit ended.
    public let ending: Ending

    /// A Boolean value that tells whether the parameters are those of a minimum.
    public var hasConverged: Bool { ending == .converged }

    /// Sum of squared residuals for each degree of freedom.
    public var reducedChiSquare: Double {
      let freedom = max(1, residuals.count - parameters.count)
      return residuals.reduce(0) { $0 + $1 * $1 } / Double(freedom)
    }
  }
}

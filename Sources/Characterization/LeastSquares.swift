@preconcurrency import CGSL

/// A nonlinear least-squares problem, solved by GSL's Levenberg-Marquardt method with finite
/// differences (Moré 1978 as implemented in `gsl_multifit_nlinear`).
public struct LeastSquares {
  /// What a fit finds.
  public struct Solution: Sendable, Equatable {
    /// The best parameters.
    public let parameters: [Double]
    /// Their standard errors, scaled with the residuals that remain.
    public let errors: [Double]
    /// Residuals at the best parameters.
    public let residuals: [Double]
    /// Steps taken.
    public let iterations: Int
    /// Sum of squared residuals for each degree of freedom.
    public var reducedChiSquare: Double {
      let freedom = max(1, residuals.count - parameters.count)
      return residuals.reduce(0) { $0 + $1 * $1 } / Double(freedom)
    }
  }

  /// Residuals of parameters, each in units of its uncertainty.
  public let residuals: ([Double]) throws -> [Double]
  /// Number of residuals.
  public let count: Int
  /// Relative step of the finite differences; parameters should be near 1.
  public var step = 0.03
  /// Most steps.
  public var iterations = 8
  /// Told about every step: number and sum of squares.
  public var progress: (Int, Double) -> Void = { _, _ in }

  /// A problem with a number of residuals.
  public init(count: Int, residuals: @escaping ([Double]) throws -> [Double]) {
    self.count = count
    self.residuals = residuals
  }

  private final class Box {
    let problem: LeastSquares
    var failure: (any Error)?
    init(_ problem: LeastSquares) { self.problem = problem }

    func evaluate(_ x: UnsafePointer<gsl_vector>, _ f: UnsafeMutablePointer<gsl_vector>) -> Int32 {
      do {
        let parameters = (0..<x.pointee.size).map { gsl_vector_get(x, $0) }
        for (i, r) in try problem.residuals(parameters).enumerated() { gsl_vector_set(f, i, r) }
        return Int32(GSL_SUCCESS)
      } catch {
        failure = error
        return Int32(GSL_EFAILED)
      }
    }
  }

  /// The residuals at some parameters, without a fit; errors are not known.
  /// - Throws: what `residuals` throws.
  public func evaluate(at parameters: [Double]) throws -> Solution {
    Solution(
      parameters: parameters, errors: parameters.map { _ in .nan },
      residuals: try residuals(parameters), iterations: 0)
  }

  /// The solution, starting somewhere.
  /// - Throws: what `residuals` throws.
  public func solve(from start: [Double]) throws -> Solution {
    gsl_set_error_handler_off()
    let box = Box(self)
    var settings = gsl_multifit_nlinear_default_parameters()
    settings.h_df = step
    var function = gsl_multifit_nlinear_fdf()
    function.f = { x, context, f in
      guard let x, let context, let f else { return Int32(GSL_EFAILED) }
      return Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().evaluate(x, f)
    }
    function.n = count
    function.p = start.count
    function.params = Unmanaged.passUnretained(box).toOpaque()
    guard
      let workspace = gsl_multifit_nlinear_alloc(
        gsl_multifit_nlinear_trust, &settings, count, start.count),
      let first = gsl_vector_alloc(start.count),
      let covariance = gsl_matrix_alloc(start.count, start.count)
    else { throw LeastSquaresError.outOfMemory }
    defer {
      gsl_multifit_nlinear_free(workspace)
      gsl_vector_free(first)
      gsl_matrix_free(covariance)
    }
    for (i, value) in start.enumerated() { gsl_vector_set(first, i, value) }
    gsl_multifit_nlinear_init(first, &function, workspace)
    var taken = 0
    for index in 0..<iterations {
      let status = gsl_multifit_nlinear_iterate(workspace)
      if let failure = box.failure { throw failure }
      guard status == Int32(GSL_SUCCESS) else { break }
      taken = index + 1
      progress(taken, sumOfSquares(workspace))
      let step = gsl_multifit_nlinear_trs_name(workspace) != nil ? relativeStep(workspace) : 1
      if step < 2e-3 { break }
    }
    gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(workspace), 0, covariance)
    return solution(workspace, covariance, start.count, taken)
  }

  private func sumOfSquares(_ workspace: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>)
    -> Double
  {
    let f = gsl_multifit_nlinear_residual(workspace)
    return (0..<count).reduce(0) { $0 + gsl_vector_get(f, $1) * gsl_vector_get(f, $1) }
  }

  private func relativeStep(_ workspace: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>)
    -> Double
  {
    let (x, dx) = (gsl_multifit_nlinear_position(workspace), workspace.pointee.dx)
    return (0..<workspace.pointee.x.pointee.size).map {
      abs(gsl_vector_get(dx, $0)) / max(abs(gsl_vector_get(x, $0)), 1e-12)
    }.max() ?? 0
  }

  private func solution(
    _ workspace: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>,
    _ covariance: UnsafeMutablePointer<gsl_matrix>, _ parameters: Int, _ taken: Int
  ) -> Solution {
    let x = gsl_multifit_nlinear_position(workspace)
    let f = gsl_multifit_nlinear_residual(workspace)
    let residuals = (0..<count).map { gsl_vector_get(f, $0) }
    let chi = residuals.reduce(0) { $0 + $1 * $1 } / Double(max(1, count - parameters))
    return Solution(
      parameters: (0..<parameters).map { gsl_vector_get(x, $0) },
      errors: (0..<parameters).map { (chi * gsl_matrix_get(covariance, $0, $0)).squareRoot() },
      residuals: residuals, iterations: taken)
  }
}

/// What can go wrong beside the problem itself.
public enum LeastSquaresError: Error {
  case outOfMemory
}

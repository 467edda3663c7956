@preconcurrency import CGSL
import Statistics

/// GSL's workspace for one problem, and the memory that it refers to.
final class LeastSquaresSolver {
  private let problem: LeastSquares
  private let parameters: Int
  private let workspace: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>
  /// GSL keeps its address.
  private let function: UnsafeMutablePointer<gsl_multifit_nlinear_fdf>
  /// Error that the problem threw while GSL called it.
  private var failure: (any Error)?

  /// Limit below which the gradient counts as zero, in GSL's scaling: a rounding error of sums of
  /// squares near 1.
  private static let gradientTolerance = 1e-10

  init(_ problem: LeastSquares, parameters: Int) throws(LeastSquaresError) {
    var settings = gsl_multifit_nlinear_default_parameters()
    settings.h_df = problem.step
    guard GSL.isReady,
      let workspace = gsl_multifit_nlinear_alloc(
        gsl_multifit_nlinear_trust, &settings, problem.count, parameters)
    else { throw .outOfMemory }
    self.problem = problem
    self.parameters = parameters
    self.workspace = workspace
    function = .allocate(capacity: 1)
    function.initialize(to: gsl_multifit_nlinear_fdf())
    function.pointee.n = problem.count
    function.pointee.p = parameters
    function.pointee.params = Unmanaged.passUnretained(self).toOpaque()
    function.pointee.f = { x, solver, f in
      guard let x, let solver, let f else { return Int32(GSL_EFAILED) }
      return Unmanaged<LeastSquaresSolver>.fromOpaque(solver).takeUnretainedValue().evaluate(x, f)
    }
  }

  deinit {
    gsl_multifit_nlinear_free(workspace)
    function.deallocate()
  }

  private func evaluate(
    _ x: UnsafePointer<gsl_vector>, _ f: UnsafeMutablePointer<gsl_vector>
  ) -> Int32 {
    do {
      let residuals = try problem.checkedResiduals(at: Self.values(of: x))
      for (i, residual) in residuals.enumerated() { gsl_vector_set(f, i, residual) }
      return Int32(GSL_SUCCESS)
    } catch {
      failure = error
      return Int32(GSL_EFAILED)
    }
  }

  /// Evaluates residuals and derivatives where the fit starts.
  func begin(at start: [Double]) throws {
    var start = start
    let status = start.withUnsafeMutableBufferPointer { values in
      var view = gsl_vector_view_array(values.baseAddress, values.count)
      return gsl_multifit_nlinear_init(&view.vector, function, workspace)
    }
    if let failure { throw failure }
    guard status == GSL_SUCCESS else { throw LeastSquaresError.library(code: Int(status)) }
  }

  /// Takes a step; false if none lowers the sum of squares.
  func advance() throws -> Bool {
    let status = gsl_multifit_nlinear_iterate(workspace)
    if let failure { throw failure }
    return status == GSL_SUCCESS
  }

  /// Returns whether the last step was shorter than a fraction of every parameter, or the gradient
  /// vanishes.
  func hasConverged(stepTolerance: Double) -> Bool {
    var reason: Int32 = 0
    return gsl_multifit_nlinear_test(
      stepTolerance, Self.gradientTolerance, 0, &reason, workspace) == GSL_SUCCESS
  }

  /// Sum of squared residuals where the fit is.
  var sumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }

  private var residuals: [Double] { Self.values(of: gsl_multifit_nlinear_residual(workspace)) }

  private static func values(of vector: UnsafePointer<gsl_vector>) -> [Double] {
    (0..<vector.pointee.size).map { gsl_vector_get(vector, $0) }
  }

  /// Returns the present solution, with the errors of its parameters.
  func solution(
    _ steps: Int, _ ending: LeastSquares.Ending
  ) throws(LeastSquaresError) -> LeastSquares.Solution {
    guard let covariance = gsl_matrix_alloc(parameters, parameters) else { throw .outOfMemory }
    defer { gsl_matrix_free(covariance) }
    gsl_multifit_nlinear_covar(gsl_multifit_nlinear_jac(workspace), 0, covariance)
    let scale = sumOfSquares / Double(max(1, problem.count - parameters))
    return LeastSquares.Solution(
      parameters: Self.values(of: gsl_multifit_nlinear_position(workspace)),
      errors: (0..<parameters).map { index in
        // GSL leaves a zero where a parameter cannot be told.
        let variance = gsl_matrix_get(covariance, index, index)
        return variance > 0 ? (scale * variance).squareRoot() : .infinity
      },
      residuals: residuals, iterations: steps, ending: ending)
  }
}

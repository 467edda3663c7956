@preconcurrency import CGSL

/// A straight line `offset + slope * x`.
public struct Line: Equatable, Sendable {
  /// The value at x = 0.
  public let offset: Double
  /// The increase for each unit of x.
  public let slope: Double

  /// The line with the least squared distance in y; nil for fewer than two distinct x, for
  /// different counts, or for values that are not finite.
  public init?(fitting y: [Double], at x: [Double]) {
    guard GSL.isReady, x.count == y.count, let first = x.first, x.contains(where: { $0 != first })
    else {
      return nil
    }
    var offset = 0.0
    var slope = 0.0
    var covariances = (0.0, 0.0, 0.0)
    var residual = 0.0
    let status = gsl_fit_linear(
      x, 1, y, 1, x.count, &offset, &slope, &covariances.0, &covariances.1, &covariances.2,
      &residual)
    guard status == GSL_SUCCESS, offset.isFinite, slope.isFinite else {
      return nil
    }
    self.offset = offset
    self.slope = slope
  }
}

/// The polynomial with the least squared distance in y.
///
/// - Returns: `degree + 1` coefficients, the constant first; nil if there are not more points
///   than the degree, counts differ, or no solution was found.
public func polynomialFit(x: [Double], y: [Double], degree: Int) -> [Double]? {
  let terms = degree + 1
  guard GSL.isReady, degree >= 0, x.count == y.count, x.count >= terms,
    let design = gsl_matrix_alloc(x.count, terms), let values = gsl_vector_alloc(x.count),
    let solution = gsl_vector_alloc(terms), let covariance = gsl_matrix_alloc(terms, terms),
    let workspace = gsl_multifit_linear_alloc(x.count, terms)
  else { return nil }
  defer {
    gsl_multifit_linear_free(workspace)
    gsl_matrix_free(covariance)
    gsl_vector_free(solution)
    gsl_vector_free(values)
    gsl_matrix_free(design)
  }
  for row in x.indices {
    gsl_vector_set(values, row, y[row])
    var power = 1.0
    for column in 0..<terms {
      gsl_matrix_set(design, row, column, power)
      power *= x[row]
    }
  }
  var residual = 0.0
  let status = gsl_multifit_linear(design, values, solution, covariance, &residual, workspace)
  let coefficients = (0..<terms).map { gsl_vector_get(solution, $0) }
  guard status == GSL_SUCCESS, coefficients.allSatisfy(\.isFinite) else { return nil }
  return coefficients
}

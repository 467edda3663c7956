/// Error of a fit that does not come from the problem itself.
public enum LeastSquaresError: Error, Equatable, Sendable {
  /// GSL got no memory for its workspace.
  case outOfMemory
  /// No parameter, or more than residuals.
  case wrongParameterCount(Int, residuals: Int)
  /// Another number of residuals than announced.
  case wrongResidualCount(Int, expected: Int)
  /// A residual that is infinite or no number, and where.
  case notFinite(residual: Int, parameters: [Double])
  /// An error of GSL, by its code in `gsl_errno.h`.
  case library(code: Int)
}

extension LeastSquaresError: CustomStringConvertible {
  /// Sentence that says what is wrong, what is allowed and what to do.
  public var description: String {
    switch self {
    case .outOfMemory:
      "The fit could not allocate its workspace; fit fewer parameters or residuals at once."
    case .wrongParameterCount(let count, let residuals):
      "The fit has \(count) parameters for \(residuals) residuals; give 1...\(residuals) parameters."
    case .wrongResidualCount(let count, let expected):
      "The fit got \(count) residuals instead of \(expected); give equally many for all parameters."
    case .notFinite(let residual, let parameters):
      "In the fit, residual \(residual) is not finite at parameters \(parameters); leave it out, or "
        + "use other start values."
    case .library(let code):
      "The fit failed with GSL error \(code) (see gsl_errno.h); use other start values."
    }
  }
}

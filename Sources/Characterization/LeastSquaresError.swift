/// What can go wrong with a fit beside the problem itself.
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
  /// What is wrong, what is allowed, and what to do about it.
  public var description: String {
    switch self {
    case .outOfMemory: "fit: no memory for its workspace; fit fewer parameters or residuals at once"
    case .wrongParameterCount(let count, let residuals):
      "fit: \(count) parameters for \(residuals) residuals; give 1...\(residuals) parameters"
    case .wrongResidualCount(let count, let expected):
      "fit: \(count) residuals where \(expected) were announced; give as many for all parameters"
    case .notFinite(let residual, let parameters):
      "fit: residual \(residual) is not finite at parameters \(parameters); leave it out, or start "
        + "elsewhere"
    case .library(let code): "fit: GSL reports error \(code), see gsl_errno.h; start elsewhere"
    }
  }
}

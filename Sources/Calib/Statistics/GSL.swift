@preconcurrency import CGSL

/// The one place that prepares the GNU Scientific Library.
enum GSL {
  /// Evaluated once: GSL reports errors by return codes instead of ending the process.
  static let isReady: Bool = {
    gsl_set_error_handler_off()
    return true
  }()
}

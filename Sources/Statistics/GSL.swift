@preconcurrency import CGSL

/// The one place that prepares the GNU Scientific Library.
///
/// The library's error handler belongs to the whole process. It is switched off once, by whoever
/// fits first, and never set again, so that no call depends on another.
public enum GSL {
  /// True once GSL reports errors by return codes instead of ending the process; ask for it before
  /// any call of GSL that can fail.
  public static let isReady: Bool = {
    gsl_set_error_handler_off()
    return true
  }()
}

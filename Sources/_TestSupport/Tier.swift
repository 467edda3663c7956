import Foundation
public import Testing

/// Part of the test suite that is wanted: `scripts/test --fast` or all of it.
///
/// The environment variable `BSS2_TIER` decides: `full` enables the tests that take long, anything
/// else leaves them out, so that a bare `swift test` is fast.
public enum Tier {
  /// A Boolean value that tells whether tests that take long are to be run.
  public static var isFull: Bool {
    ProcessInfo.processInfo.environment["BSS2_TIER"] == "full"
  }
}

extension Trait where Self == ConditionTrait {
  /// A test or suite that takes long and runs in the full tier only (`BSS2_TIER=full`).
  ///
  ///     @Test(.fullTier) func `a calibration succeeds on ten chips`() { … }
  public static var fullTier: Self {
    .enabled(if: Tier.isFull, "runs in the full tier only: BSS2_TIER=full")
  }
}

/// A calibration as plain named values, independent of any file format.
///
/// Names are paths with slashes (`neuron/v_leak`); values are arrays and strings only.
public struct CalibrationArchive: Equatable, Sendable {
  /// One value of an archive.
  public enum Value: Equatable, Sendable {
    /// Digital settings and counts.
    case integers([Int])
    /// One truth value for each instance.
    case mask([Bool])
    /// Targets and observables.
    case doubles([Double])
    /// A name or a kind.
    case string(String)
    /// Names and messages.
    case strings([String])
  }

  /// The version of the layout; readers refuse others.
  public static let formatVersion = 2

  /// All values by name.
  public var values: [String: Value]

  /// Creates an archive from values.
  public init(values: [String: Value] = [:]) {
    self.values = values
  }

  /// All names in alphabetical order, the order to write them in.
  public var names: [String] { values.keys.sorted() }
}

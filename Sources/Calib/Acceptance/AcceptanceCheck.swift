/// One number that a calibrated chip has to keep below or above a limit.
public struct AcceptanceCheck: Equatable, Sendable {
  /// What was measured.
  public let name: String
  /// Its value.
  public let value: Double
  /// The limit.
  public let limit: Double
  /// Whether the limit is the smallest value that does not pass, or the largest.
  public let isUpperLimit: Bool

  /// Whether the number keeps its limit; NaN does not.
  public var holds: Bool { isUpperLimit ? value < limit : value > limit }

  static func below(_ limit: Double, _ name: String, _ value: Double) -> AcceptanceCheck {
    AcceptanceCheck(name: name, value: value, limit: limit, isUpperLimit: true)
  }

  static func above(_ limit: Double, _ name: String, _ value: Double) -> AcceptanceCheck {
    AcceptanceCheck(name: name, value: value, limit: limit, isUpperLimit: false)
  }
}

/// A number that a calibrated chip has to keep below or above a limit.
public struct AcceptanceCheck: Equatable, Sendable {
  /// The measured quantity with its unit.
  public let name: String
  /// Its value.
  public let value: Double
  /// The limit.
  public let limit: Double
  /// A Boolean value that is true when values have to be below the limit, false when above.
  public let isUpperLimit: Bool
  /// The instances that are the farthest from what they should be, if it is known which ones are.
  public let instances: [Int]

  /// A Boolean value that is true when the number keeps its limit; false for NaN.
  public var holds: Bool { isUpperLimit ? value < limit : value > limit }

  static func below(
    _ limit: Double, _ name: String, _ value: Double, instances: [Int] = []
  ) -> AcceptanceCheck {
    AcceptanceCheck(
      name: name, value: value, limit: limit, isUpperLimit: true, instances: instances)
  }

  static func above(_ limit: Double, _ name: String, _ value: Double) -> AcceptanceCheck {
    AcceptanceCheck(name: name, value: value, limit: limit, isUpperLimit: false, instances: [])
  }
}

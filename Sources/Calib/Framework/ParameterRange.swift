internal import Containers
internal import Coordinates

/// The closed range of integers within which a search may set a parameter.
///
/// A range holds at least two values.
/// calix: `ParameterRange`.
public struct ParameterRange: Hashable, Sendable {
  /// The lowest allowed value, in LSB of the parameter.
  public let lower: Int
  /// The highest allowed value, in LSB of the parameter; larger than `lower`.
  public let upper: Int

  /// All values of a CapMem cell, 0...1022 (1023 switches the refresh off; haldls: `CapMemCell`).
  public static let capMem = ParameterRange(CapMemCell.Value.self)

  /// All digital offsets of a CADC channel, -128...127 (haldls: `CADCChannelConfig::Offset`).
  static let channelOffset = ParameterRange(CADCChannelConfig.Offset.self)
  /// All offsets of a driver's hagen DAC, 0...63 (haldls: `SynapseDriverConfig::HagenDACOffset`).
  static let hagenDACOffset = ParameterRange(SynapseDriverConfig.HagenDACOffset.self)

  /// Creates a range of at least two values.
  ///
  /// - Throws: ``CalibError/invalidParameterRange(lower:upper:)`` unless `lower < upper`.
  public init(lower: Int, upper: Int) throws(CalibError) {
    guard upper > lower else {
      throw .invalidParameterRange(lower: lower, upper: upper)
    }
    self.init(uncheckedLower: lower, upper: upper)
  }

  /// Creates a range known to be valid at compile time.
  init(uncheckedLower lower: Int, upper: Int) {
    assert(lower < upper, "a parameter range holds at least two values")
    self.lower = lower
    self.upper = upper
  }

  /// Creates the range of all codes of a register.
  init<Code: RangedInteger>(_ code: Code.Type) {
    self.init(uncheckedLower: Code.min.value, upper: Code.max.value)
  }

  /// The values of the range, for comparisons with numbers that may lie between two codes.
  var doubles: ClosedRange<Double> { Double(lower)...Double(upper) }

  /// The values of the range.
  public var values: ClosedRange<Int> { lower...upper }

  /// The number of values in the range, at least 2.
  public var count: Int { upper - lower + 1 }

  /// The nearest value inside the range.
  public func clamping(_ value: Int) -> Int { min(max(value, lower), upper) }

  /// Returns true if the value lies inside the range.
  public func contains(_ value: Int) -> Bool { lower <= value && value <= upper }
}

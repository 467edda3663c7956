/// One axis of a panel.
public struct Axis: Sendable, Equatable {
  /// Law by which positions follow from values.
  public enum Scale: Sendable, Equatable {
    /// Equal differences are equally far apart.
    case linear
    /// Equal ratios are equally far apart; values that are not positive are left out.
    case logarithmic
  }

  /// Name of the quantity on the axis, without its unit.
  public var label: String
  /// The unit, shown in brackets behind the label; nil for counts and ratios.
  public var unit: String?
  /// Law by which positions follow from values.
  public var scale: Scale
  /// The values at the two ends; nil takes them from the data.
  public var range: ClosedRange<Double>?
  /// Names of the places 0, 1, 2…, which stand instead of numbers; nil for an axis of numbers.
  public var names: [String]?

  /// An axis with a label such as "membrane voltage" and a unit such as "mV".
  public init(
    _ label: String = "", unit: String? = nil, scale: Scale = .linear,
    range: ClosedRange<Double>? = nil
  ) {
    self.label = label
    self.unit = unit
    self.scale = scale
    self.range = range
  }

  /// An axis of things rather than numbers: the first stands at 0, the next at 1.
  public init(_ label: String = "", names: [String]) {
    self.init(label, range: -0.5...(Double(max(1, names.count)) - 0.5))
    self.names = names
  }

  /// Label and unit as they stand beside the axis.
  var caption: String {
    guard let unit else { return label }
    return label.isEmpty ? "[\(unit)]" : "\(label) [\(unit)]"
  }

  /// Returns whether a value has a place on the axis.
  ///
  /// On a logarithmic one the least positive numbers, which have fewer digits, have none.
  func shows(_ value: Double) -> Bool { value.isFinite && (scale == .linear || value > 1e-290) }
}

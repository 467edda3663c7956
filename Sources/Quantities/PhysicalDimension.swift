/// The dimension of a physical number, with the units in which it may be written.
public enum PhysicalDimension: String, Sendable, CaseIterable {
  /// Pure number.
  case dimensionless
  /// Seconds.
  case time
  /// Volts.
  case voltage
  /// Amperes.
  case current
  /// Coulombs.
  case charge
  /// Farads.
  case capacitance
  /// Siemens.
  case conductance
  /// Hertz.
  case frequency
  /// Kelvins.
  case temperature
  /// Volts per second: the slope of a ramp.
  case slewRate
  /// Per volt squared: the cubic coefficient of a transfer curve.
  case inverseVoltageSquared
  /// Volts per kelvin: how a potential shifts with temperature.
  case voltagePerKelvin
  /// Square amperes per hertz: the density of a current noise.
  case currentNoiseDensity

  /// The SI unit's symbol, empty for a pure number.
  public var symbol: String {
    switch self {
    case .dimensionless: ""
    case .time: "s"
    case .voltage: "V"
    case .current: "A"
    case .charge: "C"
    case .capacitance: "F"
    case .conductance: "S"
    case .frequency: "Hz"
    case .temperature: "K"
    case .slewRate: "V/s"
    case .inverseVoltageSquared: "1/V^2"
    case .voltagePerKelvin: "V/K"
    case .currentNoiseDensity: "A^2/Hz"
    }
  }

  /// A Boolean value that tells whether decimal prefixes may stand before the symbol.
  var takesPrefixes: Bool {
    switch self {
    case .dimensionless, .inverseVoltageSquared, .currentNoiseDensity: false
    default: true
    }
  }
}

/// A value that could not be read as a quantity of the wanted dimension.
public enum QuantityError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Text that is not a number and its unit.
  case noNumber(String)
  /// Number with the unit of another dimension, or with none.
  case wrongUnit(String, expected: PhysicalDimension)

  /// Sentence that says what is wrong, what is allowed and what to do.
  public var description: String {
    switch self {
    case .noNumber(let text):
      "'\(text)' is not a number and its unit; write a number, a space and the unit, such as '6 ns'"
    case .wrongUnit(let text, .dimensionless):
      "'\(text)' has a unit, but a pure number is needed; remove the unit"
    case .wrongUnit(let text, let dimension):
      "'\(text)' is not in \(dimension.symbol); use the unit \(dimension.symbol)"
        + (dimension.takesPrefixes ? " or a multiple such as m\(dimension.symbol)" : "")
    }
  }
}

extension PhysicalDimension {
  /// Decimal prefixes; micro is written as u, as the micro sign or as the Greek letter.
  private static let prefixes: [Substring: Double] = [
    "": 1, "f": 1e-15, "p": 1e-12, "n": 1e-9, "u": 1e-6, "\u{b5}": 1e-6, "\u{3bc}": 1e-6,
    "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9,
  ]

  /// Reads a number with its unit, such as "6 ns", as a value in SI units.
  /// - Throws: ``QuantityError`` when the number is missing or the unit is of another dimension.
  public func parse(_ text: String) throws(QuantityError) -> Double {
    let parts = text.split(whereSeparator: \.isWhitespace)
    guard let first = parts.first, let number = Double(first), number.isFinite else {
      throw .noNumber(text)
    }
    let unit = parts.count > 1 ? parts[1] : ""
    guard parts.count <= 2, unit.hasSuffix(symbol) else { throw .wrongUnit(text, expected: self) }
    let prefix = unit.dropLast(symbol.count)
    guard let factor = Self.prefixes[prefix], prefix.isEmpty || takesPrefixes else {
      throw .wrongUnit(text, expected: self)
    }
    return number * factor
  }
}

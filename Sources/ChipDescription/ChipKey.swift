public import ChipModel
internal import Containers
public import Quantities
public import SimulationCore

/// A setting of a chip by its dotted key: a parameter, `effects.NAME`, `effects.all` or
/// `drivers.NAME`.
public enum ChipKey: Sendable {
  /// A physical parameter, in its SI unit.
  case parameter(ParameterDescriptor<ChipParameters>)
  /// The scale of every effect.
  case allEffects
  /// The scale of one effect.
  case effect(Effect)
  /// A register of all synapse drivers.
  case driver(DriverRegister)
  /// The year of calix's choices with which chips are calibrated.
  case calibrationRoutine

  /// Prefix of the keys of effects.
  static let effects = "effects."
  /// Prefix of the keys of the drivers' registers.
  static let drivers = "drivers."

  private static let parameterRows = ChipParameters.table.map { ($0.key, ChipKey.parameter($0)) }
  private static let effectRows =
    [(effects + "all", ChipKey.allEffects)]
    + Effect.allCases.map { (effects + $0.name, .effect($0)) }
  private static let driverRows = DriverRegister.allCases.map {
    (drivers + $0.rawValue, ChipKey.driver($0))
  }
  private static let table = Dictionary(
    uniqueKeysWithValues: parameterRows + effectRows + driverRows
      + [(CalibrationRoutine.key, .calibrationRoutine)])

  /// The setting of a key.
  /// - Throws: ``ConfigurationError/unknownKey(file:key:nearest:)``.
  public init(_ key: String) throws(ConfigurationError) {
    guard let found = Self.table[key] else {
      throw .unknownKey(file: "", key: key, nearest: nearest(to: key, in: Array(Self.table.keys)))
    }
    self = found
  }

  /// The effect of a name of a file, or all of them.
  /// - Throws: ``ConfigurationError/unknownKey(file:key:nearest:)``.
  public init(effect name: String, file: String) throws(ConfigurationError) {
    guard let found = Self.table[Self.effects + name] else {
      throw .unknownKey(
        file: file, key: name, nearest: nearest(to: name, in: Effect.allCases.map(\.name)))
    }
    self = found
  }

  /// The parameter of a key of a file's section `parameters`.
  init(parameter key: String, file: String) throws(ConfigurationError) {
    guard case .parameter(let row)? = Self.table[key] else {
      throw .unknownKey(
        file: file, key: "parameters." + key,
        nearest: nearest(to: key, in: Self.parameterRows.map(\.0)))
    }
    self = .parameter(row)
  }

  /// The dotted key.
  public var key: String {
    switch self {
    case .parameter(let row): row.key
    case .allEffects: Self.effects + "all"
    case .effect(let effect): Self.effects + effect.name
    case .driver(let register): Self.drivers + register.rawValue
    case .calibrationRoutine: CalibrationRoutine.key
    }
  }
}

extension ChipKey {
  /// Reads a value: a quantity such as "6 ns", an effect's scale such as "0.5" or "2x", or the code
  /// of a register.
  /// - Parameter file: What errors name first; empty for none.
  /// - Throws: ``ConfigurationError``.
  public func value(of text: String, file: String = "") throws(ConfigurationError) -> Double {
    let value: Double
    switch self {
    case .parameter(let row): value = try quantity(text, row.dimension, file)
    case .allEffects, .effect: value = try scale(text, file)
    case .driver, .calibrationRoutine: value = Int(text).map(Double.init) ?? .nan
    }
    try check(value, as: text, file: file)
    return value
  }

  /// Refuses a value that the setting cannot have.
  /// - Throws: ``ConfigurationError``.
  public func check(_ value: Double) throws(ConfigurationError) {
    try check(value, as: "\(value)", file: "")
  }

  private func quantity(
    _ text: String, _ dimension: PhysicalDimension, _ file: String
  ) throws(ConfigurationError) -> Double {
    do {
      return try dimension.parse(text)
    } catch {
      throw .badValue(file: file, key: key, reason: "\(error)")
    }
  }

  private func scale(_ text: String, _ file: String) throws(ConfigurationError) -> Double {
    guard let scale = Double(text.hasSuffix("x") ? String(text.dropLast()) : text) else {
      throw .badValue(file: file, key: key, reason: "the scale must be a number, such as 0.5 or 2x")
    }
    return scale
  }

  private func check(_ value: Double, as text: String, file: String) throws(ConfigurationError) {
    switch self {
    case .parameter(let row): try row.check(value, as: text, file: file)
    case .allEffects: try Self.checkScale(value, of: "all", file: file)
    case .effect(let effect): try Self.checkScale(value, of: effect.name, file: file)
    case .driver(let register):
      guard let code = Int(exactly: value), register.codes.contains(code) else {
        throw .outOfRange(
          file: file, key: key, value: text,
          allowed:
            "a whole number from \(register.codes.lowerBound) to \(register.codes.upperBound)"
        )
      }
    case .calibrationRoutine:
      guard Int(exactly: value).flatMap(CalibrationRoutine.init(rawValue:)) != nil else {
        throw .outOfRange(
          file: file, key: key, value: text,
          allowed: CalibrationRoutine.allCases.map { "\($0.rawValue)" }.joined(separator: " or "))
      }
    }
  }

  private static func checkScale(
    _ scale: Double, of name: String, file: String
  ) throws(ConfigurationError) {
    guard EffectScales.range.contains(scale) else {
      throw .effectOutOfRange(file: file, name: name, scale: scale)
    }
  }
}

extension ParameterDescriptor {
  fileprivate func check(
    _ value: Double, as text: String, file: String
  ) throws(ConfigurationError) {
    guard range.contains(value) else {
      throw .outOfRange(
        file: file, key: key, value: text,
        allowed: "\(range.lowerBound) to \(range.upperBound)"
          + (dimension.symbol.isEmpty ? "" : " \(dimension.symbol)"))
    }
  }
}

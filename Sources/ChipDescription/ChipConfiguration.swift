public import ChipModel
public import SimulationCore

/// The source of a physical number.
public struct ParameterOrigin: Hashable, Sendable {
  /// A publication, a file of the group's code or the measurement it was fitted to.
  public let source: String
  /// Status of the number.
  public let status: ParameterStatus
  /// The value as written, with its unit.
  public let text: String
}

/// A kind of chip that comes with the program.
public enum Preset: String, CaseIterable, Sendable {
  /// The median chip of revision 3.
  case typical
  /// A chip of revision 3 without mismatch, noise and nonlinearity.
  case ideal
  /// A chip of revision 2, calibrated as such chips were.
  case v2
  /// A typical chip with broken parts.
  case faulty
}

/// A kind of chip: parameters, effects, and how such chips are calibrated.
public struct ChipConfiguration: Sendable {
  /// The numbers, ready for a chip.
  public var parameters = ChipParameters()
  /// Registers of the synapse drivers that this kind of chip is used with, by name
  /// (stp_i_ramp, hagen_dac_offset); empty where the drivers are calibrated.
  public private(set) var driverRegisters: [String: Int] = [:]
  /// The choices with which chips of this kind are calibrated.
  public private(set) var calibrationRoutine = CalibrationRoutine.year2023
  /// Origin of each number, by key.
  public let provenance: [String: ParameterOrigin]

  /// A configuration whose values are all zero.
  public init() { provenance = [:] }

  /// A configuration of values by key that are in range.
  init(
    name: String, settings: [String: Double], provenance: [String: ParameterOrigin]
  ) throws(ConfigurationError) {
    self.provenance = provenance
    parameters.name = name
    for key in settings.keys.sorted(by: ChipConfiguration.isBefore) {
      set(try ChipKey(key), to: settings[key] ?? 0)
    }
  }

  /// A Boolean value: a key is set before another one, as "effects.all" is before every effect.
  private static func isBefore(_ a: String, _ b: String) -> Bool {
    (a == ChipKey.allEffects.key) != (b == ChipKey.allEffects.key)
      ? a == ChipKey.allEffects.key : a < b
  }

  /// Names of the presets that come with the program.
  public static var presets: [String] { Preset.allCases.map(\.rawValue).sorted() }

  /// Sets a value that ``ChipKey/check(_:)`` accepts.
  public mutating func set(_ key: ChipKey, to value: Double) {
    switch key {
    case .parameter(let row): row.set(value, in: &parameters)
    case .allEffects: parameters.effects = EffectScales(all: value)
    case .effect(let effect): parameters.effects[effect] = value
    case .driver(let register): driverRegisters[register.rawValue] = Int(value)
    case .calibrationRoutine:
      calibrationRoutine = CalibrationRoutine(rawValue: Int(value)) ?? calibrationRoutine
    }
  }

  /// Sets an effect's scale from text such as "cadc.noise=0" or "synapse.mismatch=2x".
  /// - Throws: ``ConfigurationError`` for an unknown effect or a scale that is no number from 0 to 100.
  public mutating func setEffect(_ assignment: String) throws(ConfigurationError) {
    let place = "--effect"
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .badEffect(assignment) }
    let key = try ChipKey(effect: String(parts[0]), file: place)
    do {
      set(key, to: try key.value(of: String(parts[1]), file: place))
    } catch .badValue {
      throw .badEffect(assignment)
    }
  }
}

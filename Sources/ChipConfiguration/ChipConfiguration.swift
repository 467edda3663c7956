public import ChipModel
internal import Foundation
internal import Quantities
public import SimulationCore
internal import Yams

/// Where a physical number comes from.
public struct Provenance: Hashable, Sendable {
  /// A publication, a file of the group's code or the measurement it was fitted to.
  public let source: String
  /// How well it is known.
  public let status: ParameterStatus
  /// The value as written, with its unit.
  public let text: String
}

/// A kind of chip as a configuration file describes it.
public struct ChipConfiguration: Sendable {
  /// The numbers, ready for a chip.
  public var parameters: ChipParameters
  /// Registers of the synapse drivers that this kind of chip is used with, by name
  /// (stp_i_ramp, hagen_dac_offset); empty where the drivers are calibrated.
  public let driverRegisters: [String: Int]
  /// Where each number comes from, by key.
  public let provenance: [String: Provenance]

  /// Reads a preset by name ("typical", "ideal", "faulty") or a file by path.
  /// - Throws: ``ConfigurationError`` naming file, key and what is allowed.
  public static func load(_ nameOrPath: String) throws -> ChipConfiguration {
    var loader = Loader()
    return try loader.load(nameOrPath)
  }

  /// Names of the presets that come with the program.
  public static var presets: [String] { Presets.texts.keys.sorted() }

  /// Sets an effect's scale from text such as "cadc.noise=0" or "synapse.mismatch=2x".
  /// - Throws: ``ConfigurationError`` for an unknown effect or a scale that is no number from 0 to 100.
  public mutating func setEffect(_ assignment: String) throws {
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw ConfigurationError.badEffect(assignment)
    }
    let text = parts[1].hasSuffix("x") ? parts[1].dropLast() : parts[1]
    guard let scale = Double(text) else { throw ConfigurationError.badEffect(assignment) }
    try parameters.effects.set(String(parts[0]), to: scale, file: "--effect")
  }
}

extension EffectScales {
  mutating func set(_ name: String, to scale: Double, file: String) throws {
    guard EffectScales.range.contains(scale) else {
      throw ConfigurationError.effectOutOfRange(file: file, name: name, scale: scale)
    }
    if name == "all" {
      self = EffectScales(all: scale)
      return
    }
    guard let effect = Effect(rawValue: name) else {
      throw ConfigurationError.unknownKey(
        file: file, key: name, nearest: nearest(name, Effect.allCases.map(\.rawValue)))
    }
    self[effect] = scale
  }
}

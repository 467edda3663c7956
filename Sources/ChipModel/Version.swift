internal import SimulationCore

/// The emulator's version and that of its physics; files carry both.
public enum Emulator {
  /// Semantic version.
  public static let version = "0.2.0"

  /// Number of the results: it increases whenever a chip of the same parameters and seeds gives other
  /// results, or its calibration other settings. `ResultVersionTests` compares it with recorded digests.
  public static let resultVersion = 4

  /// Digest of what all kinds of chips have in common: the ``resultVersion``, the keys and ranges of
  /// parameters, and the names of effects.
  ///
  /// Calibrations are valid for one value of it. The values of a chip's parameters are in
  /// ``ChipParameters/fingerprint``.
  public static let physics: String = {
    var hash = StableHash()
    hash.add("\(resultVersion)")
    for row in ChipParameters.table {
      hash.add("\(row.key) \(row.dimension.symbol) \(row.range)")
    }
    for row in Effect.table { hash.add("\(row.name) \(row.parameters)") }
    return String(hash.hexadecimal.prefix(12))
  }()

  /// Version and physics in one text, such as "0.2.0+physics.0123456789ab".
  public static let build = version + separator + physics

  private static let separator = "+physics."

  /// Returns the physics that a text such as ``build`` names; nil if it names none.
  public static func physics(ofBuild text: String) -> String? {
    let parts = text.split(separator: "+", maxSplits: 1)
    let name = separator.dropFirst()
    guard parts.count == 2, parts[1].hasPrefix(name) else { return nil }
    return String(parts[1].dropFirst(name.count))
  }
}

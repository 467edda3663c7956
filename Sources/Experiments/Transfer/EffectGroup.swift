public import SimulationCore

/// Effects that have one cause.
public struct EffectGroup: Equatable, Sendable {
  /// A name for tables.
  public let name: String
  /// The effects.
  public let effects: [Effect]

  /// Names effects.
  public init(name: String, effects: [Effect]) {
    self.name = name
    self.effects = effects
  }

  /// Every effect of the chip, in groups; one that belongs to no other is in the last.
  public static var all: [EffectGroup] {
    var groups = named.map { name, keys in
      EffectGroup(name: name, effects: keys.compactMap(Effect.init(name:)))
    }
    let used = Set(groups.flatMap(\.effects))
    groups.append(
      EffectGroup(
        name: "everything else", effects: Effect.allCases.filter { !used.contains($0) }))
    return groups
  }

  private static let named: [(String, [String])] = [
    ("pulse law", ["driver.pulse_law", "driver.turn_on", "driver.recovery"]),
    (
      "driver mismatch",
      ["driver.offset", "driver.slope", "driver.dac_errors", "driver.gain_mismatch"]
    ),
    ("distance", ["driver.distance", "driver.distance_spread", "synapse.turn_on"]),
    ("exc/inh difference", ["driver.row_difference"]),
    ("synapse mismatch", ["synapse.mismatch", "synapse.dac_errors"]),
    ("saturation", ["synapse.compression", "line.compression", "ota.saturation", "line.tail"]),
    (
      "column gain",
      [
        "driver.line_gain", "ota.gain_mismatch", "line.mismatch", "membrane.capacitor_mismatch",
        "membrane.leak_mismatch", "membrane.reset_mismatch", "capmem.mismatch", "readout.gain",
        "readout.offset",
      ]
    ),
    ("membrane drift", ["ota.offset", "membrane.pseudo_leak"]),
    (
      "noise",
      [
        "membrane.noise", "membrane.event_noise", "membrane.noise_mismatch", "cadc.noise",
        "cadc.common_noise", "cadc.noise_mismatch",
      ]
    ),
  ]
}

internal import ChipModel
internal import SimulationCore

/// What a handle points to: parameters while they are filled in, and then a chip.
final class ChipHandle: @unchecked Sendable {
  var parameters = ChipParameters()
  var chip: Chip?

  /// Sets a parameter or an effect ("effects.NAME") by its key.
  func set(_ key: String, _ value: Double) throws(ChipError) {
    if key.hasPrefix("effects.") {
      guard let effect = Effect(rawValue: String(key.dropFirst("effects.".count))) else {
        throw .unknownParameter(key)
      }
      parameters.effects[effect] = value
      return
    }
    guard let row = ChipParameters.table.first(where: { $0.key == key }) else {
      throw .unknownParameter(key)
    }
    guard row.range.contains(value) else {
      throw .parameterOutOfRange(key: key, value: value, range: row.range)
    }
    row.set(value, in: &parameters)
  }
}

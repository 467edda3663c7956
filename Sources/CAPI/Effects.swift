internal import SimulationCore

/// The table of effects as text, made once.
private let effects: [UInt8] = Array(JSONText.list(Effect.table.map(json)).text.utf8)

private func json(_ row: EffectDescription) -> JSONText {
  .object([
    ("name", .string(row.name)), ("component", .string(row.component)), ("law", .string(row.law)),
    ("knobs", .string(row.knobs)), ("parameters", .list(row.parameters.map { .string($0) })),
    ("source", .string(row.source)), ("status", .string(row.status.rawValue)),
  ])
}

/// Copies the table of effects as JSON; returns the text's length in bytes.
@c(bss2_effects_json)
public func effectsJSON(_ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int) -> Int {
  copy(text: effects, buffer, capacity)
}

internal import SimulationCore

/// What a seed draws for the columns of one hemisphere of one chip: standard normal numbers,
/// scaled where they are used. Nothing outside this component can read it.
struct ColumnMismatch {
  let capacitance: [Float]
  let leakConductance: [Float]
  let leakPotential: [Float]
  let leakBiasOffset: [Float]
  let resetPotential: [Float]
  let pseudoLeak: [Float]
  let noise: [Float]
  let excitatory: Input
  let inhibitory: Input

  struct Input {
    let resistance: [Float]
    let lineCapacitance: [Float]
    let conductance: [Float]
    let offset: [Float]
    let temperatureShift: [Float]
  }

  /// Draws the pattern of one hemisphere; each quantity has a row of its own, so that a new one
  /// leaves the others as they are.
  init(seed: UInt64, hemisphere: Int, count: Int) {
    let field = NormalField(seed: seed, domain: .columnMismatch)
    func row(_ quantity: UInt32) -> [Float] {
      field.row(vector: UInt64(hemisphere), lane: quantity, count: count)
    }
    func input(_ first: UInt32) -> Input {
      Input(
        resistance: row(first), lineCapacitance: row(first + 1), conductance: row(first + 3),
        offset: row(first + 4), temperatureShift: row(first + 5))
    }
    capacitance = row(0)
    leakConductance = row(1)
    leakPotential = row(2)
    leakBiasOffset = row(3)
    resetPotential = row(4)
    pseudoLeak = row(5)
    noise = row(6)
    excitatory = input(16)
    inhibitory = input(32)
  }
}

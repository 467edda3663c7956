internal import SimulationCore

/// The 6-bit current DACs of the synapses: current of each weight relative to one ideal step.
struct SynapseDAC {
  /// Bits of a weight.
  static let bits = 6
  /// Largest weight.
  static let largestWeight = 1 << bits - 1

  /// Relative current of each weight 0…63 in both quadrants.
  let currents: Pair<SideHorizontal, [Double]>

  init(_ circuit: SynramCircuit) {
    let compression =
      circuit.parameters.synapseCompression * circuit.effects[.synapseCompression]
    let spread = circuit.spreads.bits
    currents = circuit.mismatch.bits.map { draws in
      (0...Self.largestWeight).map { weight in
        let sum = (0..<Self.bits).reduce(0.0) { sum, bit in
          // A bit of 2^k unit elements averages their errors.
          let size = Double(1 << bit)
          let error = spread.offset(draws[bit]) / size.squareRoot()
          return weight >> bit & 1 == 1 ? sum + size * (1 + error) : sum
        }
        let share = Double(weight) / Double(Self.largestWeight)
        return sum / (1 + compression * share * share).squareRoot()
      }
    }
  }
}

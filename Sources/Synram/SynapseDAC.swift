internal import SimulationCore

/// From weight to current: the 6-bit DAC of a synapse, as currents relative to one ideal step.
struct SynapseDAC {
  /// Relative current of each weight, by quadrant (left, right).
  let currents: [[Double]]

  init(parameters: SynramParameters, mismatch: SynramMismatch, effects: EffectScales) {
    let compression = parameters.synapseCompression * effects[.synapseCompression]
    let unit = parameters.synapseDACSpread * effects[.synapseDACErrors]
    currents = mismatch.bits.map { bits in
      (0..<64).map { weight in
        let sum = (0..<6).reduce(0.0) { sum, bit in
          // A bit of 2^k unit elements averages their errors.
          let size = Double(1 << bit)
          let error = unit * Double(bits[bit]) / size.squareRoot()
          return weight >> bit & 1 == 1 ? sum + size * (1 + error) : sum
        }
        let share = Double(weight) / 63
        return sum / (1 + compression * share * share).squareRoot()
      }
    }
  }
}

internal import SimulationCore

/// The 6-bit current DACs of the synapses: current of each weight relative to one ideal step.
///
/// Each synapse has elements of its own. A bit of 2^k unit elements averages their errors:
///
///     I = sum of 2^k (1 + e_k / sqrt(2^k)) over the bits of the weight, times the compression.
struct SynapseDAC {
  /// Bits of a weight.
  static let bits = 6
  /// Largest weight.
  static let largestWeight = 1 << bits - 1

  /// Factor of each weight 0…63 that compression leaves.
  private let compressed: [Float]
  /// Error of each bit of each synapse in steps, bit by bit, row-major.
  private let errors: [[Float]]

  init(_ circuit: SynramCircuit) {
    let compression =
      circuit.parameters.synapseCompression * circuit.effects[.synapseCompression]
    compressed = (0...Self.largestWeight).map { weight in
      let share = Double(weight) / Double(Self.largestWeight)
      return Float(1 / (1 + compression * share * share).squareRoot())
    }
    let spread = circuit.spreads.bits
    errors = circuit.mismatch.bits.enumerated().map { bit, draws in
      let scale = Double(1 << bit).squareRoot()
      return draws.map { Float(scale * spread.offset($0)) }
    }
  }

  /// Writes the relative currents of synapses from `first` on that hold `weights`.
  func fill(_ weights: UnsafeBufferPointer<UInt8>, first: Int, _ out: UnsafeMutablePointer<Float>) {
    guard let held = weights.baseAddress else { return }
    for j in weights.indices { out[j] = Float(held[j]) }
    for (bit, errors) in errors.enumerated() {
      errors.withUnsafeBufferPointer { errors in
        let (own, shift) = (errors.baseAddress! + first, Int32(bit))
        for j in 0..<weights.count { out[j] += Float(Int32(held[j]) &>> shift & 1) * own[j] }
      }
    }
    compressed.withUnsafeBufferPointer { compressed in
      for j in weights.indices { out[j] = max(0, out[j]) * compressed[Int(held[j])] }
    }
  }
}

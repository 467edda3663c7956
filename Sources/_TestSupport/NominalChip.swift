internal import ChipConfiguration
public import ChipModel
internal import SimulationCore

/// A preset with some effects set, as "cadc.noise=0".
public func preset(_ name: String, effects: [String] = []) throws -> ChipParameters {
  var configuration = try ChipConfiguration.load(name)
  for effect in effects { try configuration.setEffect(effect) }
  return configuration.parameters
}

/// A chip with nominal settings.
public func nominalChip(
  _ name: String, seed: UInt64 = 0, runSeed: UInt64 = 0, threads: Int = 1,
  codes: NominalSettings.Codes = .init(), effects: [String] = []
) throws -> Chip {
  let chip = try Chip(
    parameters: preset(name, effects: effects), seed: seed, runSeed: runSeed, threads: threads)
  _ = try chip.run(NominalSettings.program(codes))
  return chip
}

/// The settings that silence a chip: every effect that draws from the run seed.
public let silence = [
  "membrane.noise=0", "membrane.event_noise=0", "cadc.noise=0", "cadc.common_noise=0",
  "membrane.slow_noise=0", "membrane.leak_noise=0", "run.drift=0", "madc.noise=0",
]

/// The settings under which a chip works without a calibration: its inputs have no offset, and it lies
/// at the centre of the population.
public let aligned = [
  "ota.offset=0", "membrane.follower=0", "chip.difference=0", "quadrant.difference=0",
]

/// Random inputs and weights of a small product.
public struct RandomProduct {
  /// Activations, vector after vector.
  public let inputs: [UInt8]
  /// Signed weights, row after row.
  public let weights: [Int8]
  /// Inputs of a vector.
  public let rows: Int
  /// Results of a vector.
  public let columns: Int
  /// Number of vectors.
  public let batch: Int

  /// Draws a product; `zeros` is the fraction of inputs that are 0 for certain.
  public init(seed: UInt64, rows: Int, columns: Int, batch: Int, zeros: Double = 0.3) {
    var stream = RandomStream(seed: seed, domain: .testing)
    self.rows = rows
    self.columns = columns
    self.batch = batch
    inputs = (0..<batch * rows).map { _ in
      stream.uniform() < zeros ? 0 : UInt8(stream.uniform(below: 32))
    }
    weights = (0..<rows * columns).map { _ in
      Int8(
        stream.uniform(below: MatrixMultiplication.weightRange.count)
          + MatrixMultiplication.weightRange.lowerBound)
    }
  }

  /// The exact product of one vector.
  public func exact(_ vector: Int) -> [Int] {
    (0..<columns).map { j in
      (0..<rows).reduce(0) { $0 + Int(inputs[vector * rows + $1]) * Int(weights[$1 * columns + j]) }
    }
  }

  /// The matrix for the chip.
  public func product(numSends: Int = 1, wait: Int = 5) throws -> MatrixMultiplication {
    var product = try MatrixMultiplication(weights: weights, rows: rows, columns: columns)
    product.numSends = numSends
    product.waitBetweenEvents = wait
    return product
  }
}

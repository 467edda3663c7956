public import ChipModel
internal import Coordinates

/// A virtual chip behind the perceptron's multiplication.
///
/// Larger matrices are cut into tiles and their partial results added, as grenade does; the noise
/// of the n-th vector on a stream is the same however batches are split.
public final class ChipMultiplier: HagenMultiplier {
  /// The chip; apply a calibration to it first.
  public let chip: Chip
  /// Sets callers apart that share a chip: their calls do not touch each other's noise.
  public let stream: UInt32

  /// Multiplies on a chip.
  public init(_ chip: Chip, stream: UInt32 = 0) {
    self.chip = chip
    self.stream = stream
  }

  /// One product; see ``HagenMultiplier``.
  ///
  /// - Throws: `ChipError` for operands out of range, ``PerceptronError`` for a recording of a
  ///   neuron that does not exist or to a file that cannot be written.
  public func multiply(
    inputs: [UInt8], batch: Int, rows: Int, weights: [Int8], columns: Int, options: MACOptions
  ) throws -> [Int8] {
    var product = try MatrixMultiplication(weights: weights, rows: rows, columns: columns)
    product.numSends = options.numSends
    product.waitBetweenEvents = options.waitBetweenEvents
    product.stream = stream
    guard let neuron = options.madcRecordingNeuron, !options.madcRecordingPath.isEmpty else {
      return try chip.multiply(inputs: inputs, batch: batch, product)
    }
    guard let coordinate = try? AtomicNeuronOnDLS(validating: neuron) else {
      throw PerceptronError.madcNeuronOutOfRange(neuron)
    }
    let file = try MADCFile(path: options.madcRecordingPath)
    product.madcNeuron = coordinate
    let (results, recordings) = try chip.record(inputs: inputs, batch: batch, product)
    if !recordings.isEmpty { try file.append(recordings) }
    return results
  }
}

extension HardwareBackend {
  /// The hardware path of the original on a virtual chip.
  public convenience init(chip: Chip, stream: UInt32 = 0) {
    self.init(ChipMultiplier(chip, stream: stream))
  }
}

public import ChipModel

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
  /// - Throws: `ChipError` for operands out of range,
  ///   ``PerceptronError/madcRecordingNotModelled`` for a recording.
  public func multiply(
    inputs: [UInt8], batch: Int, rows: Int, weights: [Int8], columns: Int, options: MACOptions
  ) throws -> [Int8] {
    guard options.madcRecordingNeuron == nil else {
      throw PerceptronError.madcRecordingNotModelled
    }
    var product = try MatrixMultiplication(weights: weights, rows: rows, columns: columns)
    product.numSends = options.numSends
    product.waitBetweenEvents = options.waitBetweenEvents
    product.stream = stream
    return try chip.multiply(inputs: inputs, batch: batch, product)
  }
}

extension HardwareBackend {
  /// The hardware path of the original on a virtual chip.
  public convenience init(chip: Chip, stream: UInt32 = 0) {
    self.init(ChipMultiplier(chip, stream: stream))
  }
}

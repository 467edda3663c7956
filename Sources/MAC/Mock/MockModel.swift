/// The linear model of one multiplication: y = num_sends · gain · Σ x w + noise.
public struct MockModel: Sendable, Equatable {
  /// Gain and noise.
  public var parameter: MockParameter
  /// The number of sends of the vector; any number, since the mock multiplies by it.
  public var numSends: Int

  /// Pairs gain and noise with a number of sends.
  public init(_ parameter: MockParameter, numSends: Int = 1) {
    self.parameter = parameter
    self.numSends = numSends
  }

  /// The factor of every product, LSB.
  var scale: Float { Float(Double(numSends) * parameter.gain) }
}

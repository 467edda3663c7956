internal import Glibc

/// The two numbers of the linear model of a chip: y = gain · Σ x w + noise.
///
/// hxtorch: `perceptron.MockParameter`.
public struct MockParameter: Sendable, Equatable, CustomStringConvertible {
  /// Standard deviation of the noise of one read, LSB; zero or less means no noise.
  public var noiseStd: Double
  /// LSB per product of one input and one weight, sent once; used values lie in (0, 1].
  public var gain: Double

  /// Takes the original's defaults for what is not given; nothing is checked before use.
  public init(
    noiseStd: Double = HagenConstants.defaultNoiseStd, gain: Double = HagenConstants.defaultGain
  ) {
    self.noiseStd = noiseStd
    self.gain = gain
  }

  /// The original's text, with six decimals.
  public var description: String {
    "MockParameter(noise_std=\(sixDecimals(noiseStd)), gain=\(sixDecimals(gain)))"
  }

  /// Throws unless the gain lies in (0, 1].
  ///
  /// - Throws: ``PerceptronError/gainOutOfRange(_:)``.
  public func validate() throws(PerceptronError) {
    guard gain > 0, gain <= 1 else { throw .gainOutOfRange(gain) }
  }
}

/// A number as C's `%f` prints it.
private func sixDecimals(_ value: Double) -> String {
  let longest = 330  // 309 digits before the point, sign, point, six digits, end
  return withUnsafeTemporaryAllocation(of: CChar.self, capacity: longest) { buffer in
    _ = withVaList([value]) { vsnprintf(buffer.baseAddress, longest, "%f", $0) }
    return buffer.baseAddress.map { String(cString: $0) } ?? ""
  }
}

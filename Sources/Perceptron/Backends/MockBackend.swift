internal import Glibc

/// The linear model of hxtorch's mock mode (``MockMAC``) as a backend, with gain, noise and a
/// stream of random numbers.
public final class MockBackend: MACBackend {
  /// Gain and noise of the model.
  public private(set) var parameter: MockParameter
  /// Source of the noise, and the position in it.
  public var noise: NoiseStream
  /// The largest number of threads; results do not depend on it.
  public var threads: Int { mock.threads }

  private var mock: MockMAC

  /// Makes a mock.
  ///
  /// - Parameters:
  ///   - parameter: gain in (0, 1], noise in LSB.
  ///   - noise: the stream of the noise.
  ///   - threads: one or more; nil means one for every processor.
  /// - Throws: ``PerceptronError/gainOutOfRange(_:)``.
  public init(
    parameter: MockParameter = MockParameter(), noise: NoiseStream = NoiseStream(),
    threads: Int? = nil
  ) throws(PerceptronError) {
    try parameter.validate()
    self.parameter = parameter
    self.noise = noise
    mock = MockMAC(threads: threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Changes gain and noise from the next multiplication on.
  ///
  /// - Throws: ``PerceptronError/gainOutOfRange(_:)``; the old value stays.
  public func setParameter(_ new: MockParameter) throws(PerceptronError) {
    try new.validate()
    parameter = new
  }

  /// Multiplies as hxtorch's mock mode does; see ``MACBackend/mac(inputs:weights:options:)``.
  ///
  /// - Throws: ``PerceptronError``, in this order: recording asked for, wrong axes, weights empty
  ///   or out of range, inputs empty or out of range, lengths that do not fit.
  public func mac(
    inputs: Tensor, weights: Tensor, options: MACOptions = MACOptions()
  ) throws -> Tensor {
    guard options.madcRecordingNeuron == nil, options.madcRecordingPath.isEmpty else {
      throw PerceptronError.madcRecordingInMock
    }
    try Tensor.withOperands(inputs: inputs, weights: weights) {
      (operands) throws(PerceptronError) in
      try mock.load(operands)
    }
    let model = MockModel(parameter, numSends: options.numSends)
    return Tensor(uninitialised: [inputs.shape[0], weights.shape[1]]) { out in
      guard let out = out.baseAddress else { return }
      mock.multiply(model, noise: &noise, into: out)
    }
  }
}

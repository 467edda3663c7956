public import SimulationCore

/// State that the operations of a perceptron share: backends, the mock's parameters, random
/// streams.
///
/// The original keeps these in the process; here a value is handed around, and two contexts know
/// nothing of each other. A context serves one caller at a time.
public final class PerceptronContext {
  /// The linear model; also the owner of gain and noise.
  public let mock: MockBackend
  /// The connected chip, or nil; operations that are not set to mock need it.
  public var hardware: (any MACBackend)?
  /// The stream from which layers draw their initial parameters.
  public var initialisation: RandomStream
  /// Those that record at the moment, in the order in which they began.
  var tracers: [InferenceTracer] = []

  /// Makes a context.
  ///
  /// - Parameters:
  ///   - mock: the linear model; its gain is also used by gradients and initialisation.
  ///   - hardware: the connected chip, or nil.
  ///   - trainSeed: the seed of initial parameters.
  public init(mock: MockBackend, hardware: (any MACBackend)? = nil, trainSeed: UInt64 = 0) {
    self.mock = mock
    self.hardware = hardware
    initialisation = RandomStream(seed: trainSeed, domain: .initialisation)
  }

  /// Makes a context with a fresh mock.
  ///
  /// - Throws: ``PerceptronError/gainOutOfRange(_:)``.
  public convenience init(
    mockParameter: MockParameter = MockParameter(), runSeed: UInt64 = 0, trainSeed: UInt64 = 0,
    hardware: (any MACBackend)? = nil
  ) throws(PerceptronError) {
    let noise = NoiseStream(runSeed: runSeed)
    self.init(
      mock: try MockBackend(parameter: mockParameter, noise: noise), hardware: hardware,
      trainSeed: trainSeed)
  }

  /// Gain and noise: of the mock's results, of every gradient and of every initialisation.
  ///
  /// hxtorch: `get_mock_parameter`.
  public var mockParameter: MockParameter { mock.parameter }

  /// Changes gain and noise; gradients use the value of the moment in which they are computed.
  ///
  /// hxtorch: `set_mock_parameter`.
  /// - Throws: ``PerceptronError/gainOutOfRange(_:)``; the old value stays.
  public func setMockParameter(_ parameter: MockParameter) throws(PerceptronError) {
    try mock.setParameter(parameter)
  }

  /// The backend of an operation.
  ///
  /// - Throws: ``PerceptronError/noConnection`` if a chip is asked for and none is there.
  public func backend(mock usesMock: Bool) throws(PerceptronError) -> any MACBackend {
    if usesMock { return mock }
    guard let hardware else { throw .noConnection }
    return hardware
  }
}

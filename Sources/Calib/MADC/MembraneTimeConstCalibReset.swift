import Containers
import Coordinates
import Statistics

/// The leak bias, until a membrane decays from a reset with the wanted time constant.
///
/// calix: `MembraneTimeConstCalibReset`.
///
/// Reset and leak potential are set apart and stay so. Neurons whose leak is too strong or too weak at its
/// boundaries get a divided or a multiplied one.
struct MembraneTimeConstCalibReset: NeuronCalib {
  let session: CalibSession
  /// The wanted time constant of each neuron, in microseconds.
  let target: [Double]?

  let name = "membrane time constant"
  let row = NeuronCapMemRow.iBiasLeak
  let isInverted = true

  static let vReset = 520
  static let vLeak = 880
  /// Biases at which division and multiplication of the leak are chosen.
  static let testBiases = (low: margin, high: ParameterRange.capMem.upper - margin)
  private static let margin = ParameterRange.capMem.upper / 16
  /// The shortest recording, in microseconds.
  static let shortestRecording = 70.0
  /// The number of time constants that a recording covers.
  static let recordedTaus = 8.0
  /// Time constants that a fit may have, in microseconds. calix: `tau_mem_range`
  static let tauRange = 0.1...2000.0
  /// The largest distance of the fitted end from the mean of the last ten samples, in MADC LSB.
  static let offsetTolerance = 10.0

  init(session: CalibSession, tauMicroseconds: [Double]) {
    self.session = session
    target = tauMicroseconds
  }

  mutating func prelude() throws {
    session.setCellsWithNoise(.vReset, around: Self.vReset)
    session.setCellsWithNoise(.vLeak, around: Self.vLeak)
    session.updateNeuronConfigs { config in
      config.enableLeakDivision = false
      config.enableLeakMultiplication = false
    }
    session.connectReadout(.membrane)
    try chooseLeaks()
  }

  /// Divides leaks that are too strong at a low bias, and multiplies those that are too weak at a high one.
  private mutating func chooseLeaks() throws {
    let target = target ?? []
    try configure(session.spreadValues(around: Self.testBiases.low))
    let slowest = try measure()
    try configure(session.spreadValues(around: Self.testBiases.high))
    let fastest = try measure()
    var configs = session.settings.neuronConfigs
    for index in configs.indices {
      configs[index].enableLeakDivision = slowest[index] < target[index]
      configs[index].enableLeakMultiplication =
        fastest[index] > target[index] && slowest[index] >= target[index]
    }
    session.setNeuronConfigs(configs)
  }

  mutating func measure() throws -> [Double] {
    let session = session
    let length = max(
      Self.shortestRecording, Self.recordedTaus * (target?.max() ?? 0))
    return try MADCTraces(session: session, afterStimulus: length).evaluate(
      stimulus: session.resetNeuron, Self.timeConstant)
  }

  /// The time constant of the rise after the last sample of the reset, in microseconds; the longest one for a
  /// membrane that does not rise.
  @Sendable private static func timeConstant(_ samples: [Double]) -> Double {
    let leak = mean(samples.suffix(10))
    let depth = leak - (samples.min() ?? 0)
    guard let start = samples.lastIndex(where: { leak - $0 > depth / 2 }) else {
      return tauRange.upperBound
    }
    let fit = exponentialFit(
      Array(samples[start...]), interval: MADCTraces.samplePeriod,
      bounds: ExponentialDecayBounds(
        scale: -max(leak, 1)...0, tau: tauRange,
        offset: leak - offsetTolerance...leak + offsetTolerance))
    return fit?.tau ?? tauRange.upperBound
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    session.updateNeuronConfigs { $0.enableReadout = false }
  }
}

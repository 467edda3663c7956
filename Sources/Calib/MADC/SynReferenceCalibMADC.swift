import Containers
import Coordinates
import Statistics

/// The reference of one synaptic input's OTA, until a floating membrane stays where a reset has left it.
///
/// calix: `ExcSynReferenceCalibMADC`, `InhSynReferenceCalibMADC`.
///
/// Leak biases are set to zero and stay there, as for integration without leak.
struct SynReferenceCalibMADC: NeuronCalib {
  let session: CalibSession
  let input: SynapticInput
  /// No drift.
  let target: [Double]? = [Double](repeating: 0, count: AtomicNeuronOnDLS.count)

  var name: String { "\(input.name) synaptic reference" }
  var row: NeuronCapMemRow { input.shiftRow }
  var isInverted: Bool { input == .excitatory }

  /// The length of a recording after the reset, in microseconds.
  static let recording = 55.0
  /// The share of a recording that is fitted.
  static let fittedShare = 0.9

  private var savedConfigs: [NeuronConfig] = []

  init(session: CalibSession, input: SynapticInput) {
    self.session = session
    self.input = input
  }

  mutating func prelude() throws {
    savedConfigs = session.settings.neuronConfigs
    session.setCells(.iBiasLeak, all: 0)
    session.connectReadout(.membrane)
    session.settle()
  }

  /// Measures the drift of each membrane after the end of a reset, in MADC LSB for a microsecond.
  mutating func measure() throws -> [Double] {
    let session = session
    let first = Int(NeuronDefaults.resetMicroseconds / MADCTraces.samplePeriod) + 1
    return try MADCTraces(session: session, afterStimulus: Self.recording).evaluate(
      stimulus: session.resetNeuron
    ) { samples in
      let end = Int(Self.fittedShare * Double(samples.count))
      let fitted = Array(samples[min(first, end)..<end])
      let times = fitted.indices.map { Double($0) * MADCTraces.samplePeriod }
      return Line(fitting: fitted, at: times)?.slope ?? 0
    }
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    session.setNeuronConfigs(savedConfigs)
  }
}

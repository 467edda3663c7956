import Containers
import Coordinates
import Statistics

/// The synapse DAC bias of each quadrant, from MADC traces of floating synaptic lines.
///
/// calix: `DACBiasCalibMADC`.
struct DACBiasCalibMADC: ParameterCalib {
  let session: CalibSession

  let name = "synapse DAC bias"
  let parameterRange = ParameterRange.capMem
  var instanceCount: Int { CapMemBlockOnDLS.count }
  private(set) var target: [Double]?
  private var savedConfigs: [NeuronConfig] = []

  static let eventCount = 3

  init(session: CalibSession) { self.session = session }

  mutating func prelude() throws {
    savedConfigs = session.settings.neuronConfigs
    session.floatSynapticLines()
    session.configureStimulus(
      rows: NeuronDefaults.synapseRowCount, weight: NeuronDefaults.stimulusWeight)
    session.configureStimulusDrivers(.excitatory)
    session.updateNeuronConfigs { config in
      for input in SynapticInput.allCases { config[isEnabled: input] = false }
    }
    session.connectReadout(.excSynin)
    session.settle()
    target = [Double](repeating: try measure().min() ?? 0, count: instanceCount)
  }

  mutating func configure(_ parameters: [Int]) throws {
    session.setShared(.synIBiasDac, parameters)
    session.settle()
  }

  /// Measures the largest drop of each neuron's line; the median of each quadrant.
  mutating func measure() throws -> [Double] {
    let session = session
    let traces = MADCTraces(
      session: session, beforeStimulus: 20, afterStimulus: 50, pause: 1000)
    let drops = try traces.evaluate(
      whole: true,
      stimulus: { neuron in
        for _ in 0..<Self.eventCount { session.fireStimulus(neuron.toSynramOnDLS()) }
      }, { ($0.max() ?? 0) - ($0.min() ?? 0) })
    return CapMemBlockOnDLS.allCases.map { quadrant in
      median(drops.indices.filter { Quadrants.ofNeuron[$0] == quadrant }.map { drops[$0] })
    }
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    session.setNeuronConfigs(savedConfigs)
  }
}

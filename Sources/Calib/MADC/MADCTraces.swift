import ChipModel
import Containers
import Coordinates
import SimulationCore
import Statistics

/// Traces of single neurons around a stimulus, as the MADC records them one after the other.
///
/// calix: `madc_base.py`.
struct MADCTraces {
  /// The time that the MADC takes to settle, in microseconds.
  static let invalid = 8.0
  /// The number of samples at the end that are left out.
  static let droppedSamples = 10
  /// The time between two samples, in microseconds.
  static let samplePeriod = Double(Clocks.madcTicksPerSample) / Clocks.madcClockHertz * 1e6

  let session: CalibSession
  /// From the first valid sample to the stimulus, in microseconds.
  var beforeStimulus = 0.0
  /// From the stimulus to the end, in microseconds.
  var afterStimulus: Double
  /// From one neuron to the next, in microseconds.
  var pause = 0.0

  /// Records all neurons and evaluates their samples from the stimulus on; with `whole`, from the first valid
  /// one on.
  func evaluate<Value: Sendable>(
    whole: Bool = false, stimulus: (AtomicNeuronOnDLS) -> Void,
    _ evaluation: @escaping @Sendable ([Double]) throws -> Value
  ) throws -> [Value] {
    let tickets = AtomicNeuronOnDLS.allCases.map { record($0, stimulus) }
    let results = try session.run()
    let first = Int((Self.invalid + (whole ? 0 : beforeStimulus)) / Self.samplePeriod)
    let traces = try tickets.map {
      try results.get($0).values.dropFirst(first).dropLast(Self.droppedSamples).map(Double.init)
    }
    return try concurrentMap(traces, threads: session.threads) { try evaluation($0) }
  }

  private func record(
    _ neuron: AtomicNeuronOnDLS, _ stimulus: (AtomicNeuronOnDLS) -> Void
  ) -> Ticket<MADCTrace> {
    session.builder.startMADC(neuron)
    session.builder.wait(microseconds: Self.invalid + beforeStimulus)
    stimulus(neuron)
    session.builder.wait(microseconds: afterStimulus)
    let ticket = session.builder.stopMADC()
    session.builder.wait(microseconds: pause)
    return ticket
  }
}

extension CalibSession {
  /// Connects a source of all neurons to the readout.
  func connectReadout(_ source: NeuronConfig.ReadoutSource) {
    updateNeuronConfigs { config in
      config.readoutSource = source
      config.enableReadout = true
    }
  }

  /// Resets one neuron.
  func resetNeuron(_ neuron: AtomicNeuronOnDLS) {
    builder.write(neuron.toNeuronResetOnDLS(), NeuronReset())
  }
}

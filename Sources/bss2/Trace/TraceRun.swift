import ChipConfiguration
import ChipModel
import Coordinates
import SimulationCore
import Statistics

/// An experiment that has been run: what probe, MADC and CADC saw, in seconds of its own time.
struct TraceRun {
  let experiment: ExperimentConfiguration
  let probe: ProbeRecording
  let madc: MADCTrace?
  /// Time of the MADC's first sample.
  let madcStart: Double
  /// Results of a product, one a neuron; empty for events.
  let results: [Int8]
  /// The schedule of a product.
  let schedule: MACSchedule?
  /// FPGA cycle of the program that is time 0.
  let zero: Int
  let lostEvents: Int

  private static let secondsPerCycle = 8e-9
  private static let secondsPerPPUCycle = 4e-9

  /// Runs an experiment on a calibrated chip.
  static func run(_ experiment: ExperimentConfiguration, on chip: Chip) throws -> TraceRun {
    var weights = try MatrixMultiplication(
      weights: experiment.weights, rows: experiment.rows, columns: experiment.columns)
    let columns = try experiment.watch.map { try NeuronColumnOnDLS(validating: $0) }
    switch experiment.stimulus {
    case .events(let events, let cycles):
      let recording = try chip.play(
        TimedExperiment(
          weights: weights,
          events: events.map {
            .init(cycle: $0.cycle, input: $0.input, activation: UInt8($0.activation))
          }, cycles: cycles, columns: columns, ticksPerSample: experiment.ticksPerSample,
          madcNeuron: try experiment.madc.map { try NeuronColumnOnDLS(validating: $0) }))
      return TraceRun(experiment, recording)
    case .product(let inputs, let numSends, let wait):
      weights.numSends = numSends
      weights.waitBetweenEvents = wait
      weights.madcNeuron = try experiment.madc.map { try AtomicNeuronOnDLS(validating: $0) }
      return TraceRun(
        experiment,
        try chip.traceProduct(
          inputs: inputs, weights, columns: columns, ticksPerSample: experiment.ticksPerSample))
    }
  }

  private init(_ experiment: ExperimentConfiguration, _ recording: TimedRecording) {
    self.experiment = experiment
    probe = recording.probe
    madc = recording.madc
    madcStart = Double((recording.madc?.start ?? 0) - recording.start) * Self.secondsPerCycle
    results = []
    schedule = nil
    zero = recording.start
    lostEvents = recording.lostEvents
  }

  private init(_ experiment: ExperimentConfiguration, _ product: TracedProduct) {
    self.experiment = experiment
    probe = product.probe
    madc = product.madc
    madcStart = Double(product.madc?.start ?? 0) * Self.secondsPerCycle
    results = product.results
    schedule = product.schedule
    zero = product.start + product.schedule.realtimeStart
    lostEvents = 0
  }

  /// Times of the probe's samples in seconds.
  var times: [Double] {
    guard let trace = probe.traces.first else { return [] }
    let start = Double(trace.start - zero) * Self.secondsPerCycle
    return trace.membrane.indices.map {
      start + Double($0 * trace.ticksPerSample) / Clocks.madcClockHertz
    }
  }

  /// Times of the MADC's samples in seconds.
  var madcTimes: [Double] {
    guard let madc else { return [] }
    return madc.values.indices.map { madcStart + Double($0) * madc.samplePeriod }
  }

  /// Seconds of a PPU cycle of the program.
  func seconds(ppuCycle: Int) -> Double {
    Double(ppuCycle) * Self.secondsPerPPUCycle - Double(zero) * Self.secondsPerCycle
  }

  /// Mean membrane potential of a watched neuron over the recording, in volts.
  func meanMembrane(_ index: Int) -> Double { mean(probe.traces[index].membrane) }

  /// Mean reading of the MADC.
  var meanMADC: Double? { madc.map { mean($0.values.map(Double.init)) } }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }
}

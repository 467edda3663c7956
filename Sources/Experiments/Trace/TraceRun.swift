public import ChipConfiguration
public import ChipModel
import Coordinates
import SimulationCore

/// An experiment that was run: what probe, MADC and CADC saw, in seconds of its own time.
public struct TraceRun {
  /// The experiment.
  public let experiment: ExperimentConfiguration
  /// The chip.
  public let chip: ChipIdentity
  /// Membranes, lines, pulses and conversions, without noise.
  public let probe: ProbeRecording
  /// The recording of the MADC, if there is one.
  public let madc: MADCTrace?
  /// Time of the MADC's first sample, s.
  public let madcStart: Double
  /// Results of a product, one a neuron, LSB; empty for events.
  public let results: [Int8]
  /// The schedule of a product; nil for events.
  public let schedule: MACSchedule?
  /// FPGA cycle of the program that is time 0.
  let zero: Int
  /// Events that a bus could not take.
  public let lostEvents: Int

  private static let secondsPerCycle = 8e-9
  private static let secondsPerPPUCycle = 4e-9

  /// Runs an experiment on a calibrated chip.
  /// - Throws: what the chip throws.
  public init(_ experiment: ExperimentConfiguration, on chip: Chip) throws {
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
      self.init(experiment, chip.identity, recording)
    case .product(let inputs, let numSends, let wait):
      weights.numSends = numSends
      weights.waitBetweenEvents = wait
      weights.madcNeuron = try experiment.madc.map { try AtomicNeuronOnDLS(validating: $0) }
      self.init(
        experiment, chip.identity,
        try chip.traceProduct(
          inputs: inputs, weights, columns: columns, ticksPerSample: experiment.ticksPerSample))
    }
  }

  private init(
    _ experiment: ExperimentConfiguration, _ chip: ChipIdentity, _ recording: TimedRecording
  ) {
    self.experiment = experiment
    self.chip = chip
    probe = recording.probe
    madc = recording.madc
    madcStart = Double((recording.madc?.start ?? 0) - recording.start) * Self.secondsPerCycle
    results = []
    schedule = nil
    zero = recording.start
    lostEvents = recording.lostEvents
  }

  private init(
    _ experiment: ExperimentConfiguration, _ chip: ChipIdentity, _ product: TracedProduct
  ) {
    self.experiment = experiment
    self.chip = chip
    probe = product.probe
    madc = product.madc
    madcStart = Double(product.madc?.start ?? 0) * Self.secondsPerCycle
    results = product.results
    schedule = product.schedule
    zero = product.start + product.schedule.realtimeStart
    lostEvents = 0
  }

  /// Times of the probe's samples in seconds.
  public var times: [Double] {
    guard let trace = probe.traces.first else { return [] }
    let start = Double(trace.start - zero) * Self.secondsPerCycle
    return trace.membrane.indices.map {
      start + Double($0 * trace.ticksPerSample) / Clocks.madcClockHertz
    }
  }

  /// Times of the MADC's samples in seconds.
  public var madcTimes: [Double] {
    guard let madc else { return [] }
    return madc.values.indices.map { madcStart + Double($0) * madc.samplePeriod }
  }

  /// Returns the time of a PPU cycle of the program in seconds.
  public func seconds(ppuCycle: Int) -> Double {
    Double(ppuCycle) * Self.secondsPerPPUCycle - Double(zero) * Self.secondsPerCycle
  }

  /// Mean membrane potential of a watched neuron over the recording, in volts.
  public func meanMembrane(_ index: Int) -> Double { Self.mean(probe.traces[index].membrane) }

  /// Mean reading of the MADC, LSB.
  public var meanMADC: Double? {
    madc.flatMap { $0.values.isEmpty ? nil : Self.mean($0.values.map(Double.init)) }
  }

  /// The mean by a plain sum, which earlier versions printed; `Statistics` rounds differently.
  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

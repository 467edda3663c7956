import ChipConfiguration
import ChipModel
import Containers
import Coordinates
import Foundation
import SimulationCore
import Statistics
import Testing
import _TestSupport

/// Traces of the MADC against those of real neurons.
@Suite(.fullTier, .serialized)
struct TraceTests {
  private static let sample = Double(Clocks.madcTicksPerSample) * 2e-3

  /// Autocorrelation of values at a lag in samples.
  private static func autocorrelation(_ values: [Double], _ lag: Int) -> Double {
    let middle = mean(values)
    let moved = zip(values, values.dropFirst(lag)).map { ($0 - middle) * ($1 - middle) }
    return mean(moved) / (standardDeviation(values) * standardDeviation(values))
  }

  // MARK: - Silent neuron

  /// v_leak 700 and i_bias_leak 1022, as in brainscales2-demos ts_00.
  private static func silent(seed: UInt64) throws -> [Double] {
    var codes = NominalSettings.Codes()
    (codes.leak, codes.leakBias) = (700, 1022)
    let chip = try nominalChip("typical", seed: seed, codes: codes)
    var builder = PlaybackProgramBuilder()
    let neuron: AtomicNeuronOnDLS = 7
    var config = NeuronConfig()
    (config.enableReadout, config.enableReadoutAmplifier) = (true, true)
    (config.readoutSource, config.membraneCapacitorSize) = (.membrane, .max)
    builder.write(neuron.toNeuronConfigOnDLS(), config)
    builder.wait(microseconds: 1000)
    builder.startMADC(neuron)
    builder.wait(microseconds: 2000)
    let ticket = builder.stopMADC()
    return try chip.run(builder.done()).get(ticket).values.map(Double.init)
  }

  @Test func `a silent neuron has the colour of a real one's noise`() throws {
    let traces = try (0..<4).map { try Self.silent(seed: $0) }
    // 2 ms are 160 times the longest correlation: a standard deviation is known to 3 %.
    let spread = median(traces.map(standardDeviation))
    #expect(abs(spread - 1.65) < 0.17, "\(spread)")
    for (microseconds, wanted) in [(0.032, 0.68), (0.1, 0.46), (0.3, 0.34), (1.5, 0.30), (6, 0.21)]
    {
      let lag = max(1, Int((microseconds / Self.sample).rounded()))
      let found = median(traces.map { Self.autocorrelation($0, lag) })
      #expect(abs(found - wanted) < 0.1, "\(microseconds) us: \(found), published \(wanted)")
    }
    #expect(abs(median(traces.map(mean)) - 374) < 40)
  }

  // MARK: - Integrator

  private static let excitatory = [1.0, 3, 4, 5, 7, 8, 9, 10, 15, 17, 18, 19]
  private static let inhibitory = [2.0, 6, 16]

  /// Lets drivers 0 and 1 send pulses of full length, whatever the activation.
  private static func switchModulationOff(_ chip: Chip) throws {
    var builder = PlaybackProgramBuilder()
    for driver in [0, 1] as [SynapseDriverOnSynapseDriverBlock] {
      builder.write(SynapseDriverOnDLS(driver, .top), SynapseDriverConfig())
    }
    _ = try chip.run(builder.done())
  }

  /// Twelve excitatory and three inhibitory events of full length on one neuron, w = 63.
  private static func integrator(_ chip: Chip, column: Int) throws -> (
    start: Double, values: [Double]
  ) {
    let weights = (0..<2).flatMap { row in
      (0..<column + 1).map { $0 == column ? Int8(row == 0 ? 63 : -63) : 0 }
    }
    let matrix = try MatrixMultiplication(weights: weights, rows: 2, columns: column + 1)
    func events(_ times: [Double], _ input: Int) -> [TimedExperiment.Event] {
      times.map { TimedExperiment.Event(cycle: Int($0 * 125), input: input, activation: 31) }
    }
    let neuron = try NeuronColumnOnDLS(validating: column)
    let experiment = TimedExperiment(
      weights: matrix, events: events(excitatory, 0) + events(inhibitory, 1), cycles: 50 * 125,
      columns: [neuron], madcNeuron: neuron)
    let recording = try chip.play(experiment)
    let trace = try #require(recording.madc)
    return (Double(trace.start - recording.start) * 8e-3, trace.values.map(Double.init))
  }

  private static func level(
    _ trace: (start: Double, values: [Double]), _ range: ClosedRange<Double>
  ) -> Double {
    let used = trace.values.indices.filter { range.contains(trace.start + Double($0) * sample) }
    return mean(used.map { trace.values[$0] })
  }

  @Test func `an integrator steps and drifts like a real one`() throws {
    let configuration = try ChipConfiguration.load("v2")
    var (steps, declines, drifts, signs): ([Double], [Double], [Double], [Double]) = (
      [], [], [], []
    )
    // Gains of chips differ by a quarter: the median of 50 has an error of 4 %.
    for seed in 0..<50 as Range<UInt64> {
      let chip = try Chip(parameters: configuration.parameters, seed: seed, threads: 2)
      try SharedCalibrations.hagen("v2", seed: seed).apply(to: chip)
      try Self.switchModulationOff(chip)
      for column in stride(from: 3, to: 250, by: 35) {
        let trace = try Self.integrator(chip, column: column)
        let height = Self.level(trace, 20.6...22)
        let base = Self.level(trace, 0.2...0.95)
        // Nine steps more upwards than downwards.
        steps.append((height - base) / 9)
        let early = Self.level(trace, 5.6...6.0) - Self.level(trace, 3.4...3.95)
        let late = Self.level(trace, 19.6...20.4) - Self.level(trace, 17.4...17.95)
        declines.append(1 - late / early)
        drifts.append((Self.level(trace, 38...42) - Self.level(trace, 24...28)) / 14)
        signs.append(early)
      }
    }
    #expect(abs(median(steps) - 8) < 0.5, "\(median(steps))")
    // Two events make more than one mean step.
    #expect(zip(signs, steps).allSatisfy { $0 > $1 })
    #expect((-0.05...0.25).contains(median(declines)), "\(median(declines))")
    // One real neuron drifts by -0.25 to -0.05 LSB/us after the inputs.
    #expect(standardDeviation(drifts) > 0.1 && standardDeviation(drifts) < 0.5, "\(drifts)")
  }

  /// The rise time is the time constant of the lines, which the calibration sets. The picture is of
  /// March 2021: revision 2, whose lines kept their capacitors.
  @Test func `a step rises with the time constant of a real one`() throws {
    let rows = try GoldenTable.rows("chip_madc_integrator")
    #expect(rows.count > 1000)
    let configuration = try ChipConfiguration.load("v2")
    let times = try (0..<2 as Range<UInt64>).flatMap { seed -> [Double] in
      let chip = try Chip(parameters: configuration.parameters, seed: seed, threads: 2)
      try SharedCalibrations.hagen("v2", seed: seed).apply(to: chip)
      return try stride(from: 3, to: 250, by: 35).map { column in
        let neuron = try NeuronColumnOnDLS(validating: column)
        let weights = (0..<column + 1).map { $0 == column ? Int8(63) : 0 }
        let experiment = TimedExperiment(
          weights: try MatrixMultiplication(weights: weights, rows: 1, columns: column + 1),
          events: [.init(cycle: 125, input: 0, activation: 31)], cycles: 600, columns: [neuron])
        let trace = try #require(try chip.play(experiment).probe.traces.first)
        let (low, high) = (trace.membrane[100], trace.membrane.max() ?? 0)
        // To 1 - 1/e of the step, from the event on.
        let level = low + (high - low) * (1 - exp(-1))
        let index = try #require(trace.membrane.firstIndex { $0 > level })
        return Double(index) * 8e-3 - 1
      }
    }
    #expect((0.27...0.36).contains(median(times)), "\(median(times))")
  }
}

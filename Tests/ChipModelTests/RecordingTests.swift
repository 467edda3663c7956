import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// Recordings of probes and the MADC, and the law that recording changes nothing.
@Suite struct RecordingTests {
  private let data = RandomProduct(seed: 5, rows: 100, columns: 60, batch: 3)

  @Test func `a recorded batch gives the same results 1254 cycles later`() throws {
    func run(_ neuron: AtomicNeuronOnDLS?) throws -> ([Int8], [MACRecording], Double) {
      let chip = try nominalChip("typical", seed: 3)
      var product = try data.product(numSends: 2, wait: 7)
      _ = try chip.multiply(inputs: data.inputs, batch: data.batch, product)
      let before = chip.chipSeconds
      product.madcNeuron = neuron
      let (results, recordings) = try chip.record(
        inputs: data.inputs, batch: data.batch, product)
      return (results, recordings, chip.chipSeconds - before)
    }
    let plain = try run(nil)
    let recorded = try run(17)
    let outside = try run(60)
    #expect(recorded.0 == plain.0)
    #expect(plain.1.isEmpty && outside.1.isEmpty)
    #expect(outside.2 == plain.2)
    // Each entry begins 1254 cycles later; arming takes 1 ms and a few writes, once.
    let extra = (recorded.2 - plain.2) / 8e-9 - 3 * 1254 - 125_000
    #expect((0..<40).contains(extra.rounded()))
    #expect(recorded.1.map(\.entry) == [0, 1, 2])
  }

  @Test func `a recording covers the real-time section at 29.41 MHz`() throws {
    let chip = try nominalChip("typical", effects: silence + aligned)
    var product = try MatrixMultiplication(
      weights: [Int8](repeating: 63, count: 20), rows: 20, columns: 1)
    product.waitBetweenEvents = 50
    product.madcNeuron = 0
    let (results, recordings) = try chip.record(
      inputs: [UInt8](repeating: 31, count: 20), batch: 1, product)
    let trace = try #require(recordings.first?.trace)
    // 20 events of 400 ns, marker and wait of 1 us; a sample every 34 ns.
    let length = Double(20 * 50 + 127) * 8
    #expect(abs(Double(trace.values.count) - length / 34) <= 1)
    #expect((0...5).contains(trace.start))
    // The membrane rises monotonically by about the result.
    let values = trace.values.map(Int.init)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(results[0] > 40 && (values.last ?? 0) - (values.first ?? 0) > 40)
  }

  @Test func `noise of a recording follows the vector, not the batch`() throws {
    func run(split: Bool) throws -> [MADCTrace] {
      let chip = try nominalChip("typical", seed: 3)
      var product = try data.product()
      product.madcNeuron = 9
      if !split {
        return try chip.record(inputs: data.inputs, batch: 3, product).recordings.map(\.trace)
      }
      var traces: [MADCTrace] = []
      for index in 0..<3 {
        let vector = Array(data.inputs[index * 100..<index * 100 + 100])
        product.runStart = 0
        traces += try chip.record(inputs: vector, batch: 1, product).recordings.map(\.trace)
      }
      return traces
    }
    #expect(try run(split: true) == run(split: false))
  }

  @Test func `a traced product is the product, with its pulses and conversions`() throws {
    let data = RandomProduct(seed: 6, rows: 40, columns: 20, batch: 1)
    let product = try data.product(wait: 10)
    func chip() throws -> Chip { try nominalChip("typical", seed: 2, effects: aligned) }
    let plain = try chip().multiply(inputs: data.inputs, batch: 1, product)
    let traced = try chip().traceProduct(inputs: data.inputs, product, columns: [4, 11])
    #expect(traced.results == plain)
    let probe = traced.probe
    #expect(probe.traces.count == 2)
    #expect(probe.pulses.count == data.inputs.count { $0 > 0 })
    let start = traced.start + traced.schedule.realtimeStart
    let slots = (1...probe.pulses.count).map { 2 * (start + 10 * $0) }
    #expect(probe.pulses.map(\.time) == slots)
    // Larger activations have longer pulses.
    let driven = probe.pulses.map { data.inputs[$0.driver.value] }
    let seconds = probe.pulses.map(\.topSeconds)
    let strongest = seconds[driven.indices.max { driven[$0] < driven[$1] } ?? 0]
    let weakest = seconds[driven.indices.min { driven[$0] < driven[$1] } ?? 0]
    #expect(strongest > 4 * weakest)
    // Two conversions a column; codes give the result, and the ramp passes the input there.
    for (index, column) in [4, 11].enumerated() {
      let own = probe.conversions.filter { $0.neuron.value == column }
      try #require(own.count == 2)
      #expect(Int(own[1].code) - Int(own[0].code) == Int(plain[column]))
      #expect(own[0].ramp.count == 256)
      #expect(zip(own[0].ramp, own[0].ramp.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(abs(own[1].input - own[0].input) < 0.3)
      #expect(probe.traces[index].membrane.allSatisfy { $0.isFinite })
    }
  }

  @Test func `the ramp passes the input at the code`() throws {
    let effects = silence + ["cadc.channel_offset=0"]
    let chip = try nominalChip("typical", seed: 3, effects: effects)
    let weights = [Int8](repeating: 10, count: 16)
    let product = try MatrixMultiplication(weights: weights, rows: 1, columns: 16)
    let traced = try chip.traceProduct(
      inputs: [20], product, columns: Array(NeuronColumnOnDLS.allCases.prefix(16)))
    // Uncalibrated membranes drift; an input below the ramp's start reads the comparator's delay.
    let inRange = traced.probe.conversions.filter { (11..<255).contains(Int($0.code)) }
    #expect(inRange.count > 4)
    for conversion in inRange {
      let code = Int(conversion.code)
      #expect(conversion.ramp[code] <= conversion.input + 1e-5)
      #expect(conversion.input < conversion.ramp[code + 1] + 1e-5)
    }
  }

  @Test func `a timed experiment steps while inputs arrive and is the same without a probe`() throws
  {
    let weights = try MatrixMultiplication(weights: [63, 63], rows: 2, columns: 1)
    let events = (1...10).map {
      TimedExperiment.Event(cycle: 125 * $0, input: $0 % 2, activation: 31)
    }
    func play(_ columns: [NeuronColumnOnDLS]) throws -> TimedRecording {
      try nominalChip("typical", seed: 1, effects: silence).play(
        TimedExperiment(weights: weights, events: events, cycles: 3000, columns: columns))
    }
    let recording = try play([0])
    let membrane = recording.probe.traces[0].membrane
    #expect(membrane.count == 3000)
    let steps = zip(membrane, membrane.dropFirst()).map { $1 - $0 }
    #expect((membrane.last ?? 0) - membrane[0] > 0.02)
    let times = events.map { 2 * ($0.cycle + recording.start) }
    #expect(recording.probe.pulses.map(\.time) == times)
    #expect(steps.allSatisfy { $0.isFinite })
    #expect(recording.lostEvents == 0)
    #expect(try play([]).after == recording.after)
    #expect(try play([3]).before == recording.before)
  }

  @Test func `two events for one bus in a cycle are counted as lost`() throws {
    let weights = try MatrixMultiplication(
      weights: [Int8](repeating: 1, count: 8), rows: 8, columns: 1)
    let events = [0, 4, 1].map { TimedExperiment.Event(cycle: 100, input: $0, activation: 9) }
    let recording = try nominalChip("ideal", effects: ["bus.event_loss=1"]).play(
      TimedExperiment(weights: weights, events: events, cycles: 200, columns: []))
    #expect(recording.lostEvents == 1)
  }

  @Test func `an experiment that cannot be is refused and the chip stays as it was`() throws {
    let chip = try nominalChip("ideal")
    let before = try chip.snapshot()
    let weights = try MatrixMultiplication(weights: [1], rows: 1, columns: 1)
    let large = try MatrixMultiplication(
      weights: [Int8](repeating: 1, count: 129), rows: 129, columns: 1)
    func refused(_ weights: MatrixMultiplication, _ event: (Int, Int, UInt8), _ cycles: Int) {
      #expect(throws: ChipError.self) {
        try chip.play(
          TimedExperiment(
            weights: weights,
            events: [.init(cycle: event.0, input: event.1, activation: event.2)], cycles: cycles,
            columns: [0]))
      }
    }
    refused(large, (0, 0, 1), 10)
    refused(weights, (10, 0, 1), 10)
    refused(weights, (-1, 0, 1), 10)
    refused(weights, (0, 1, 1), 10)
    refused(weights, (0, 0, 0), 10)
    refused(weights, (0, 0, 32), 10)
    refused(weights, (0, 0, 1), 0)
    refused(weights, (0, 0, 1), .max)
    #expect(try chip.snapshot() == before)
  }

  @Test func `recordings without end are stopped with an error, not by the machine`() throws {
    let chip = try nominalChip("ideal")
    let span = RecordingSpan(start: chip.bus.now, ticks: 2)
    let end = chip.bus.now + PPUCycles(Int64(RecordingSpan.capacity) + 5)
    var recorder = Recorder<Double>(neuron: 0, span: span)
    recorder.take(from: chip.hemispheres[0].columns, until: end) {
      $0.drop(of: .excitatory, at: $1)
    }
    #expect(recorder.samples.count == RecordingSpan.capacity)
    try span.checkRoom(until: chip.bus.now + PPUCycles(Int64(RecordingSpan.capacity)))
    #expect(throws: ChipError.recordingTooLong(samples: RecordingSpan.capacity)) {
      try span.checkRoom(until: end)
    }
  }
}

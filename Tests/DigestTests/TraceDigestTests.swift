import ChipModel
import Coordinates
import Testing
import _TestSupport

extension Digest {
  /// Adds what the MADC recorded.
  mutating func add(_ trace: MADCTrace) {
    add(trace.values)
    add([trace.start, trace.ticksPerSample])
  }

  /// Adds what a probe saw.
  mutating func add(_ recording: ProbeRecording) {
    add(recording.neurons.map(\.value))
    for trace in recording.traces {
      add([trace.start, trace.ticksPerSample])
      add(trace.membrane)
      add(trace.excitatory)
      add(trace.inhibitory)
    }
    for pulse in recording.pulses {
      add([pulse.driver.value, pulse.time])
      add([pulse.topSeconds, pulse.bottomSeconds])
    }
    for conversion in recording.conversions {
      add([conversion.neuron.value, conversion.isCausal ? 1 : 0, conversion.time])
      add([conversion.input, conversion.secondsPerCount] + conversion.ramp)
      add(conversion.code)
    }
  }

  /// Adds one conversion of a row of columns.
  mutating func add(_ row: CADCSampleRow) {
    add(row.causal)
    add(row.acausal)
  }
}

@Suite struct TraceDigestTests {
  private let golden = GoldenDigests("traces")
  private let data = RandomProduct(seed: 6, rows: 40, columns: 20, batch: 2)

  private static let kinds =
    NominalKind.all.filter { $0.effects == [NominalKind.smallOffsets] } + [
      NominalKind(preset: "ideal")
    ]

  @Test(arguments: kinds)
  func `recorded products keep their bytes`(_ kind: NominalKind) throws {
    var product = try data.product(numSends: 2, wait: 10)
    product.madcNeuron = 11
    let recorded = try kind.chip().record(inputs: data.inputs, batch: 2, product)
    var digest = Digest(recorded.results)
    for recording in recorded.recordings {
      digest.add([recording.executionIndex, recording.entry])
      digest.add(recording.trace)
    }
    try golden.expect(digest, "\(kind.testDescription): MADC")
  }

  @Test(arguments: kinds)
  func `traced products keep their bytes`(_ kind: NominalKind) throws {
    let chip = try kind.chip()
    let inputs = Array(data.inputs.prefix(data.rows))
    let traced = try chip.traceProduct(inputs: inputs, data.product(wait: 10), columns: [4, 11])
    var digest = Digest(traced.results)
    digest.add(traced.probe)
    digest.add([traced.start, traced.schedule.slots])
    try golden.expect(digest, "\(kind.testDescription): probe")
  }

  @Test(arguments: kinds)
  func `experiments with times of their own keep their bytes`(_ kind: NominalKind) throws {
    let events = (0..<40).map {
      TimedExperiment.Event(cycle: 30 + $0 * 17, input: $0 * 7 % 40, activation: UInt8(1 + $0 % 31))
    }
    let recording = try kind.chip().play(
      TimedExperiment(
        weights: data.product(), events: events, cycles: 1000, columns: [0, 3], madcNeuron: 3))
    var digest = Digest()
    digest.add(recording.probe)
    if let madc = recording.madc { digest.add(madc) }
    digest.add(recording.before)
    digest.add(recording.after)
    digest.add([recording.start, recording.lostEvents])
    try golden.expect(digest, "\(kind.testDescription): timed experiment")
  }
}

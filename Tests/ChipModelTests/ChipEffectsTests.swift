import Containers
import Coordinates
import SimulationCore
import Statistics
import Testing
import _TestSupport

@testable import ChipModel

/// Measurable quantities of a chip, along its signal path.
private enum View: String, CaseIterable {
  /// CADC rows with all channels on the debug line at 0.6 V.
  case debug
  /// CADC rows with all channels on the debug line at 0.95 V.
  case debugHigh
  /// CADC rows right after a reset.
  case reset
  /// CADC rows 1 ms after the reset potential was written.
  case settling
  /// A product of positive weights with full activations, by rows of one wait cycle.
  case positive
  /// A product of negative weights, sent four times.
  case negative
  /// Small activations.
  case small
  /// A product with small weights.
  case lightWeights
  /// No weights, a long time of integration, activations of 3.
  case drift
  /// A membrane driven as far as it goes, by a probe.
  case rail
  /// A small product after a large one, with a short reset.
  case memory
  /// The MADC on a membrane in reset.
  case madc
  /// CADC rows after two events of one bus in one cycle.
  case collision
  /// CADC rows with the leak on, long after the reset.
  case rest
  /// CADC rows right after a reset, two hours of chip time after the configuration.
  case hours
  /// CADC rows of lines that hold 0.9 V.
  case lines
}

/// An effect, what it moves, and how.
private struct Expectation {
  var base: [String] = []
  var scale = 1.0
  let moves: Set<View>
  /// Comparison of a part of the moved view, which tells whether it grows.
  var check: (@Sendable ([View: [Double]], [View: [Double]]) -> Bool)?
}

/// One loop over the effects table: an effect alone, on top of a chip without effects, moves what
/// lies behind it on the signal's way and nothing in front of it.
@Suite struct ChipEffectsTests {
  private static let products: Set<View> = [
    .positive, .negative, .small, .lightWeights, .collision,
  ]
  private static let sums: Set<View> = products.union([.memory, .rail])
  /// Views of a membrane close to its reset.
  private static let resets: Set<View> = [.reset, .settling, .hours]
  private static let conversions: Set<View> =
    products.union(resets).union([.debug, .debugHigh, .rest, .lines])
  private static let all = Set(View.allCases)

  private static func smaller(_ view: View)
    -> @Sendable ([View: [Double]], [View: [Double]]) -> Bool
  {
    { before, after in
      mean((after[view] ?? []).map { abs($0) }) < mean((before[view] ?? []).map { abs($0) })
    }
  }

  private static func larger(_ view: View) -> @Sendable ([View: [Double]], [View: [Double]]) -> Bool
  {
    { before, after in
      mean((after[view] ?? []).map { abs($0) }) > mean((before[view] ?? []).map { abs($0) })
    }
  }

  private static func wider(_ view: View) -> @Sendable ([View: [Double]], [View: [Double]]) -> Bool
  {
    { before, after in standardDeviation(after[view] ?? []) > standardDeviation(before[view] ?? [])
    }
  }

  private static func expectation(_ effect: Effect) -> Expectation {
    switch effect {
    case .driverPulseLaw: Expectation(moves: sums)
    case .driverOffset, .driverSlope, .driverDACErrors:
      Expectation(base: ["driver.pulse_law=1"], moves: sums)
    case .driverGainMismatch: Expectation(moves: sums)
    case .driverTurnOn: Expectation(moves: sums, check: smaller(.small))
    case .driverDistance:
      Expectation(base: ["driver.turn_on=1"], moves: sums, check: wider(.small))
    case .driverDistanceSpread:
      Expectation(
        base: ["driver.turn_on=1", "driver.distance=1"], scale: 2, moves: sums,
        check: wider(.small))
    case .driverLineGain: Expectation(moves: sums, check: wider(.positive))
    case .driverRowDifference: Expectation(moves: [.negative], check: smaller(.negative))
    case .driverRecovery: Expectation(moves: [.negative, .collision], check: larger(.negative))
    case .driverJitter, .runJitter: Expectation(scale: 100, moves: sums)
    case .driverDead: Expectation(scale: 30, moves: sums, check: smaller(.small))
    // A driver with the largest activation has it anyway.
    case .driverStuck: Expectation(scale: 100, moves: [.small], check: larger(.small))
    case .busEventLoss: Expectation(moves: [.collision], check: smaller(.collision))
    case .synapseMismatch: Expectation(moves: sums, check: wider(.positive))
    case .synapseTurnOn:
      Expectation(
        base: ["driver.turn_on=1", "driver.distance=1"], scale: 2, moves: sums,
        check: wider(.small))
    case .synapseDACErrors: Expectation(moves: sums)
    case .synapseCompression: Expectation(moves: sums, check: smaller(.positive))
    case .synapseLoad:
      Expectation(
        base: ["driver.turn_on=1", "driver.distance=1"], moves: sums, check: smaller(.small))
    case .chipDifference: Expectation(moves: sums.union([.drift, .rest]))
    case .quadrantDifference: Expectation(scale: 2, moves: all, check: wider(.positive))
    case .synapseDead: Expectation(scale: 100, moves: sums, check: smaller(.positive))
    // Synapses of weight 0 can have a bit that is always set.
    case .synapseStuck:
      Expectation(scale: 100, moves: sums.union([.drift]), check: wider(.lightWeights))
    case .lineCompression:
      Expectation(base: ["line.tail=1"], moves: sums, check: smaller(.positive))
    case .lineTail: Expectation(moves: sums, check: smaller(.rail))
    case .lineMismatch: Expectation(moves: sums.union([.lines]), check: wider(.positive))
    case .lineReadout: Expectation(moves: [.lines], check: larger(.lines))
    case .otaSaturation:
      Expectation(base: ["line.tail=1"], moves: sums, check: smaller(.positive))
    case .otaGainMismatch:
      // Both inputs are hardly off their neutral shift, and now to a different degree.
      Expectation(moves: sums.union([.drift, .rest]), check: wider(.positive))
    case .otaAsymmetry: Expectation(moves: sums.union([.drift, .rest]), check: larger(.positive))
    case .otaOffset:
      Expectation(
        moves: sums.union(resets).union([.drift, .rest, .madc]), check: wider(.drift))
    case .columnDead:
      Expectation(scale: 50, moves: sums.union([.drift, .rest]), check: smaller(.positive))
    case .membraneCapacitorMismatch: Expectation(moves: sums, check: wider(.positive))
    case .membraneLeakMismatch: Expectation(moves: [.rest], check: wider(.rest))
    case .membraneResetMismatch:
      Expectation(moves: sums.union(resets).union([.madc]), check: wider(.reset))
    case .membraneFollower:
      Expectation(
        moves: sums.union(resets).union([.rest, .drift, .madc]), check: wider(.reset))
    case .membranePseudoLeak:
      Expectation(moves: sums.union([.drift, .rest]), check: larger(.drift))
    case .membraneRails: Expectation(moves: [.rail], check: smaller(.rail))
    case .membraneResetMemory:
      Expectation(
        moves: sums.union(resets).union([.drift, .madc, .rest]), check: larger(.memory))
    case .membraneNoise:
      Expectation(
        moves: products.union(resets).union([.drift, .memory, .rest]), check: wider(.drift))
    case .membraneEventNoise:
      Expectation(moves: products.union([.drift, .memory]), check: wider(.drift))
    case .membraneSlowNoise, .runDrift:
      Expectation(scale: 5, moves: products.union([.drift, .memory]), check: wider(.drift))
    case .membraneLeakNoise: Expectation(moves: [.rest], check: wider(.rest))
    case .membraneCommonStep: Expectation(scale: 100, moves: [.drift], check: wider(.drift))
    case .membraneNoiseMismatch:
      Expectation(
        base: ["membrane.noise=1", "membrane.event_noise=1"],
        moves: products.union(resets).union([.drift, .memory, .rest]))
    case .membraneStuckInReset:
      Expectation(
        scale: 50, moves: sums.union(resets).union([.rest, .drift]), check: smaller(.positive))
    case .readoutGain:
      Expectation(
        moves: products.union(resets).union([.rest, .madc, .memory, .lines]),
        check: wider(.positive))
    case .readoutOffset:
      Expectation(
        moves: products.union(resets).union([.rest, .madc, .memory, .lines]),
        check: wider(.reset))
    case .cadcRampStart: Expectation(moves: conversions.union([.memory]), check: wider(.debug))
    case .cadcRampSlope: Expectation(moves: conversions.union([.memory]), check: wider(.debugHigh))
    case .cadcChannelOffset: Expectation(moves: conversions.union([.memory]), check: wider(.debug))
    case .cadcChannelGain:
      Expectation(moves: conversions.union([.memory]), check: wider(.debugHigh))
    case .cadcNonlinearity:
      Expectation(moves: conversions.union([.memory]), check: larger(.debugHigh))
    case .cadcNoise:
      Expectation(moves: conversions.union([.drift, .memory]), check: wider(.drift))
    case .cadcCommonNoise: Expectation(moves: conversions.union([.drift, .memory]))
    case .cadcNoiseMismatch:
      Expectation(base: ["cadc.noise=1"], moves: conversions.union([.drift, .memory]))
    case .cadcDeadChannel:
      Expectation(scale: 50, moves: conversions.union([.memory]), check: larger(.debug))
    case .cadcStuckChannel:
      Expectation(scale: 50, moves: conversions.union([.memory]), check: smaller(.debug))
    case .cadcDeadQuadrant:
      Expectation(scale: 20, moves: conversions.union([.memory]), check: larger(.debug))
    case .madcNoise: Expectation(moves: [.madc], check: wider(.madc))
    case .capMemMismatch: Expectation(moves: all, check: wider(.reset))
    case .capMemSettling: Expectation(moves: [.settling], check: smaller(.settling))
    case .capMemCrosstalk: Expectation(moves: all, check: smaller(.reset))
    case .capMemDrift: Expectation(scale: 10, moves: [.hours], check: wider(.hours))
    case .temperature:
      Expectation(
        moves: sums.union(resets).union([.drift, .madc, .rest]), check: smaller(.positive))
    case .runNoise:
      Expectation(
        base: ["cadc.noise=1"], scale: 100, moves: conversions.union([.drift, .memory]),
        check: wider(.drift))
    }
  }

  @Test(arguments: Effect.allCases)
  func `an effect alone moves what lies behind it and nothing else`(_ effect: Effect) throws {
    let expectation = Self.expectation(effect)
    let before = try views(expectation.base)
    let after = try views(expectation.base + ["\(effect.name)=\(expectation.scale)"])
    let moved = Set(View.allCases.filter { before[$0] != after[$0] })
    #expect(!moved.isEmpty)
    let astray = moved.subtracting(expectation.moves)
    #expect(astray.isEmpty, "\(effect.name) moves \(moved.map(\.rawValue).sorted())")
    if let check = expectation.check { #expect(check(before, after), "\(effect.name)") }
  }

  @Test func `a chip without effects is what the effects are measured against`() throws {
    #expect(try views([]) == views([]))
  }

  // MARK: - Views

  private func views(_ effects: [String]) throws -> [View: [Double]] {
    var views: [View: [Double]] = [:]
    let chip = try nominalChip("ideal", seed: 5, effects: effects)
    views[.debug] = try debug(chip, 0.6)
    views[.debugHigh] = try debug(chip, 0.95)
    views[.reset] = try reset(chip)
    views[.madc] = try madc(chip)
    views[.positive] = try product(chip, weight: 63, activation: 31, rows: 16, wait: 1)
    views[.negative] = try product(chip, weight: -63, activation: 31, rows: 5, sends: 4, wait: 1)
    views[.small] = try product(chip, weight: 63, activation: 12, rows: 40)
    views[.lightWeights] = try product(chip, weight: 5, activation: 31, rows: 127, wait: 1)
    views[.drift] = try product(chip, weight: 0, activation: 3, rows: 128, wait: 60)
    views[.rail] = try rail(chip)
    views[.settling] = try settling(chip)
    views[.collision] = try collision(chip)
    views[.rest] = try rest(effects)
    views[.lines] = try lines(effects)
    views[.hours] = try hours(nominalChip("ideal", seed: 5, effects: effects))
    views[.memory] = try memory(nominalChip("ideal", seed: 5, effects: effects))
    return views
  }

  private func numbers(_ rows: [CADCSampleRow]) -> [Double] {
    rows.flatMap { $0.causal + $0.acausal }.map { Double($0) }
  }

  private func debug(_ chip: Chip, _ volts: Double) throws -> [Double] {
    var builder = PlaybackProgramBuilder()
    connect(&builder, toDebug: true)
    builder.setCADCDebugLine(.externalVolts(volts))
    let tickets = SynramOnDLS.allCases.map { builder.readCADCRow($0) }
    connect(&builder, toDebug: false)
    let results = try chip.run(builder.done())
    return numbers(try tickets.map { try results.get($0) })
  }

  private func connect(_ builder: inout PlaybackProgramBuilder, toDebug: Bool) {
    var quad = ColumnCorrelationQuad()
    for entry in EntryOnQuad.allCases {
      quad.switches[entry].enableInternalCausal = !toDebug
      quad.switches[entry].enableInternalAcausal = !toDebug
      quad.switches[entry].enableDebugCausal = toDebug
      quad.switches[entry].enableDebugAcausal = toDebug
      quad.switches[entry].enableCADCNeuronReadoutCausal = !toDebug
      quad.switches[entry].enableCADCNeuronReadoutAcausal = !toDebug
    }
    for place in ColumnCorrelationQuadOnDLS.allCases { builder.write(place, quad) }
  }

  private func reset(_ chip: Chip) throws -> [Double] {
    var builder = PlaybackProgramBuilder()
    builder.resetNeurons(.top)
    // Sampled 0.2 µs after the end of the reset.
    builder.wait(cycles: 230)
    let ticket = builder.readCADCRow(.top)
    return numbers([try chip.run(builder.done()).get(ticket)])
  }

  private func settling(_ chip: Chip) throws -> [Double] {
    var builder = PlaybackProgramBuilder()
    for neuron in AtomicNeuronOnDLS.allCases {
      builder.write(
        CapMemCellOnDLS(.vReset, of: neuron), CapMemCell(.value(CapMemCell.Value(unchecked: 740))))
    }
    builder.wait(microseconds: 1000)
    builder.resetNeurons(.top)
    builder.wait(cycles: 230)
    let ticket = builder.readCADCRow(.top)
    return numbers([try chip.run(builder.done()).get(ticket)])
  }

  /// The MADC follows a membrane that is held in reset.
  private func madc(_ chip: Chip) throws -> [Double] {
    var builder = PlaybackProgramBuilder()
    builder.wait(microseconds: 100)
    builder.resetNeurons(.top)
    builder.wait(cycles: 150)
    builder.startMADC(9)
    builder.wait(cycles: 60)
    let ticket = builder.stopMADC()
    return try chip.run(builder.done()).get(ticket).values.map { Double($0) }
  }

  private func product(
    _ chip: Chip, weight: Int8, activation: UInt8, rows: Int, sends: Int = 1, wait: Int = 5
  ) throws -> [Double] {
    var product = try MatrixMultiplication(
      weights: [Int8](repeating: weight, count: rows * 256), rows: rows, columns: 256)
    product.numSends = sends
    product.waitBetweenEvents = wait
    return try chip.multiply(
      inputs: [UInt8](repeating: activation, count: rows), batch: 1, product
    ).map { Double($0) }
  }

  /// Two events in one cycle on a bus whose driver has full weights.
  private func collision(_ chip: Chip) throws -> [Double] {
    _ = try product(chip, weight: 63, activation: 1, rows: 1)
    let event = SpikeEvent(SpikeLabel.strongest, at: 0)
    var builder = PlaybackProgramBuilder()
    builder.resetNeurons(.top)
    builder.wait(cycles: 400)
    builder.send([event, event])
    builder.wait(cycles: 500)
    let ticket = builder.readCADCRow(.top)
    return numbers([try chip.run(builder.done()).get(ticket)])
  }

  private func rest(_ effects: [String]) throws -> [Double] {
    var codes = NominalSettings.Codes()
    codes.leakBias = 500
    codes.leak = 720
    let chip = try nominalChip("ideal", seed: 5, codes: codes, effects: effects)
    var builder = PlaybackProgramBuilder()
    builder.wait(microseconds: 1000)
    let ticket = builder.readCADCRow(.top)
    return numbers([try chip.run(builder.done()).get(ticket)])
  }

  /// Lines that keep what the debug line has left on them.
  private func lines(_ effects: [String]) throws -> [Double] {
    var codes = NominalSettings.Codes()
    codes.tau = 0
    let chip = try nominalChip("ideal", seed: 5, codes: codes, effects: effects)
    var config = NominalSettings.neuronConfig
    config.readoutSource = .excSynin
    var builder = PlaybackProgramBuilder()
    for neuron in AtomicNeuronOnDLS.allCases {
      builder.write(neuron.toNeuronConfigOnDLS(), config)
    }
    builder.setSynapseDebugVoltage(volts: 0.9)
    builder.resetSynapseLines(.top)
    let ticket = builder.readCADCRow(.top)
    return numbers([try chip.run(builder.done()).get(ticket)])
  }

  private func hours(_ chip: Chip) throws -> [Double] {
    var builder = PlaybackProgramBuilder()
    builder.wait(microseconds: 7.2e9)
    _ = try chip.run(builder.done())
    return try reset(chip)
  }

  private func rail(_ chip: Chip) throws -> [Double] {
    let product = try MatrixMultiplication(
      weights: [Int8](repeating: 63, count: 128 * 4), rows: 128, columns: 4)
    let (_, trace) = try chip.probeProduct(
      inputs: [UInt8](repeating: 31, count: 128), product, column: 1, ticksPerSample: 400)
    return trace.membrane
  }

  private func memory(_ chip: Chip) throws -> [Double] {
    var builder = PlaybackProgramBuilder()
    var backend = NeuronBackendConfig()
    backend.refractoryTime = 10
    backend.selectInputClock = .fast
    for neuron in AtomicNeuronOnDLS.allCases {
      builder.write(neuron.toNeuronBackendConfigOnDLS(), backend)
    }
    _ = try chip.run(builder.done())
    let product = try MatrixMultiplication(
      weights: [Int8](repeating: 63, count: 128 * 16), rows: 128, columns: 16)
    let inputs = [UInt8](repeating: 31, count: 128) + [UInt8](repeating: 0, count: 128)
    return try chip.multiply(inputs: inputs, batch: 2, product)[16...].map { Double($0) }
  }
}

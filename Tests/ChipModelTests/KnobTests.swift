import Containers
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel
@testable import Columns

/// Potentials and amplitudes that a knob can move, as means over a hemisphere.
private enum Observable: String {
  /// CADC right after a reset.
  case reset
  /// CADC a long time after a reset, with the leak on.
  case rest
  /// CADC 20 µs after a reset, with the leak off.
  case drift
  /// Result of a product with few small activations, full weights.
  case small
  /// Result of a product with large activations.
  case large
  /// Spread of repeated reads with the leak on.
  case noise
  /// Distance that the membrane has moved towards its rest 1 µs after a reset, with the leak on.
  case leakSpeed
}

/// A knob, what it moves and whether up moves it up.
private struct Knob: Sendable, CustomTestStringConvertible {
  let name: String
  let observable: Observable
  let isUp: Bool
  let presets: [String]
  let turn: @Sendable (inout NominalSettings.Codes, inout PlaybackProgramBuilder) -> Void

  init(
    _ name: String, _ observable: Observable, up isUp: Bool,
    on presets: [String] = ["ideal", "typical"],
    turn: @escaping @Sendable (inout NominalSettings.Codes, inout PlaybackProgramBuilder) -> Void
  ) {
    self.name = name
    self.observable = observable
    self.isUp = isUp
    self.presets = presets
    self.turn = turn
  }

  var testDescription: String { "\(name) -> \(observable.rawValue) \(isUp ? "up" : "down")" }
}

private func write(_ builder: inout PlaybackProgramBuilder, _ cell: CapMemCellOnDLS, _ code: UInt16)
{
  builder.write(cell, CapMemCell(.value(CapMemCell.Value(unchecked: code))))
}

private func writeAll(
  _ builder: inout PlaybackProgramBuilder, _ cell: SharedCapMemCell, _ code: UInt16
) {
  for block in CapMemBlockOnDLS.allCases { write(&builder, cell.cell(on: block), code) }
}

private func writeAll(
  _ builder: inout PlaybackProgramBuilder, _ row: NeuronCapMemRow, _ code: UInt16
) {
  for neuron in AtomicNeuronOnDLS.allCases {
    write(&builder, CapMemCellOnDLS(row, of: neuron), code)
  }
}

private func neurons(
  _ builder: inout PlaybackProgramBuilder, _ change: (inout NeuronConfig) -> Void
) {
  var config = NominalSettings.neuronConfig
  change(&config)
  for neuron in NeuronConfigOnDLS.allCases { builder.write(neuron, config) }
}

/// The monotonicity that calibration relies on: the `inverted` flags of calix' searches.
@Suite struct KnobTests {
  private static let knobs: [Knob] = [
    Knob("cadc_v_ramp_offset", .reset, up: false) { codes, _ in codes.rampStart += 20 },
    Knob("cadc_i_ramp_slope", .reset, up: false) { codes, _ in codes.rampSlope += 40 },
    Knob("CADC channel offset", .reset, up: true) { _, builder in
      var config = CADCChannelConfig()
      config.offset = 3
      for channel in CADCChannelConfigOnDLS.allCases { builder.write(channel, config) }
    },
    Knob("v_reset", .reset, up: true) { codes, _ in codes.reset += 30 },
    Knob("v_leak", .rest, up: true) { codes, _ in codes.leak += 30 },
    Knob("i_bias_leak", .leakSpeed, up: true) { codes, _ in codes.leakBias += 200 },
    Knob("i_bias_leak", .noise, up: false) { codes, _ in codes.leakBias += 400 },
    Knob("enable_leak_multiplication", .leakSpeed, up: true) { _, builder in
      neurons(&builder) { $0.enableLeakMultiplication = true }
    },
    Knob("syn_i_bias_dac", .large, up: false) { _, builder in
      writeAll(&builder, .synIBiasDac, 600)
    },
    Knob("stp_i_ramp", .small, up: true) { _, builder in writeAll(&builder, .stpIRamp, 900) },
    Knob("stp_i_calib", .large, up: false, on: ["typical"]) { _, builder in
      writeAll(&builder, .stpICalib, 700)
    },
    Knob("offset of the drivers", .large, up: false, on: ["typical"]) { _, builder in
      drivers(&builder) { $0.offset = 14 }
    },
    Knob("hagen_dac_offset", .large, up: false) { codes, _ in codes.dacOffset += 20 },
    Knob("hagen_ibias_dac", .large, up: false, on: ["typical"]) { _, builder in
      for cell in [SingleCapMemCell.hagenIbiasDacTop, .hagenIbiasDacBottom] {
        write(&builder, cell.cell, 1000)
      }
    },
    Knob("dacen_pulse_extension", .large, up: true) { _, builder in
      for half in CommonPADIBusConfigOnDLS.allCases {
        var config = CommonPADIBusConfig()
        for bus in PADIBusOnPADIBusBlock.allCases { config.dacenPulseExtension[bus] = 3 }
        builder.write(half, config)
      }
    },
    Knob("i_bias_synin_exc_tau", .large, up: false) { _, builder in
      writeAll(&builder, .iBiasSyninExcTau, 900)
    },
    Knob("synaptic input high resistance", .large, up: true, on: ["typical"]) { _, builder in
      neurons(&builder) { $0.enableSynapticInputExcitatoryHighResistance = true }
    },
    Knob("i_bias_synin_exc_gm", .large, up: true) { _, builder in
      writeAll(&builder, .iBiasSyninExcGm, 600)
    },
    Knob("i_bias_synin_exc_shift", .drift, up: false) { _, builder in
      writeAll(&builder, .iBiasSyninExcShift, 340)
    },
    Knob("i_bias_synin_inh_shift", .drift, up: true) { _, builder in
      writeAll(&builder, .iBiasSyninInhShift, 340)
    },
    Knob("i_mem_offset", .drift, up: true) { _, builder in
      writeAll(&builder, .iMemOffset, 10)
      neurons(&builder) { $0.enableMembraneOffset = true }
    },
    Knob("i_mem_offset, inverted", .drift, up: false) { _, builder in
      writeAll(&builder, .iMemOffset, 10)
      neurons(&builder) {
        $0.enableMembraneOffset = true
        $0.invertMembraneOffset = true
      }
    },
    Knob("membrane_capacitor_size", .large, up: false) { _, builder in
      // Down from 63: the knob is turned the other way.
      neurons(&builder) { $0.membraneCapacitorSize = 63 }
    },
  ]

  private static func drivers(
    _ builder: inout PlaybackProgramBuilder, _ change: (inout SynapseDriverConfig) -> Void
  ) {
    var config = SynapseDriverConfig()
    config.enableSTP = true
    config.enableHagenDAC = true
    config.enableHagenModulation = true
    config.enableAddressOut = false
    config.offset = 7
    config.hagenDACOffset = 25
    change(&config)
    for driver in SynapseDriverOnDLS.allCases { builder.write(driver, config) }
  }

  @Test(arguments: knobs)
  private func `a knob moves what it is for, in its direction`(_ knob: Knob) throws {
    for preset in knob.presets {
      let before = try measure(preset, knob, isTurned: false)
      let after = try measure(preset, knob, isTurned: true)
      #expect(knob.isUp ? after > before : after < before, "\(preset): \(before) to \(after)")
    }
  }

  private func measure(_ preset: String, _ knob: Knob, isTurned: Bool) throws -> Double {
    var codes = NominalSettings.Codes()
    let needsLeak = [.rest, .noise, .leakSpeed].contains(knob.observable)
    if needsLeak { codes.leakBias = 220 }
    if knob.observable == .rest || knob.observable == .leakSpeed { codes.leak = 760 }
    var effects = silence + aligned
    if knob.observable == .noise { effects = ["all=0", "membrane.noise=10"] }
    var builder = PlaybackProgramBuilder()
    if knob.name == "membrane_capacitor_size" {
      neurons(&builder) { $0.membraneCapacitorSize = isTurned ? 63 : 40 }
    } else if isTurned {
      knob.turn(&codes, &builder)
    }
    builder.wait(microseconds: 100_000)
    let chip = try nominalChip(preset, seed: 1, codes: codes, effects: effects)
    _ = try chip.run(builder.done())
    switch knob.observable {
    case .reset: return try read(chip, after: 0)
    case .leakSpeed: return try read(chip, after: 1) - read(chip, after: 0)
    case .drift: return try read(chip, after: 20)
    case .rest: return try read(chip, after: 1000)
    case .small: return try product(chip, activation: 4, rows: 100)
    case .large: return try product(chip, activation: 25, rows: 20)
    case .noise: return try spread(chip)
    }
  }

  /// Mean of all channels at a time after the end of a reset.
  private func read(_ chip: Chip, after microseconds: Double) throws -> Double {
    var builder = PlaybackProgramBuilder()
    builder.resetNeurons(.top)
    // 64 cycles of writes pass before; the reset lasts 2.2 µs.
    builder.wait(cycles: 276 - 64 - 51 + Int(microseconds * 125))
    let ticket = builder.readCADCRow(.top)
    let row = try chip.run(builder.done()).get(ticket)
    return (row.causal + row.acausal).reduce(0.0) { $0 + Double($1) } / 512
  }

  private func product(_ chip: Chip, activation: UInt8, rows: Int) throws -> Double {
    let product = try MatrixMultiplication(
      weights: [Int8](repeating: 40, count: rows * 256), rows: rows, columns: 256)
    let inputs = [UInt8](repeating: activation, count: rows)
    let zero = [UInt8](repeating: 0, count: rows)
    let values = try chip.multiply(inputs: inputs + zero, batch: 2, product)
    return zip(values[..<256], values[256...]).reduce(0.0) { $0 + Double($1.0) - Double($1.1) }
  }

  private func spread(_ chip: Chip) throws -> Double {
    var builder = PlaybackProgramBuilder()
    let tickets = (0..<40).map { _ in
      builder.wait(microseconds: 100)
      return builder.readCADCRow(.top)
    }
    let results = try chip.run(builder.done())
    let rows = try tickets.map { try results.get($0).causal }
    return (0..<256).reduce(0.0) { sum, j in
      let values = rows.map { Double($0[j]) }
      let mean = values.reduce(0, +) / 40
      return sum + values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
  }

  @Test(arguments: ["ideal", "typical"])
  func `more activation and more weight give a larger result`(_ preset: String) throws {
    let chip = try nominalChip(preset, seed: 2, effects: silence)
    func mean(_ activation: UInt8, _ weight: Int8) throws -> Double {
      let product = try MatrixMultiplication(
        weights: [Int8](repeating: weight, count: 30 * 256), rows: 30, columns: 256)
      let values = try chip.multiply(
        inputs: [UInt8](repeating: activation, count: 30), batch: 1, product)
      return values.reduce(0.0) { $0 + Double($1) } / 256
    }
    let activations = try [3, 8, 14, 20, 26, 31].map { try mean($0, 40) }
    let weights = try [0, 9, 21, 35, 50, 63].map { try mean(20, $0) }
    let negative = try [0, 9, 21, 35, 50, 63].map { try mean(20, -$0) }
    for row in [activations, weights, negative.map { -$0 }] {
      #expect(zip(row, row.dropFirst()).allSatisfy { $0 < $1 }, "\(row)")
    }
  }

  @Test func `a channel's offset moves that channel by one and no other`() throws {
    let chip = try nominalChip("typical", effects: silence)
    func read() throws -> [CADCSampleRow] {
      var builder = PlaybackProgramBuilder()
      let tickets = SynramOnDLS.allCases.map { synram in
        builder.resetNeurons(synram)
        builder.wait(cycles: 300)
        return builder.readCADCRow(synram)
      }
      let results = try chip.run(builder.done())
      return try tickets.map { try results.get($0) }
    }
    let before = try read()
    for place in [0, 1, 255, 256, 300, 511, 512, 700, 1023] {
      var builder = PlaybackProgramBuilder()
      let coordinate = CADCChannelConfigOnDLS(unchecked: place)
      var config = CADCChannelConfig()
      config.offset = 1
      builder.write(coordinate, config)
      _ = try chip.run(builder.done())
      let after = try read()
      let column = coordinate.toCADCChannelColumnOnSynram().value
      for h in 0..<2 {
        let isOwn = coordinate.toSynramOnDLS().value == h
        let isCausal = coordinate.toCADCChannelType() == .causal
        var (causal, acausal) = (before[h].causal, before[h].acausal)
        if isOwn && isCausal { causal[column] += 1 }
        if isOwn && !isCausal { acausal[column] += 1 }
        #expect(after[h].causal == causal && after[h].acausal == acausal, "channel \(place)")
      }
      var undo = PlaybackProgramBuilder()
      undo.write(coordinate, CADCChannelConfig())
      _ = try chip.run(undo.done())
    }
  }

  @Test func `an analog cell arrives within 20 ms, exponentially`() throws {
    let chip = try nominalChip("ideal", effects: ["capmem.settling=1"])
    func code(after milliseconds: Double) throws -> Double {
      var builder = PlaybackProgramBuilder()
      let cell = CapMemCellOnDLS(.vReset, of: AtomicNeuronOnDLS(unchecked: 5))
      write(&builder, cell, 400)
      builder.wait(microseconds: 100_000)
      write(&builder, cell, 800)
      builder.wait(microseconds: milliseconds * 1000)
      _ = try chip.run(builder.done())
      let volts = chip.bus.capMem.volts(
        CapMem.index(block: 0, column: 5, row: cell.y.value), at: chip.bus.now)
      let p = chip.parameters.capMem
      return (volts - p.voltageOffset) / p.voltageStep
    }
    #expect(abs(try code(after: 0) - 400) < 0.01)
    // Half of the time leaves 1/32 of the way, all of it 1/1024.
    #expect(abs(try code(after: 10) - (800 - 400 / 32)) < 0.1)
    #expect(abs(try code(after: 20) - (800 - 400 / 1024)) < 0.02)
    #expect(try code(after: 200) == 800)
  }

  @Test func `cells of the real chip differ from each other`() throws {
    let chip = try nominalChip("typical")
    let volts = (0..<128).map {
      chip.bus.capMem.volts(CapMem.index(block: 1, column: $0, row: 0), at: chip.bus.now)
    }
    #expect(Set(volts).count > 100)
  }
}

/// Resets by their length on the backend's clocks.
@Suite struct NeuronResetTests {
  struct Row: Sendable {
    var time: UInt8
    var clock: NeuronBackendConfig.InputClock
    var slow: UInt8
    var fast: UInt8
    var holdoff: UInt8 = 15
    let cycles: Int64
  }

  /// Counter, less 31 - 2 holdoff, in periods of 2^(scale + 1) PPU cycles.
  private static let table: [Row] = [
    Row(time: 70, clock: .fast, slow: 9, fast: 2, cycles: 69 * 8),
    Row(time: 70, clock: .slow, slow: 9, fast: 2, cycles: 69 * 1024),
    Row(time: 1, clock: .fast, slow: 0, fast: 0, cycles: 0),
    Row(time: 0, clock: .fast, slow: 0, fast: 0, cycles: 0),
    Row(time: 255, clock: .fast, slow: 0, fast: 0, cycles: 254 * 2),
    Row(time: 255, clock: .slow, slow: 15, fast: 0, cycles: 254 * 65536),
    Row(time: 70, clock: .fast, slow: 0, fast: 2, holdoff: 0, cycles: 39 * 8),
    Row(time: 20, clock: .fast, slow: 0, fast: 2, holdoff: 0, cycles: 0),
  ]

  @Test(arguments: table.indices)
  func `a reset lasts as the backend's counter says`(_ index: Int) throws {
    let row = Self.table[index]
    let chip = try nominalChip("typical", effects: silence)
    var builder = PlaybackProgramBuilder()
    for half in CommonNeuronBackendConfigOnDLS.allCases {
      var common = CommonNeuronBackendConfig()
      common.clockScaleSlow = .init(unchecked: row.slow)
      common.clockScaleFast = .init(unchecked: row.fast)
      builder.write(half, common)
    }
    var backend = NeuronBackendConfig()
    backend.refractoryTime = .init(unchecked: row.time)
    backend.selectInputClock = row.clock
    backend.resetHoldoff = .init(unchecked: row.holdoff)
    for neuron in AtomicNeuronOnDLS.allCases {
      builder.write(neuron.toNeuronBackendConfigOnDLS(), backend)
    }
    _ = try chip.run(builder.done())
    chip.prepare()
    for hemisphere in chip.hemispheres {
      #expect(hemisphere.neurons.allSatisfy { $0.refractory == PPUCycles(row.cycles) })
    }
  }

  /// By a single trigger, by a quad of triggers and by a row: exactly the neurons that are meant.
  @Test func `a trigger resets its neurons and no others`() throws {
    let chip = try nominalChip("ideal")
    func resets(_ trigger: (inout PlaybackProgramBuilder) -> Void) throws -> Set<Int> {
      var builder = PlaybackProgramBuilder()
      builder.wait(microseconds: 1000)
      _ = try chip.run(builder.done())
      chip.prepare()
      for h in 0..<2 {
        for j in 0..<256 { chip.hemispheres[h].columns.state.membrane[j] = 0.9 }
      }
      var program = PlaybackProgramBuilder()
      trigger(&program)
      program.wait(microseconds: 5)
      _ = try chip.run(program.done())
      chip.prepare()
      return Set(
        (0..<512).filter { chip.hemispheres[$0 / 256].columns.membraneVolts($0 % 256) < 0.85 })
    }
    for neuron in [0, 1, 127, 128, 255, 256, 300, 511] {
      let own = AtomicNeuronOnDLS(unchecked: neuron)
      #expect(try resets { $0.write(own.toNeuronResetOnDLS(), NeuronReset()) } == [neuron])
      let quad = own.toNeuronResetQuadOnDLS()
      let four = Set(EntryOnQuad.allCases.map { quad.toAtomicNeuronOnDLS($0).value })
      #expect(try resets { $0.write(quad, NeuronResetQuad()) } == four)
    }
    #expect(try resets { $0.resetNeurons(.bottom) } == Set(256..<512))
  }
}

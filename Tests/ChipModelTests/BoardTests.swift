import Containers
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// Surroundings of the chip: pads, converters, debug lines, recording.
@Suite struct BoardTests {
  private func connectChannels(_ builder: inout PlaybackProgramBuilder) {
    var quad = ColumnCorrelationQuad()
    for entry in EntryOnQuad.allCases {
      quad.switches[entry].enableDebugCausal = true
      quad.switches[entry].enableDebugAcausal = true
    }
    for place in ColumnCorrelationQuadOnDLS.allCases { builder.write(place, quad) }
  }

  private func row(
    _ name: String = "typical", _ configure: (inout PlaybackProgramBuilder) -> Void
  ) throws -> CADCSampleRow {
    let chip = try nominalChip(name, seed: 5, effects: silence)
    var builder = PlaybackProgramBuilder()
    connectChannels(&builder)
    configure(&builder)
    builder.wait(microseconds: 200_000)
    let ticket = builder.readCADCRow(.top)
    return try chip.run(builder.done()).get(ticket)
  }

  /// Both CADC debug lines on a pad.
  private func pad(_ change: (inout PadMultiplexerConfig) -> Void = { _ in })
    -> PadMultiplexerConfig
  {
    var pad = PadMultiplexerConfig()
    pad.cadcDebugCausalToSynapseIntermediateMux = true
    pad.cadcDebugAcausalToSynapseIntermediateMux = true
    pad.synapseIntermediateMuxToPad = true
    change(&pad)
    return pad
  }

  @Test func `the DAC reaches the CADC through shift register and pad`() throws {
    let dac = try DACChannelBlock(padVolts: 0.7)
    let shorthand = try row { $0.setCADCDebugLine(.externalVolts(dac.padVolts)) }
    func routed(connected: Bool, index: Int) throws -> CADCSampleRow {
      try row {
        let place = PadOnDLS(unchecked: index)
        $0.write(.min, dac)
        $0.write(
          ShiftRegisterOnBoard.min,
          connected ? ShiftRegister(connectingDACTo: place) : ShiftRegister())
        $0.write(PadMultiplexerConfigOnDLS(unchecked: 0), pad())
      }
    }
    #expect(try routed(connected: true, index: 0) == shorthand)
    let open = try row { $0.setCADCDebugLine(.disconnected) }
    #expect(try routed(connected: false, index: 0) == open)
    // Nothing of one pad reaches the other.
    #expect(try routed(connected: true, index: 1) == open)
    #expect(open != shorthand)
  }

  /// calix: CADC calibration
  @Test func `a CapMem cell reaches the CADC through its debug output and the pad`() throws {
    let cell = SharedCapMemCell.stpVCharge0.cell(on: .topLeft)
    let shorthand = try row {
      $0.write(cell, CapMemCell(310))
      $0.setCADCDebugLine(.capMemCell(CapMemCellIndex(rawValue: cell.value)))
    }
    func routed(_ change: (inout PadMultiplexerConfig) -> Void) throws -> CADCSampleRow {
      try row {
        $0.write(cell, CapMemCell(310))
        var block = CapMemBlockConfig()
        block.debugReadoutEnable = true
        block.debugCapMemCoord = cell.local
        $0.write(CapMemBlockConfigOnDLS(unchecked: 0), block)
        $0.write(
          PadMultiplexerConfigOnDLS(unchecked: 1),
          pad {
            $0.capMemVOutMux[.topLeft] = true
            $0.capMemVOutMuxToCapMemIntermediateMux = true
            $0.capMemIntermediateMuxToPad = true
            change(&$0)
          })
      }
    }
    #expect(try routed { _ in } == shorthand)
    #expect(shorthand.causal.allSatisfy { (40...220).contains($0) })
    let open = try row { $0.setCADCDebugLine(.disconnected) }
    for missing in [
      \PadMultiplexerConfig.capMemIntermediateMuxToPad, \.synapseIntermediateMuxToPad,
      \.capMemVOutMuxToCapMemIntermediateMux,
    ] {
      #expect(try routed { $0[keyPath: missing] = false } == open)
    }
    let causalOnly = try routed { $0.cadcDebugAcausalToSynapseIntermediateMux = false }
    #expect(causalOnly.causal == shorthand.causal)
    #expect(causalOnly.acausal == open.acausal)
  }

  @Test func `words to the board's addresses set what its containers set`() throws {
    let (typed, raw) = (try nominalChip("ideal"), try nominalChip("ideal"))
    func run(_ chip: Chip, _ add: (inout PlaybackProgramBuilder) -> Void) throws {
      var builder = PlaybackProgramBuilder()
      add(&builder)
      _ = try chip.run(builder.done())
    }
    var dac = DACChannelBlock()
    dac.value[.muxDAC25] = 0x5a7
    for pad in PadOnDLS.allCases {
      try run(typed) {
        $0.write(ShiftRegisterOnBoard.min, ShiftRegister(connectingDACTo: pad))
        $0.write(.min, dac)
      }
      try run(raw) {
        // 24 bits: the first multiplexer on the readout chain of the pad, the second one on the DAC.
        $0.write(address: 0x8800_7001, word: 0x12)
        $0.write(address: 0x8800_7001, word: 0x34)
        $0.write(address: 0x8800_7001, word: 0x8000_0000 | 0xc | UInt32(pad.value + 1))
        // 16 bits: channel 7 and a code; then a control word, another channel, another converter.
        for (address, high, low) in [
          (0x8800_7002, 0x75, 0xa7), (0x8800_7002, 0xe0, 0x02), (0x8800_7002, 0x61, 0x23),
          (0x8800_7004, 0x71, 0x23),
        ] as [(UInt32, UInt32, UInt32)] {
          $0.write(address: address, word: high)
          $0.write(address: address, word: 0x8000_0000 | low)
        }
      }
      #expect(raw.bus.board.padVolts == typed.bus.board.padVolts)
      #expect(typed.bus.board.padVolts == Double(0x5a7) / 4095 * 2.5)
      #expect(raw.bus.board.padsOfDAC[pad])
      #expect(typed.bus.board.padsOfDAC.values == raw.bus.board.padsOfDAC.values)
      #expect(throws: ChipError.notReadable(0x8800_7001)) { try raw.bus.read(0x8800_7001) }
    }
    try run(raw) { $0.write(address: 0x8800_7001, word: 0x8000_0000) }
    #expect(raw.bus.board.padsOfDAC.values == [false, false])
  }

  @Test func `containers of the board write what a chip at their addresses understands`() throws {
    let chip = try nominalChip("ideal")
    var builder = PlaybackProgramBuilder()
    var switches = ShiftRegister(connectingDACTo: 1)
    switches.selectAnalogReadoutMux2Input = .vReset
    let dac = try DACChannelBlock(padVolts: 1.2)
    for (address, word) in switches.writes(at: .min) + dac.writes(at: .min) {
      builder.write(address: address, word: word)
    }
    _ = try chip.run(builder.done())
    #expect(chip.bus.board.padsOfDAC.values == [false, true])
    #expect(chip.bus.board.padVolts == dac.padVolts)
    #expect(abs(dac.padVolts - 1.2) < 2.5 / 4095)
  }

  @Test func `lines start at the DAC's voltage when their debug line is on its pad`() throws {
    func drops(_ configure: (inout PlaybackProgramBuilder) -> Void) throws -> [Double] {
      let chip = try nominalChip("ideal", effects: silence)
      var builder = PlaybackProgramBuilder()
      configure(&builder)
      builder.startProbe(9, ticksPerSample: 2)
      builder.resetSynapseLines(.top)
      let ticket = builder.stopProbe()
      let trace = try chip.run(builder.done()).get(ticket).traces[0]
      return [Double(trace.excitatory.max() ?? 0), Double(trace.inhibitory.max() ?? 0)]
    }
    let dac = try DACChannelBlock(padVolts: 1.0)
    let shorthand = try drops { $0.setSynapseDebugVoltage(volts: dac.padVolts) }
    let routed = try drops {
      $0.write(.min, dac)
      $0.write(ShiftRegisterOnBoard.min, ShiftRegister(connectingDACTo: 0))
      var pad = PadMultiplexerConfig()
      pad.syninDebugExcitatoryToSynapseIntermediateMux = true
      pad.synapseIntermediateMuxToPad = true
      $0.write(PadMultiplexerConfigOnDLS(unchecked: 0), pad)
    }
    #expect(shorthand[0] > 0.1 && shorthand[1] > 0.1)
    #expect(routed[0] == shorthand[0])
    #expect(routed[1] == 0)
  }

  @Test func `samples arrive only while the FPGA records`() throws {
    func samples(_ switches: [(after: Double, isOn: Bool)]) throws -> [MADCSample] {
      let chip = try nominalChip("ideal", effects: silence)
      var builder = PlaybackProgramBuilder()
      var config = NominalSettings.neuronConfig
      config.enableReadout = true
      builder.write(AtomicNeuronOnDLS(unchecked: 4).toNeuronConfigOnDLS(), config)
      var sources = ReadoutSourceSelection()
      sources.buffers[0].neuronEven[0] = true
      builder.write(.min, sources)
      builder.startMADCRegisters()
      for change in switches {
        builder.blockUntil(cycle: Int(change.after * 125))
        var recording = EventRecordingConfig()
        recording.enableEventRecording = change.isOn
        builder.write(EventRecordingConfigOnFPGA.min, recording)
      }
      builder.blockUntil(cycle: 125 * 10)
      builder.stopMADCRegisters()
      return try chip.run(builder.done()).madcSamples
    }
    let all = try samples([])
    #expect(abs(all.count - 294) <= 1)
    let begin = try #require(all.first).chipTime
    // The first sample is taken before the switch can be written.
    #expect(try samples([(0, false)]).map(\.chipTime) == [begin])
    let middle = try samples([(0, false), (4, true), (6, false)]).filter { $0.chipTime > begin }
    #expect(abs(middle.count - 59) <= 1)
    // The switch is on from 4 us to 6 us after the start; an FPGA cycle lasts 8 ns.
    #expect(middle.allSatisfy { (500..<750).contains($0.chipTime - begin) })
    let times = Set(middle.map(\.chipTime))
    #expect(middle == all.filter { times.contains($0.chipTime) })
  }

  /// calix: `madc_characterization.py`
  @Test(arguments: PadOnDLS.allCases)
  func `the MADC records the converter on a pad as it changes`(_ pad: PadOnDLS) throws {
    func means(connected: PadOnDLS) throws -> [Double] {
      let chip = try nominalChip("ideal", effects: silence)
      var builder = PlaybackProgramBuilder()
      builder.write(ShiftRegisterOnBoard.min, ShiftRegister(connectingDACTo: connected))
      var config = PadMultiplexerConfig()
      config.debugToPad = true
      builder.write(PadMultiplexerConfigOnDLS(unchecked: pad.value), config)
      var sources = ReadoutSourceSelection()
      if pad == 0 {
        sources.buffers[0].debugPlus = true
      } else {
        sources.buffers[0].debugMinus = true
      }
      builder.write(.min, sources)
      builder.startMADCRegisters()
      let volts = [0.1, 0.55, 1.0]
      for (step, volts) in volts.enumerated() {
        builder.write(.min, try DACChannelBlock(padVolts: volts))
        builder.blockUntil(cycle: 1250 * (step + 1))
      }
      builder.stopMADCRegisters()
      let samples = try chip.run(builder.done()).madcSamples
      let begin = Int(try #require(samples.first).chipTime)
      return volts.indices.map { step in
        let part = samples.filter { (Int($0.chipTime) - begin) / 1250 == step }.dropFirst(20)
        return part.map { Double($0.value) }.reduce(0, +) / Double(part.count)
      }
    }
    let found = try means(connected: pad)
    let step = try nominalChip("ideal", effects: silence).parameters.madc.step
    for (mean, volts) in zip(found, [0.1, 0.55, 1.0]) {
      #expect(abs(mean - volts / step) < 1.5, "\(mean) at \(volts) V")
    }
    #expect(try means(connected: PadOnDLS(unchecked: 1 - pad.value)) == [0, 0, 0])
  }

  @Test func `both views of the synapses' trims show the same memory`() throws {
    let chip = try nominalChip("ideal")
    var quad = SynapseQuad()
    quad.weights = [1, 22, 43, 63]
    quad.labels = [5, 0, 63, 32]
    quad.timeCalibs = [0, 1, 2, 3]
    quad.ampCalibs = [3, 0, 1, 2]
    let place = 4711
    var builder = PlaybackProgramBuilder()
    builder.write(SynapseQuadOnDLS(unchecked: place), quad)
    let trims = builder.read(
      SynapseCorrelationCalibQuadOnDLS(unchecked: place), as: SynapseCorrelationCalibQuad.self)
    var other = SynapseCorrelationCalibQuad()
    other.timeCalibs = [3, 3, 0, 0]
    other.ampCalibs = [1, 1, 2, 2]
    builder.write(SynapseCorrelationCalibQuadOnDLS(unchecked: place), other)
    let whole = builder.read(SynapseQuadOnDLS(unchecked: place), as: SynapseQuad.self)
    let weights = builder.read(
      SynapseWeightQuadOnDLS(unchecked: place), as: SynapseWeightQuad.self)
    let results = try chip.run(builder.done())
    #expect(try results.get(trims).timeCalibs == quad.timeCalibs)
    #expect(try results.get(trims).ampCalibs == quad.ampCalibs)
    #expect(try results.get(weights).values == quad.weights)
    quad.timeCalibs = other.timeCalibs
    quad.ampCalibs = other.ampCalibs
    #expect(try results.get(whole) == quad)
  }

  @Test func `whole matrices and whole chips are read as they were written`() throws {
    let chip = try nominalChip("ideal")
    var stream = RandomStream(seed: 31, domain: .testing)
    let matrix = SynapseMatrix { _ in stream.nextUInt32() }
    let whole = LolaChip { _ in stream.nextUInt32() }
    var builder = PlaybackProgramBuilder()
    builder.write(SynramOnDLS.bottom, matrix)
    let first = builder.read(SynramOnDLS.bottom, as: SynapseMatrix.self)
    let untouched = builder.read(SynramOnDLS.top, as: SynapseMatrix.self)
    builder.write(ChipOnDLS.min, whole)
    let second = builder.read(ChipOnDLS.min, as: LolaChip.self)
    let results = try chip.run(builder.done())
    #expect(try results.get(first) == matrix)
    #expect(try results.get(untouched) == SynapseMatrix())
    #expect(try results.get(second) == whole)
    #expect(try results.get(second).synapseMatrices[.top] != matrix)
  }

  @Test func `a matrix acts as the rows that it consists of`() throws {
    let data = RandomProduct(seed: 2, rows: 40, columns: 60, batch: 1)
    var matrix = SynapseMatrix()
    for row in 0..<40 {
      for column in 0..<60 {
        let weight = data.weights[row * 60 + column]
        matrix.weights[
          SynapseRowOnSynram(unchecked: 2 * row + (weight > 0 ? 1 : 0)),
          SynapseOnSynapseRow(unchecked: column)] = SynapseWeight(unchecked: weight.magnitude)
      }
    }
    func rows(_ write: (inout PlaybackProgramBuilder) throws -> Void) throws -> [Int8] {
      let chip = try nominalChip("typical", seed: 3, effects: silence)
      // Drivers and buses listen after a product of zeros.
      let zeros = try MatrixMultiplication(
        weights: [Int8](repeating: 0, count: data.weights.count), rows: 40, columns: 60)
      _ = try chip.multiply(inputs: data.inputs, batch: 1, zeros)
      var builder = PlaybackProgramBuilder()
      try write(&builder)
      let batch = try MACBatch(
        top: MACTile(inputs: data.inputs, rows: 40, columns: 60), bottom: nil, entries: 1)
      let ticket = builder.multiply(batch)
      return try chip.run(builder.done()).get(ticket).values[0]
    }
    let whole = try rows { $0.write(SynramOnDLS.top, matrix) }
    let single = try rows {
      try $0.writeSynapses(
        .top, weights: matrix.weights.values.map(\.rawValue),
        labels: matrix.labels.values.map(\.rawValue))
    }
    #expect(whole == single)
    let none = try rows { _ in }
    #expect(whole != none)
  }

  @Test(arguments: NotModelledContainer.allCases)
  func `what is left out is refused by its name, when it is run`(
    _ container: NotModelledContainer
  ) throws {
    let chip = try nominalChip("ideal")
    let before = try chip.snapshot()
    for isRead in [false, true] {
      var builder = PlaybackProgramBuilder()
      builder.wait(cycles: 7)
      if isRead { builder.read(container) } else { builder.write(container) }
      #expect(
        throws: ChipError.containerNotModelled(container.rawValue, reason: container.reason)
      ) { try chip.run(builder.done()) }
    }
    #expect(try chip.snapshot() == before)
  }

  @Test func `a loop keeps its default clocks, others are refused`() throws {
    let chip = try nominalChip("ideal")
    var good = PlaybackProgramBuilder()
    for pll in ADPLLOnDLS.allCases { good.write(pll, ADPLL()) }
    #expect(try chip.run(good.done()).cycles == ADPLLOnDLS.count)
    var bad = PlaybackProgramBuilder()
    var fast = ADPLL()
    fast.loopDivN = 12
    bad.write(ADPLLOnDLS.min, fast)
    #expect(throws: ChipError.self) { try chip.run(bad.done()) }
  }
}

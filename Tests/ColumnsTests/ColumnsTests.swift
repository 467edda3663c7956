import ChipModel
import SimulationCore
import Testing
import _TestSupport

@testable import Columns

#if canImport(Glibc)
  import Glibc
#endif

/// Columns with biases that suit a MAC, and changes to them.
func columns(
  _ name: String, seed: UInt64 = 1, effects: [String] = [],
  change: (inout ColumnBiases.Column) -> Void = { _ in }
) throws -> Columns {
  let parameters = try preset(name, effects: effects)
  let columns = Columns(
    parameters: parameters.columns, effects: parameters.effects,
    draw: HemisphereDraw(seed: seed, hemisphere: .top), count: 256)
  var column = ColumnBiases.Column()
  column.excitatory.isEnabled = true
  column.excitatory.hasSmallCapacitance = true
  column.excitatory.tauBias = 0.63
  column.excitatory.conductanceBias = 0.44
  column.excitatory.shiftBias = parameters.columns.inputShiftNeutral
  column.inhibitory = column.excitatory
  column.leakVolts = 1.3
  column.resetVolts = 1.3
  column.capacitance = 1
  change(&column)
  var biases = ColumnBiases(count: 256)
  for j in 0..<256 { biases.columns[j] = column }
  columns.apply(biases)
  columns.settleReset(0..<256)
  return columns
}

func steps(_ volts: Float, _ columns: Columns) -> FloatBuffer {
  FloatBuffer(count: 256, repeating: volts / Float(columns.stepVolts))
}

@Suite struct ColumnStepTests {
  /// Leak and line of any speed against each other, over times from a cycle to a second: the
  /// decays' difference must not overflow.
  @Test(
    arguments: [0, 1e-4, 0.1, 1, 8], [0, 1e-3, 0.3, 1])
  func `a step of any length is finite`(_ leak: Double, _ tau: Double) throws {
    for isSlow in [false, true] {
      let own = try columns("typical") {
        $0.leakBias = leak
        $0.excitatory.tauBias = tau
        $0.inhibitory.tauBias = tau
        $0.excitatory.hasHighResistance = isSlow
      }
      own.inject(
        LineSteps(excitatory: steps(0.02, own), inhibitory: steps(0.01, own)), drivers: 1)
      for cycles in [1, 250, 250_000, 5_000_000, 250_000_000] as [Int64] {
        own.advance(to: own.time + PPUCycles(cycles))
        own.drawNoise([Float](repeating: 1, count: 256))
        #expect(own.membranes().allSatisfy { $0.isFinite })
        #expect(own.state.excitatoryLine.array.allSatisfy { $0.isFinite && $0 >= 0 })
      }
    }
  }

  @Test(arguments: ["typical", "ideal"])
  func `two steps are as good as one`(_ name: String) throws {
    let effects = name == "ideal" ? ["line.tail=1"] : []
    let cases = [(1, 1), (7, 1000), (250, 3), (5000, 5000)] as [(Int64, Int64)]
    for (first, second) in cases {
      let (a, b) = (
        try columns(name, effects: effects) { $0.leakBias = 0.05 },
        try columns(name, effects: effects) { $0.leakBias = 0.05 }
      )
      for own in [a, b] {
        own.inject(
          LineSteps(excitatory: steps(0.03, own), inhibitory: steps(0.011, own)), drivers: 1)
      }
      a.advance(to: PPUCycles(first + second))
      b.advance(to: PPUCycles(first))
      b.advance(to: PPUCycles(first + second))
      for j in 0..<256 {
        #expect(abs(a.state.membrane[j] - b.state.membrane[j]) < 2e-6)
        #expect(abs(a.state.excitatoryLine[j] - b.state.excitatoryLine[j]) < 1e-7)
      }
    }
  }

  @Test func `a line discharges with its time constant, a floating one within milliseconds`() throws
  {
    let own = try columns("typical")
    own.inject(
      LineSteps(excitatory: steps(0.03, own), inhibitory: steps(0, own)), drivers: 1)
    let before = own.state.excitatoryLine.array
    own.advance(to: PPUCycles(100))
    for j in 0..<256 {
      let decay = exp(-400e-9 / own.constants.columns[j].excitatory.lineTime)
      #expect(abs(Double(own.state.excitatoryLine[j]) - Double(before[j]) * decay) < 1e-8)
    }
    let floating = try columns("typical") { $0.excitatory.tauBias = 0 }
    floating.inject(
      LineSteps(excitatory: steps(0.03, floating), inhibitory: steps(0, floating)), drivers: 1)
    // 10 us, then 12 ms: a zero bias leaves the largest time constant.
    floating.advance(to: PPUCycles(2500))
    #expect(floating.state.excitatoryLine.array.allSatisfy { $0 > 0.029 && $0 < 0.03 })
    floating.advance(to: PPUCycles(3_000_000))
    #expect(floating.state.excitatoryLine.array.allSatisfy { $0 < 0.03 * 0.03 })
  }

  @Test func `charge moves a line less the more it has dropped, never past its swing`() throws {
    let own = try columns("typical") { $0.excitatory.tauBias = 0 }
    let swing = Float(own.stepVolts)
    var last: Float = 0
    var lastStep = Float.infinity
    for _ in 0..<400 {
      own.inject(
        LineSteps(excitatory: steps(0.03, own), inhibitory: steps(0, own)), drivers: 1)
      let level = own.state.excitatoryLine[0]
      #expect(level >= last && level <= swing * 1.0001)
      #expect(level - last <= lastStep + 1e-6)
      (lastStep, last) = (level - last, level)
    }
    #expect(last > 0.99 * swing)
  }

  @Test func `many drivers at once leave less than the sum and never exceed the swing`() throws {
    for volts in [0.001, 0.1, 1, 100] as [Float] {
      let own = try columns("typical")
      own.inject(
        LineSteps(excitatory: steps(volts, own), inhibitory: steps(volts, own)), drivers: 5)
      let level = own.state.excitatoryLine[0]
      #expect(level > 0 && level < volts && level <= Float(own.stepVolts))
    }
  }

  /// Every scale at which the curve is used, up to the swing of a line.
  @Test(arguments: [0, 0.5, 1, 2, 5])
  func `the transfer curve is odd and strictly monotone`(_ scale: Double) throws {
    let parameters = try preset("typical", effects: ["ota.saturation=\(scale)"])
    let law = TransferLaw(parameters: parameters.columns, effects: parameters.effects)
    func curve(_ u: Double) -> Double {
      u - law.cubic * u * u * u + law.quintic * u * u * u * u * u
    }
    var last = -Double.infinity
    for k in -1000...1000 {
      let u = Double(k) / 1000 * parameters.columns.lineIdlePotential
      #expect(curve(u) > last)
      #expect(abs(curve(u) + curve(-u)) < 1e-12)
      last = curve(u)
    }
  }

  @Test func `a reset pulls the membrane exponentially to its reset potential`() throws {
    let own = try columns("typical", effects: ["membrane.reset_memory=1"])
    let target = own.constants.columns.map(\.resetVolts)
    own.state.membrane.buffer.update(repeating: 0.9)
    own.hold(0..<256, until: PPUCycles(1000))
    own.advance(to: PPUCycles(125))
    for j in 0..<256 {
      let wanted = target[j] + (0.9 - target[j]) * exp(-1)
      #expect(abs(Double(own.state.membrane[j]) - wanted) < 1e-6)
    }
  }

  @Test func `a membrane out of reset starts from the defined state unless memory is modelled`()
    throws
  {
    for (effects, isDefined) in [([], true), (["membrane.reset_memory=1"], false)] {
      let own = try columns("typical", effects: effects)
      own.state.membrane.buffer.update(repeating: 1.0)
      own.hold(3..<4, until: PPUCycles(50))
      own.advance(to: PPUCycles(50))
      let target = Float(own.constants.columns[3].resetVolts)
      #expect((own.state.membrane[3] == target) == isDefined)
      #expect(own.state.membrane[4] != Float(own.constants.columns[4].resetVolts))
    }
  }

  @Test func `the membrane stops at its rails`() throws {
    for (offset, rail) in [(1.0, \ColumnParameters.upperRail), (-1, \ColumnParameters.lowerRail)]
      as [(Double, KeyPath<ColumnParameters, Double>)]
    {
      let own = try columns("typical", effects: ["ota.offset=0"]) { $0.offsetCurrent = offset }
      let volts = own.parameters[keyPath: rail]
      own.advance(to: PPUCycles(25_000))
      #expect(own.state.membrane.array.allSatisfy { $0 == Float(volts) })
    }
  }

  @Test func `looking ahead is what will be, and changes nothing`() throws {
    for hold in [0, 40, 400] as [Int64] {
      let own = try columns("typical") { $0.leakBias = 0.01 }
      own.inject(
        LineSteps(excitatory: steps(0.03, own), inhibitory: steps(0.011, own)), drivers: 1)
      own.hold(0..<256, until: PPUCycles(hold))
      let before = (own.state.membrane.array, own.state.excitatoryLine.array)
      let seen = (0..<256).map { own.lookAhead(column: $0, to: PPUCycles(300)) }
      #expect(before == (own.state.membrane.array, own.state.excitatoryLine.array))
      #expect(own.time == .zero)
      own.advance(to: PPUCycles(300))
      for j in 0..<256 {
        #expect(abs(seen[j].membrane - Double(own.state.membrane[j])) < 2e-6, "hold \(hold)")
        #expect(abs(seen[j].excitatoryDrop - Double(own.state.excitatoryLine[j])) < 1e-7)
      }
    }
  }

  @Test func `a snapshot brings everything back, a running reset included`() throws {
    let own = try columns("typical")
    own.inject(
      LineSteps(excitatory: steps(0.03, own), inhibitory: steps(0.011, own)), drivers: 1)
    own.hold(0..<10, until: PPUCycles(500))
    let snapshot = own.snapshot()
    own.advance(to: PPUCycles(700))
    let once = own.state.membrane.array
    own.restore(snapshot)
    #expect(own.time == .zero)
    own.advance(to: PPUCycles(700))
    #expect(own.state.membrane.array == once)
  }

  @Test func `a long wait costs as many steps as a short one`() throws {
    let own = try columns("typical")
    let before = own.stepCount
    own.advance(to: PPUCycles(1))
    #expect(own.stepCount == before + 1)
    own.advance(to: PPUCycles(250_000_000))
    #expect(own.stepCount == before + 2)
  }
}

/// The lowering of a burst against the same steps taken one by one.
@Suite struct MACColumnsTests {
  struct Schedule: Sendable, CustomTestStringConvertible {
    var events: Int
    var wait: Int64
    var used = 256
    /// Events of a vector that goes beside it.
    var other = 23
    var testDescription: String { "\(events) events, wait \(wait), \(used) columns" }
  }

  private static let schedules: [Schedule] = [
    .init(events: 0, wait: 10), .init(events: 1, wait: 10), .init(events: 2, wait: 2),
    .init(events: 40, wait: 10), .init(events: 40, wait: 80), .init(events: 40, wait: 10, used: 1),
    .init(events: 40, wait: 10, used: 13), .init(events: 40, wait: 10, used: 24),
    .init(events: 23, wait: 10),
    .init(events: 40, wait: 10, used: 8, other: 0), .init(events: 1, wait: 10, other: 1),
  ]

  @Test(arguments: schedules, ["typical", "typical in volts", "ideal"])
  func
    `bursts in one call of any version of the kernel are bitwise the same as step by step`(
      _ own: Schedule, _ name: String
    ) throws
  {
    let columns = try columns(name == "ideal" ? name : "typical")
    columns.expectSteps(of: name == "typical" ? PPUCycles(own.wait) : nil)
    let phases = MACPhases(
      baseline: PPUCycles(700), lead: PPUCycles(690), wait: PPUCycles(own.wait),
      tail: PPUCycles(380), events: own.events)
    let factors = FloatBuffer(count: 5 * 256)
    var stream = RandomStream(seed: 3, domain: .testing)
    for index in 0..<factors.count { factors[index] = Float(stream.uniform()) }
    let rates = FloatBuffer(count: 9 * 256)
    for index in 0..<rates.count { rates[index] = Float(stream.uniform() * 9e6) }
    let rows = BurstRows(
      excitatoryRates: UnsafePointer(rates.base) + 256, inhibitoryRates: UnsafePointer(rates.base),
      distances: UnsafePointer(factors.base))
    func events(_ count: Int) -> [BurstEvent] {
      (0..<count).map { _ in
        BurstEvent(
          row: UInt32(stream.uniform(below: 8) * 256), length: Float(stream.uniform() * 3e-9),
          loss: 4e-11)
      }
    }
    // Vectors that go together are shorter or longer than each other.
    let vectors = [own.events, own.other, own.events, 5, 3].map(events)
    let schedules = vectors.map { events in
      var own = phases
      own.events = events.count
      return own
    }
    let lowered = schedules.map { MACColumns(columns: columns, used: own.used, phases: $0) }
    let start = columns.snapshot()
    let single = vectors.indices.map { index in
      columns.restore(start)
      return stepByStep(columns, schedules[index], vectors[index], rows)
    }
    for version in KernelVersion.available {
      for index in vectors.indices { lowered[index].version = version }
      for count in 1...vectors.count {
        let together = integrate(lowered, Array(vectors.prefix(count)), rows)
        for index in 0..<count {
          #expect(
            together[index][..<own.used] == single[index][..<own.used], "\(version), \(count)")
        }
      }
    }
    withExtendedLifetime((rates, factors)) {}
  }

  @Test func `the fastest version of the kernel is the last that the machine can execute`() {
    #expect(KernelVersion.available.first == .portable)
    #expect(KernelVersion.available.last == .fastest)
  }

  /// Membranes of some vectors in one kernel call.
  private func integrate(
    _ lowered: [MACColumns], _ events: [[BurstEvent]], _ rows: BurstRows
  ) -> [[Float]] {
    let states = events.map { _ in ColumnState(count: 256) }
    let buffers = events.map { own in
      let buffer = UnsafeMutableBufferPointer<BurstEvent>.allocate(capacity: own.count)
      _ = buffer.initialize(from: own)
      return buffer
    }
    defer { for buffer in buffers { buffer.deallocate() } }
    MACColumns.integrate(
      buffers.indices.map {
        MACEntry(
          columns: lowered[$0], events: UnsafeBufferPointer(buffers[$0]), state: states[$0].rows)
      }, rows: rows)
    return states.map(\.membrane.array)
  }

  private func stepByStep(
    _ columns: Columns, _ phases: MACPhases, _ events: [BurstEvent], _ rows: BurstRows
  ) -> [Float] {
    columns.advance(to: phases.lead)
    for (index, event) in events.enumerated() {
      if index > 0 { columns.advance(to: columns.time + phases.wait) }
      let (up, down) = (FloatBuffer(count: 256), FloatBuffer(count: 256))
      for j in 0..<256 {
        let pulse = max(
          0, event.length.addingProduct(-event.loss, rows.distances[Int(event.row) / 2 + j]))
        up[j] = rows.excitatoryRates[Int(event.row) + j] * pulse
        down[j] = rows.inhibitoryRates[Int(event.row) + j] * pulse
      }
      columns.inject(
        LineSteps(excitatory: up, inhibitory: down), drivers: 1)
    }
    if !events.isEmpty { columns.advance(to: columns.time + phases.tail) }
    return columns.state.membrane.array
  }

  @Test func `other units of the lines change no potential`() throws {
    let own = try columns("typical")
    own.inject(
      LineSteps(excitatory: steps(0.03, own), inhibitory: steps(0.011, own)), drivers: 1)
    let before = (0..<256).map { own.lineVolts(.excitatory, column: $0) }
    let ahead = (0..<256).map { own.lookAhead(column: $0, to: PPUCycles(300)) }
    own.expectSteps(of: PPUCycles(10))
    for j in 0..<256 { #expect(abs(own.lineVolts(.excitatory, column: j) - before[j]) < 2e-7) }
    own.advance(to: PPUCycles(300))
    for j in 0..<256 {
      let drops = own.lineDrops(j)
      #expect(abs(Double(own.membraneVolts(j)) - ahead[j].membrane) < 2e-6)
      #expect(abs(drops.excitatory - ahead[j].excitatoryDrop) < 1e-7)
      #expect(abs(drops.inhibitory - ahead[j].inhibitoryDrop) < 1e-7)
    }
  }

  /// The sum in closed form against the same sum taken stage by stage.
  @Test(arguments: [0, 0.01, 0.5], [0, 1, 2, 60])
  func `the noise of an entry is the sum over its stages`(_ leak: Double, _ events: Int) throws {
    let columns = try columns(
      "typical", effects: ["membrane.slow_noise=0", "membrane.leak_noise=0"]
    ) {
      $0.leakBias = leak
    }
    let phases = MACPhases(
      baseline: PPUCycles(700), lead: PPUCycles(690), wait: PPUCycles(10), tail: PPUCycles(380),
      events: events)
    let scales = columns.macNoiseScales(phases)
    columns.advance(to: phases.lead)
    for index in 0..<events {
      if index > 0 { columns.advance(to: columns.time + phases.wait) }
      columns.inject(
        LineSteps(excitatory: steps(0, columns), inhibitory: steps(0, columns)), drivers: 1)
    }
    if events > 0 { columns.advance(to: columns.time + phases.tail) }
    columns.drawNoise([Float](repeating: 1, count: 256))
    for j in 0..<256 {
      #expect(abs(columns.noise.volts[j] - scales.result[j]) < 1e-4 * scales.result[j])
    }
  }
}

@Suite struct ColumnKnobTests {
  /// Influence of each knob on one constant of the circuit; signs are those of a calibration's
  /// search.
  private static let knobs:
    [(
      name: String, change: @Sendable (inout ColumnBiases.Column) -> Void,
      measure: @Sendable (ColumnConstants.Column) -> Double, isUp: Bool
    )] = [
      ("tau bias", { $0.excitatory.tauBias += 0.1 }, { $0.excitatory.lineTime }, false),
      (
        "high resistance", { $0.excitatory.hasHighResistance = true }, { $0.excitatory.lineTime },
        true
      ),
      (
        "small capacitance off", { $0.excitatory.hasSmallCapacitance = false },
        { $0.excitatory.lineCapacitance }, true
      ),
      ("gm", { $0.inhibitory.conductanceBias += 0.1 }, { $0.inhibitory.conductance }, true),
      ("excitatory shift", { $0.excitatory.shiftBias += 0.1 }, { $0.constantAmperes }, false),
      ("inhibitory shift", { $0.inhibitory.shiftBias += 0.1 }, { $0.constantAmperes }, true),
      ("leak bias", { $0.leakBias += 0.1 }, { $0.leakSiemens }, true),
      ("v_leak", { $0.leakVolts += 0.1 }, { $0.leakVolts }, true),
      ("v_reset", { $0.resetVolts += 0.1 }, { $0.resetVolts }, true),
      ("offset current", { $0.offsetCurrent += 0.1 }, { $0.constantAmperes }, true),
      ("capacitor size", { $0.capacitance -= 0.5 }, { $0.capacitance }, false),
      ("input off", { $0.excitatory.isEnabled = false }, { $0.excitatory.conductance }, false),
      ("line off", { $0.excitatory.isLineConnected = false }, { $0.excitatory.conductance }, false),
    ]

  @Test(arguments: knobs.indices, ["ideal", "typical"])
  func `a knob moves its quantity in its direction in every column`(
    _ index: Int, _ name: String
  ) throws {
    let knob = Self.knobs[index]
    let before = try columns(name).constants.columns
    let after = try columns(name, change: knob.change).constants.columns
    for j in 0..<256 {
      let (old, new) = (knob.measure(before[j]), knob.measure(after[j]))
      #expect(knob.isUp ? new > old : new < old, "\(knob.name), column \(j)")
    }
  }

  @Test func `leak bias and gm move the effective rest of a column`() throws {
    func rest(_ change: (inout ColumnBiases.Column) -> Void) throws -> [Double] {
      try columns("typical") {
        $0.leakBias = 0.1
        change(&$0)
      }.constants.columns.map { $0.leakVolts + $0.constantAmperes / $0.leakSiemens }
    }
    let base = try rest { _ in }
    for change in [
      { $0.leakBias = 0.3 }, { $0.excitatory.conductanceBias += 0.2 },
    ] as [(inout ColumnBiases.Column) -> Void] {
      let moved = try rest(change)
      #expect(zip(base, moved).count { abs($0 - $1) > 1e-3 } > 200)
    }
  }
}

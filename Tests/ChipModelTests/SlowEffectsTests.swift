import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel
@testable import Columns

/// Crosstalk and drift of the CapMem, and temperature.
@Suite struct SlowEffectsTests {
  private let step = 1.875e-3

  private func capMem(_ effects: [String]) throws -> CapMem {
    let parameters = try preset("ideal", effects: effects)
    return CapMem(
      parameters: parameters.capMem, effects: parameters.effects, draw: PatternDraw(seed: 1))
  }

  @Test(arguments: [1.0, 2])
  func `cells of a row fall in proportion to the number of their equals`(_ scale: Double) throws {
    var alone = try capMem([])
    var own = try capMem(["capmem.crosstalk=\(scale)"])
    let row = 3
    func place(_ column: Int) -> Int { CapMem.index(block: 2, column: column, row: row) }
    for count in 1...CapMem.columnCount {
      own.write(place(count - 1), code: 600, at: .zero)
      alone.write(place(count - 1), code: 600, at: .zero)
      let fall = (alone.volts(place(0), at: .zero) - own.volts(place(0), at: .zero)) / step
      #expect(abs(fall - 5 * scale * Double(count - 1) / 129) < 1e-9)
    }
    // A cell of its own code is not touched, nor is another row, nor another block.
    own.write(place(7), code: 601, at: .zero)
    alone.write(place(7), code: 601, at: .zero)
    for index in [
      place(7), CapMem.index(block: 2, column: 7, row: 4),
      CapMem.index(block: 1, column: 7, row: row),
    ] {
      #expect(own.volts(index, at: .zero) == alone.volts(index, at: .zero))
    }
  }

  @Test func `values spread over eleven codes suffer a tenth of the crosstalk`() throws {
    var own = try capMem(["capmem.crosstalk=1"])
    for column in 0..<128 {
      own.write(CapMem.index(block: 0, column: column, row: 5), code: 400 + column % 11, at: .zero)
    }
    let first = CapMem.index(block: 0, column: 0, row: 5)
    let fall = 400 - (own.volts(first, at: .zero) - 19e-3) / step
    #expect(fall > 0.3 && fall < 0.5)
  }

  @Test func `a restored memory has the crosstalk of the saved one`() throws {
    var saved = try capMem(["capmem.crosstalk=1"])
    for column in 0..<60 {
      saved.write(CapMem.index(block: 1, column: column, row: 2), code: 300, at: .zero)
    }
    var restored = try capMem(["capmem.crosstalk=1"])
    restored.state = saved.state
    for column in 0..<130 {
      let index = CapMem.index(block: 1, column: column, row: 2)
      #expect(restored.volts(index, at: .zero) == saved.volts(index, at: .zero))
    }
  }

  @Test func `a cell drifts slowly, to either side, as chip time says`() throws {
    var own = try capMem(["capmem.drift=1"])
    let cells = 0..<2000
    for index in cells { own.write(index, code: 500, at: .zero) }
    func shifts(_ seconds: Double) -> [Double] {
      let time = PPUCycles(Int64(seconds / Clocks.ppuPeriodSeconds))
      return cells.map { (own.volts($0, at: time) - own.volts($0, at: .zero)) / step }
    }
    #expect(shifts(0.9).allSatisfy { $0 == 0 })
    let (soon, later) = (shifts(60), shifts(5000))
    // A quarter of the period: A (a + b), of standard deviation A sqrt 2; 2000 cells tell it to
    // 1.6 per cent, eight per cent are five standard deviations.
    let deviation = (later.reduce(0) { $0 + $1 * $1 } / 2000).squareRoot()
    #expect(abs(deviation / (0.5 * 2.0.squareRoot()) - 1) < 0.08)
    #expect(later.contains { $0 > 0 } && later.contains { $0 < 0 })
    #expect(soon.allSatisfy { abs($0) < 0.1 })
    #expect(shifts(20_000).allSatisfy { abs($0) < 1e-9 })
    #expect(own.hasDrifted(from: .zero, to: PPUCycles(250_000_000)))
    #expect(try !capMem([]).hasDrifted(from: .zero, to: PPUCycles(250_000_000)))
  }

  @Test func `a drifting chip moves with time and not with the number of programs`() throws {
    func read(_ waits: [Double]) throws -> [UInt8] {
      let chip = try nominalChip("typical", effects: silence + ["capmem.drift=10"])
      for hours in waits {
        var builder = PlaybackProgramBuilder()
        builder.wait(microseconds: hours * 3.6e9)
        _ = try chip.run(builder.done())
      }
      var builder = PlaybackProgramBuilder()
      builder.resetNeurons(.top)
      builder.wait(cycles: 230)
      let ticket = builder.readCADCRow(.top)
      return try chip.run(builder.done()).get(ticket).causal
    }
    #expect(try read([1, 1]) == read([2]))
    #expect(try read([2]) != read([1]))
  }

  // MARK: - Temperature

  private func constants(
    _ effects: [String], kelvin: Double? = nil
  ) throws -> [ColumnConstants.Column] {
    var parameters = try preset("typical", effects: effects)
    if let kelvin { parameters.columns.temperature = kelvin }
    let chip = try Chip(parameters: parameters, seed: 4)
    _ = try chip.run(NominalSettings.program())
    var builder = PlaybackProgramBuilder()
    builder.resetNeurons(.top)
    _ = try chip.run(builder.done())
    return chip.hemispheres[0].columns.constants.columns
  }

  @Test func `at its reference a chip is the chip without the effect`() throws {
    let (without, at) = (try constants([]), try constants(["temperature=1"], kelvin: 313))
    for (a, b) in zip(without, at) {
      #expect(a.excitatory.conductance == b.excitatory.conductance)
      #expect(a.excitatory.offsetVolts == b.excitatory.offsetVolts)
      #expect(a.noiseVariancePerSecond == b.noiseVariancePerSecond)
    }
  }

  /// 256 offsets of standard deviation 0.75 mV: five per cent; 25 per cent are five of them.
  @Test func `heat lowers conductances and the noise of events, and shifts offsets to both sides`()
    throws
  {
    let (cold, hot) = (try constants([]), try constants(["temperature=1"]))
    var shifts: [Double] = []
    for (a, b) in zip(cold, hot) {
      let gain = b.excitatory.conductance / a.excitatory.conductance
      #expect(abs(gain - 0.8623) < 0.001)  // 313 / 363
      #expect(abs(b.inhibitory.conductance / a.inhibitory.conductance - gain) < 1e-9)
      let noise = (b.noiseVariancePerSecond / a.noiseVariancePerSecond).squareRoot()
      // Shot noise of a fixed current: T times a conductance that goes with 1/T.
      #expect(abs(noise - 1) < 1e-9)
      #expect(b.noiseVariancePerEvent < a.noiseVariancePerEvent)
      #expect(b.resetVolts == a.resetVolts)
      shifts.append(b.excitatory.offsetVolts - a.excitatory.offsetVolts)
    }
    let deviation = (shifts.reduce(0) { $0 + $1 * $1 } / 256).squareRoot()
    #expect(abs(deviation / 0.75e-3 - 1) < 0.25)
    #expect(shifts.contains { $0 > 0 } && shifts.contains { $0 < 0 })
    // Cold does the opposite.
    let colder = try constants(["temperature=1"], kelvin: 303)
    #expect(
      zip(cold, colder).allSatisfy { $0.excitatory.conductance < $1.excitatory.conductance })
  }
}

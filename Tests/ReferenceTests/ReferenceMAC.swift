import SimulationCore

@testable import ChipModel

/// One MAC entry on one hemisphere, event by event, with GSL between the events.
///
/// Times in nanoseconds after the start of the entry, from the schedule that grenade plays: status
/// writes of the PPU at FPGA cycles 626/629 (baseline), 3132/3135 (reset), 128/131 after the last
/// slot (read); forced reset from 3137 to 3262; slot k at 3762 + k W. The PPU polls, resets in some
/// cycles, sleeps 5 µs before the baseline, and a conversion samples after sense delay and reset
/// wait (1 + 100 PPU cycles).
struct ReferenceMAC {
  let hemisphere: HemisphereMachine
  let inputs: [UInt8]
  let weights: (_ row: Int, _ column: Int) -> Int8
  /// Non-zero inputs of the fuller hemisphere times sends.
  let slots: Int
  let numSends: Int
  let wait: Int
  let refractoryNanoseconds: Double
  let ppuPollCycles: Double
  let ppuResetCycles: Double
  /// Lengths of the drivers' pulses in the order of their events.
  private let pulses: [Double]

  init(
    hemisphere: HemisphereMachine, inputs: [UInt8], weights: @escaping (Int, Int) -> Int8,
    slots: Int,
    numSends: Int, wait: Int, refractoryNanoseconds: Double, timing: TimingParameters
  ) {
    self.hemisphere = hemisphere
    self.inputs = inputs
    self.weights = weights
    self.slots = slots
    self.numSends = numSends
    self.wait = wait
    self.refractoryNanoseconds = refractoryNanoseconds
    ppuPollCycles = timing.ppuPollCycles
    ppuResetCycles = timing.ppuResetCycles
    let synram = ReferenceSynram(hemisphere.synram)
    pulses = Self.pass(inputs).map { synram.pulse(driver: $0.driver, code: $0.code) }
  }

  private static let fpga = 8.0
  private static let ppu = 4.0
  private static let conversion = 101 * ppu

  private var commandLatency: Double { ppuPollCycles * Self.ppu }
  private var resetLatency: Double { ppuResetCycles * Self.ppu }
  private var isBottom: Double { Double(hemisphere.hemisphere.value) }

  /// Nanoseconds of free membrane before the baseline sample.
  private var baselineSpan: Double { 5000 + Self.conversion - refractoryNanoseconds }

  private var release: Double {
    let reset = (3132 + 3 * isBottom) * Self.fpga + commandLatency + resetLatency
    return max(reset + refractoryNanoseconds, 3262 * Self.fpga)
  }

  private var sampleTime: Double {
    (3762 + Double(slots * wait) + 128 + 3 * isBottom) * Self.fpga + commandLatency
      + Self.conversion
  }

  /// Drivers in the order of their events, each with its activation code.
  private static func pass(_ inputs: [UInt8]) -> [(driver: Int, code: Int)] {
    inputs.enumerated().reversed().filter { $0.element > 0 }.map {
      ($0.offset, 32 - Int($0.element))
    }
  }

  /// Membranes at the baseline and the result sample, and after every event of the column.
  func potentials(
    column j: Int, integrator: Integrator
  ) -> (baseline: Double, result: Double, events: [Double]) {
    let synram = ReferenceSynram(hemisphere.synram)
    var column = ReferenceColumn(
      j, parameters: hemisphere.columns.parameters, effects: hemisphere.columns.effects,
      columns: hemisphere.columns)
    column.reset()
    var before = column
    before.advance(baselineSpan * 1e-9, with: integrator)
    let events = zip(Self.pass(inputs), pulses).map { charges($0.driver, $1, j, synram) }
    var trace: [Double] = []
    var time = release
    let count = events.count * numSends
    let again = synram.recovery(after: Double(events.count * wait) * Self.fpga * 1e-9)
    for index in 0..<count {
      let slot = (3762 + Double((slots - count + 1 + index) * wait)) * Self.fpga
      column.advance((slot - time) * 1e-9, with: integrator)
      time = slot
      let factor = index < events.count ? 1 : again
      let (up, down) = events[index % events.count]
      column.receive(excitatory: up * factor, inhibitory: down * factor)
      trace.append(column.state[2])
    }
    column.advance((sampleTime - time) * 1e-9, with: integrator)
    return (before.state[2], column.state[2], trace)
  }

  private func charges(
    _ driver: Int, _ length: Double, _ j: Int, _ synram: ReferenceSynram
  ) -> (Double, Double) {
    let weight = Int(weights(driver, j))
    func charge(_ row: Int, _ weight: Int, isTop: Bool) -> Double {
      synram.slewRate(row: row, column: j, weight: weight, line: isTop ? .excitatory : .inhibitory)
        * synram.enabled(length, column: j, driver: driver, isTop: isTop)
    }
    return (
      charge(2 * driver + 1, max(0, weight), isTop: true),
      charge(2 * driver, max(0, -weight), isTop: false)
    )
  }
}

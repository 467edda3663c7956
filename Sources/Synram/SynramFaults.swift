internal import SimulationCore

/// The broken drivers and synapses of one hemisphere; lists are empty where nothing is broken.
struct SynramFaults {
  private let deadDrivers: [Bool]
  private let stuckDrivers: [Bool]
  private let deadSynapses: [Bool]
  /// Bits of a weight that still follow a write, and those that are always set; row-major.
  private let working: [UInt8]
  private let forced: [UInt8]

  init(
    parameters p: SynramParameters, effects: EffectScales, draw: FaultDraw, drivers: Int,
    columns: Int
  ) {
    let synapses = 2 * drivers * columns
    deadDrivers = draw.parts(
      .deadDriver, count: drivers, fraction: p.deadDriverFraction * effects[.driverDead])
    stuckDrivers = draw.parts(
      .stuckDriver, count: drivers, fraction: p.stuckDriverFraction * effects[.driverStuck])
    deadSynapses = draw.parts(
      .deadSynapse, count: synapses, fraction: p.deadSynapseFraction * effects[.synapseDead])
    let stuck = draw.parts(
      .stuckSynapse, count: synapses, fraction: p.stuckSynapseFraction * effects[.synapseStuck])
    var stream = draw.stream(.stuckBit)
    var working = [UInt8](repeating: 63, count: stuck.count)
    var forced = [UInt8](repeating: 0, count: stuck.count)
    for index in stuck.indices {
      let choice = stream.uniform(below: 12)
      guard stuck[index] else { continue }
      let bit = UInt8(1) << UInt8(choice / 2)
      working[index] = 63 & ~bit
      forced[index] = choice % 2 == 0 ? 0 : bit
    }
    self.working = working
    self.forced = forced
  }

  func isDead(driver: Int) -> Bool { !deadDrivers.isEmpty && deadDrivers[driver] }

  /// The code that a driver takes an event's code for: a stuck one sees the largest activation.
  func code(_ code: Int, driver: Int) -> Int {
    !stuckDrivers.isEmpty && stuckDrivers[driver] ? 1 : code
  }

  func isDead(synapse index: Int) -> Bool { !deadSynapses.isEmpty && deadSynapses[index] }

  /// Whether any synapse keeps something else than what is written.
  var hasStuckSynapses: Bool { !working.isEmpty }

  /// What a synapse keeps of a weight that is written to it.
  func weight(_ weight: UInt8, synapse index: Int) -> UInt8 {
    working.isEmpty ? weight : weight & working[index] | forced[index]
  }
}

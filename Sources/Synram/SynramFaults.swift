internal import SimulationCore

/// The broken drivers and synapses of one hemisphere; lists are empty where nothing is broken.
struct SynramFaults {
  private let deadDrivers: [Bool]
  private let stuckDrivers: [Bool]
  /// Synapses without current; empty if there are none.
  let deadSynapses: [Bool]
  /// Bits of a weight that still follow a write, and those that are always set; row-major.
  private let working: [UInt8]
  private let forced: [UInt8]

  /// Fractions of broken parts at the effects in force.
  struct Fractions {
    let deadDriver: Double
    let stuckDriver: Double
    let deadSynapse: Double
    let stuckSynapse: Double

    init(_ p: SynramParameters, _ effects: EffectScales) {
      deadDriver = p.deadDriverFraction * effects[.driverDead]
      stuckDriver = p.stuckDriverFraction * effects[.driverStuck]
      deadSynapse = p.deadSynapseFraction * effects[.synapseDead]
      stuckSynapse = p.stuckSynapseFraction * effects[.synapseStuck]
    }
  }

  init(_ fractions: Fractions, draw: HemisphereDraw, size: SynramSize) {
    let (drivers, synapses) = (size.drivers, 2 * size.drivers * size.columns)
    deadDrivers = draw.parts(.deadDriver, count: drivers, fraction: fractions.deadDriver)
    stuckDrivers = draw.parts(.stuckDriver, count: drivers, fraction: fractions.stuckDriver)
    deadSynapses = draw.parts(.deadSynapse, count: synapses, fraction: fractions.deadSynapse)
    let stuck = draw.parts(.stuckSynapse, count: synapses, fraction: fractions.stuckSynapse)
    (working, forced) = Self.stuckBits(of: stuck, draw.stream(.stuckBit))
  }

  private static func stuckBits(
    of stuck: [Bool], _ numbers: RandomStream
  ) -> (working: [UInt8], forced: [UInt8]) {
    var stream = numbers
    let all = UInt8(SynapseDAC.largestWeight)
    var working = [UInt8](repeating: all, count: stuck.count)
    var forced = [UInt8](repeating: 0, count: stuck.count)
    for index in stuck.indices {
      let choice = stream.uniform(below: 2 * SynapseDAC.bits)
      guard stuck[index] else { continue }
      let bit = UInt8(1) << UInt8(choice / 2)
      working[index] = all & ~bit
      forced[index] = choice % 2 == 0 ? 0 : bit
    }
    return (working, forced)
  }

  func isDead(driver: Int) -> Bool { !deadDrivers.isEmpty && deadDrivers[driver] }

  /// Code that a driver sees for an event's code: a stuck driver sees the largest activation.
  func code(_ code: Int, driver: Int) -> Int {
    !stuckDrivers.isEmpty && stuckDrivers[driver] ? 1 : code
  }

  /// A Boolean value: some synapse does not keep what is written.
  var hasStuckSynapses: Bool { !working.isEmpty }

  /// Weight that a synapse keeps when `weight` is written to it.
  func weight(_ weight: UInt8, synapse index: Int) -> UInt8 {
    working.isEmpty ? weight : weight & working[index] | forced[index]
  }
}

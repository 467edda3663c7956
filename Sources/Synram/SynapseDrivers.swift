internal import Glibc
internal import SimulationCore

/// The synapse drivers of one hemisphere: from the code of an event to the pulses of two rows.
final class SynapseDrivers {
  /// Number of drivers.
  let count: Int
  /// The law from codes to pulses under the biases in force.
  private(set) var law: PulseLaw
  /// Factor of each driver's bottom row pulses against its top row's.
  let bottomFactors: [Float]
  /// When each driver fired last; nil for one that has recovered fully.
  var lastEvents: [PPUCycles?]
  private(set) var settings: [DriverSettings]
  /// dacen_pulse_extension of each bus, 0…15.
  private(set) var extensions = [0, 0, 0, 0]

  private let faults: SynramFaults
  private var pulses: [PulseLaw.Pulse?]
  /// The top row's pulse for each driver and code: seconds at the seam, loss at the far end.
  private let table: FloatBuffer
  private var isTableValid: [Bool]
  /// Gain of a pulse right after another one, and the time in which it decays, with their effects.
  private let recoveryGain: Double
  private let recoveryTime: Double
  /// The recovery of the last pause that was asked for.
  private var knownRecovery: (duration: PPUCycles, factor: Float)?

  /// Codes of an event for a driver.
  private static let codes = 32

  init(law: PulseLaw, faults: SynramFaults, count: Int) {
    self.law = law
    self.faults = faults
    self.count = count
    settings = [DriverSettings](repeating: DriverSettings(), count: count)
    pulses = [PulseLaw.Pulse?](repeating: nil, count: count * Self.codes)
    table = FloatBuffer(count: 2 * count * Self.codes)
    isTableValid = [Bool](repeating: false, count: count)
    bottomFactors = (0..<count).map { law.bottomFactor(driver: $0) }
    lastEvents = [PPUCycles?](repeating: nil, count: count)
    recoveryGain = law.parameters.recoveryGain * law.effects[.driverRecovery]
    recoveryTime = law.parameters.recoveryTime
  }

  // MARK: - Configuration

  /// Applies analog biases from now on.
  func apply(_ biases: SynramBiases) {
    law = law.under(biases)
    forgetPulses()
  }

  /// Sets the configuration of a driver.
  func configure(_ driver: Int, _ new: DriverSettings) {
    let old = settings[driver]
    guard new != old else { return }
    settings[driver] = new
    if !new.hasPulses(of: old) { forgetPulses(driver) }
  }

  /// Sets dacen_pulse_extension of a bus, 0…15; says whether it has changed.
  func setPulseExtension(bus: Int, _ steps: Int) -> Bool {
    guard extensions[bus] != steps else { return false }
    extensions[bus] = steps
    forgetPulses()
    return true
  }

  private func forgetPulses() {
    for driver in 0..<count { forgetPulses(driver) }
  }

  private func forgetPulses(_ driver: Int) {
    for code in 0..<Self.codes { pulses[driver * Self.codes + code] = nil }
    isTableValid[driver] = false
  }

  // MARK: - Pulses

  /// No pulse is longer than this, in seconds.
  var longestPulse: Double { law.longestPulse(extension: extensions.max() ?? 0) }

  /// The pulses of both rows of a driver for an event payload, without recovery.
  func rowPulses(driver: Int, code: Int) -> RowPulses {
    let index = driver * Self.codes + code
    let top: PulseLaw.Pulse
    if let known = pulses[index] {
      top = known
    } else {
      top =
        faults.isDead(driver: driver)
        ? PulseLaw.Pulse()
        : law.pulse(
          driver: driver, settings: settings[driver], code: faults.code(code, driver: driver),
          extension: extensions[driver % extensions.count])
      pulses[index] = top
    }
    let bottom = top.scaled(by: bottomFactors[driver])
    return RowPulses(
      topSeam: top.seam, topDistance: top.distance, bottomSeam: bottom.seam,
      bottomDistance: bottom.distance)
  }

  /// The top row's pulses without recovery, 32 codes a driver: seconds beside the drivers and loss
  /// at the far end of each; those of the drivers below a number are up to date.
  func pulseTable(drivers count: Int) -> UnsafePointer<Float> {
    for driver in 0..<count where !isTableValid[driver] {
      for code in 0..<Self.codes {
        let pulses = rowPulses(driver: driver, code: code)
        table[2 * (driver * Self.codes + code)] = pulses.topSeam
        table[2 * (driver * Self.codes + code) + 1] = pulses.topDistance
      }
      isTableValid[driver] = true
    }
    return UnsafePointer(table.base)
  }

  // MARK: - Recovery

  /// Factor of a pulse that comes `duration` after the driver's previous one.
  func recoveryFactor(after duration: PPUCycles) -> Float {
    Float(1 + recoveryGain * exp(-duration.seconds / recoveryTime))
  }

  /// The same for a duration that is mostly the last one again: the drivers of an event have mostly
  /// waited equally long.
  func recovery(after duration: PPUCycles) -> Float {
    if let known = knownRecovery, known.duration == duration { return known.factor }
    let factor = recoveryFactor(after: duration)
    knownRecovery = (duration, factor)
    return factor
  }

  /// Lets every driver recover fully, as a long pause does.
  func rest() {
    for driver in lastEvents.indices { lastEvents[driver] = nil }
  }
}

internal import Glibc
internal import SimulationCore

/// Synapse drivers of one hemisphere: from the code of an event to the pulses of two rows.
final class SynapseDrivers {
  /// Number of drivers.
  let count: Int
  /// The law from codes to pulses under the biases in force.
  private(set) var law: PulseLaw
  /// Factor of each driver's bottom row pulses against its top row's.
  let bottomFactors: [Float]
  /// Time of each driver's last event; nil for a driver that has recovered fully.
  @exclusivity(unchecked) var lastEvents: [PPUCycles?]
  @exclusivity(unchecked) private(set) var settings: [DriverSettings]
  /// dacen_pulse_extension of each bus, 0…15.
  @exclusivity(unchecked) private(set) var extensions = [0, 0, 0, 0]

  private let faults: SynramFaults
  @exclusivity(unchecked) private var pulses: [EnablePulse?]
  /// Length and loss of the top row's pulse for each driver and code.
  private let table: FloatBuffer
  @exclusivity(unchecked) private var isTableValid: [Bool]
  /// Gain of a pulse right after another one, effect included, and the time in which it decays.
  private let recoveryGain: Double
  private let recoveryTime: Double
  /// The recovery of the last pause that was asked for.
  @exclusivity(unchecked) private var knownRecovery: (duration: PPUCycles, factor: Float)?

  /// Number of activation codes; code 32 - x gives the pulse of activation x.
  static let codes = 32

  init(law: PulseLaw) {
    let (circuit, count) = (law.circuit, law.circuit.size.drivers)
    self.law = law
    self.count = count
    faults = circuit.faults
    settings = [DriverSettings](repeating: DriverSettings(), count: count)
    pulses = [EnablePulse?](repeating: nil, count: count * Self.codes)
    table = FloatBuffer(count: 2 * count * Self.codes)
    isTableValid = [Bool](repeating: false, count: count)
    bottomFactors = (0..<count).map { law.bottomFactor(driver: $0) }
    lastEvents = [PPUCycles?](repeating: nil, count: count)
    recoveryGain = circuit.parameters.recoveryGain * circuit.effects[.driverRecovery]
    recoveryTime = circuit.parameters.recoveryTime
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

  /// Sets dacen_pulse_extension of a bus, 0…15, and returns whether it has changed.
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

  /// Upper bound of all pulses in seconds.
  var longestPulse: Double { law.longestPulse(extensionSteps: extensions.max() ?? 0) }

  /// Returns the pulses of both rows of a driver for an event payload, without recovery.
  func rowPulses(driver: Int, code: Int) -> RowPulses {
    let top = topPulse(driver: driver, code: code)
    return RowPulses(top: top, bottom: top.scaled(by: bottomFactors[driver]))
  }

  private func topPulse(driver: Int, code: Int) -> EnablePulse {
    let index = driver * Self.codes + code
    if let known = pulses[index] { return known }
    let pulse = computedPulse(driver: driver, code: code)
    pulses[index] = pulse
    return pulse
  }

  private func computedPulse(driver: Int, code: Int) -> EnablePulse {
    guard !faults.isDead(driver: driver) else { return EnablePulse() }
    return law.pulse(
      PulseLaw.Input(
        driver: driver, settings: settings[driver], code: faults.code(code, driver: driver),
        extensionSteps: extensions[driver % extensions.count]))
  }

  /// Returns length and loss of the top rows' pulses without recovery, 32 codes a driver. Those of
  /// the drivers below `count` are up to date.
  func pulseTable(drivers count: Int) -> UnsafePointer<Float> {
    for driver in 0..<count where !isTableValid[driver] {
      for code in 0..<Self.codes {
        let pulse = topPulse(driver: driver, code: code)
        table[2 * (driver * Self.codes + code)] = pulse.length
        table[2 * (driver * Self.codes + code) + 1] = pulse.loss
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

  /// Factor of a pulse as ``recoveryFactor(after:)``, with the last result kept: most drivers of an
  /// event have waited equally long.
  func recovery(after duration: PPUCycles) -> Float {
    if let known = knownRecovery, known.duration == duration { return known.factor }
    let factor = recoveryFactor(after: duration)
    knownRecovery = (duration, factor)
    return factor
  }

  /// Recovers all drivers fully, as a long pause does.
  func rest() {
    for driver in lastEvents.indices { lastEvents[driver] = nil }
  }
}

public import SimulationCore

/// One hemisphere's synapse array with its 128 drivers: from events to voltage steps on the
/// column lines.
public final class Synram {
  /// The physics.
  public let parameters: SynramParameters
  /// The strength of every effect.
  public let effects: EffectScales
  /// Columns of the array.
  public let columns: Int
  /// Drivers of the array; driver d serves rows 2d (bottom) and 2d + 1 (top).
  public let drivers: Int
  /// The biases in force.
  public private(set) var biases = SynramBiases()
  /// Pulses as they happen, for whoever set it to an empty list; nil while nobody looks.
  public var pulseLog: [LoggedPulse]?

  let mismatch: SynramMismatch
  let driverRow: SynapseDrivers
  private let array: SynapseArray

  /// The array of hemisphere `hemisphere` of the chip drawn by `seed`.
  public init(
    parameters: SynramParameters, effects: EffectScales, seed: UInt64, hemisphere: Int,
    drivers: Int, columns: Int
  ) {
    self.parameters = parameters
    self.effects = effects
    self.drivers = drivers
    self.columns = columns
    mismatch = SynramMismatch(
      seed: seed, hemisphere: hemisphere, drivers: drivers, columns: columns)
    let faults = SynramFaults(
      parameters: parameters, effects: effects,
      draw: FaultDraw(seed: seed, hemisphere: hemisphere), drivers: drivers, columns: columns)
    let places = Self.places(parameters, effects, mismatch)
    let law = PulseLaw(
      parameters: parameters, mismatch: mismatch, biases: biases, effects: effects,
      nearest: Double(min(0, places.joined().min() ?? 0)))
    driverRow = SynapseDrivers(law: law, faults: faults, count: drivers)
    array = SynapseArray(
      drivers: driverRow, mismatch: mismatch, faults: faults, distances: places)
  }

  /// Distance of each column from the drivers, 0 at the seam and about 1 at the edge, with the
  /// spread of the enable lines between columns and, within a column, between drivers; by driver.
  /// The drivers sit between the two column halves. No line is more than twice as fast as the one
  /// beside the drivers.
  private static func places(
    _ parameters: SynramParameters, _ effects: EffectScales, _ mismatch: SynramMismatch
  ) -> [[Float]] {
    let columns = mismatch.columnTurnOn.count
    let seam = Double(columns - 1) / 2
    let common = parameters.turnOnSpread * effects[.driverDistanceSpread]
    let local = parameters.synapseTurnOnSpread * effects[.synapseTurnOn]
    let growth = parameters.turnOnDistance * effects[.driverDistance]
    let nearest = growth > 0 ? -parameters.turnOn * effects[.driverTurnOn] / 2 / growth : 0
    let line = mismatch.columnTurnOn.enumerated().map { j, error in
      abs(Double(j) - seam) / seam + common * Double(error)
    }
    return stride(from: 0, to: mismatch.localTurnOn.count, by: columns).map { first in
      line.indices.map {
        Float(max(nearest, line[$0] + local * Double(mismatch.localTurnOn[first + $0])))
      }
    }
  }

  /// The distance factors of each driver's columns, ``rateStride`` apart, for kernels.
  public var distanceFactors: FloatBuffer { array.distances }

  // MARK: - Configuration

  /// Applies analog biases from now on.
  public func apply(_ new: SynramBiases) {
    guard new != biases else { return }
    biases = new
    driverRow.apply(new)
    array.apply(new)
  }

  /// What a charge leaves on each line: the inverse of its capacitance, that of a nominal line with
  /// its capacitor being 1, in any unit of voltage.
  ///
  /// - Parameter largestStep: Most that one event can move a line, in that unit: its whole swing.
  public func setLineElastances(
    excitatory: [Float], inhibitory: [Float], largestStep: Float = .infinity
  ) {
    array.setLineElastances([excitatory, inhibitory], largestStep: largestStep)
  }

  /// Sets the configuration of a driver.
  public func configure(driver: Int, _ new: DriverSettings) {
    if new.isModulated != driverRow.settings[driver].isModulated {
      array.forgetRates(ofDriver: driver)
    }
    driverRow.configure(driver, new)
  }

  /// The configuration of a driver.
  public func driverSettings(_ driver: Int) -> DriverSettings { driverRow.settings[driver] }

  /// Sets dacen_pulse_extension of a bus, 0…15.
  public func setPulseExtension(bus: Int, _ steps: Int) {
    if driverRow.setPulseExtension(bus: bus, steps) { array.forgetRates() }
  }

  /// Sets one synapse's weight 0…63.
  public func setWeight(_ weight: UInt8, row: Int, column: Int) {
    array.setWeight(weight, row: row, column: column)
  }

  /// Sets one synapse's label 0…63.
  public func setLabel(_ label: UInt8, row: Int, column: Int) {
    array.setLabel(label, row: row, column: column)
  }

  /// Sets a row's weights and labels at once.
  public func setRow(
    _ row: Int, weights: UnsafeBufferPointer<UInt8>, labels: UnsafeBufferPointer<UInt8>
  ) {
    array.setRow(row, weights: weights, labels: labels)
  }

  /// One synapse's weight, as its memory holds it.
  public func weight(row: Int, column: Int) -> UInt8 { array.weight(row: row, column: column) }

  /// One synapse's label.
  public func label(row: Int, column: Int) -> UInt8 { array.label(row: row, column: column) }

  /// Whether all synapses of a row carry `label`.
  public func hasUniformLabel(row: Int, _ label: UInt8) -> Bool {
    array.hasUniformLabel(row: row, label)
  }

  // MARK: - What kernels read

  /// Floats from one row's rates to the next row's.
  public var rateStride: Int { array.rateStride }

  /// Steps per second of the driver's pulse that a row makes on one line (0 excitatory, 1
  /// inhibitory): the pulse is the top row's, the rates of a bottom row know that its own is
  /// shorter.
  public func rowRates(_ row: Int, line: Int) -> UnsafePointer<Float> {
    array.rowRates(row, line: line)
  }

  /// The rates of all rows on one line, ``rateStride`` apart; those of the drivers below a number
  /// are up to date on the line that their rows have in a MAC: the bottom row inhibits, the top row
  /// excites.
  public func macRates(drivers count: Int, line: Int) -> UnsafePointer<Float> {
    array.macRates(drivers: count, line: line)
  }

  /// The top row's pulses without recovery, 32 codes a driver: seconds beside the drivers and loss at
  /// the far end of each; those of the drivers below a number are up to date.
  public func macPulses(drivers count: Int) -> UnsafePointer<Float> {
    driverRow.pulseTable(drivers: count)
  }

  // MARK: - Events

  /// The pulses of both rows of a driver for an event payload, without recovery.
  public func rowPulses(driver: Int, code: Int) -> RowPulses {
    driverRow.rowPulses(driver: driver, code: code)
  }

  /// Factor of a pulse that comes `duration` after the driver's previous one.
  public func recoveryFactor(after duration: PPUCycles) -> Float {
    driverRow.recoveryFactor(after: duration)
  }

  /// Lets every driver recover fully, as a long pause does.
  public func restDrivers() { driverRow.rest() }

  /// When each driver fired last; nil for one that has recovered fully.
  public var lastEvents: [PPUCycles?] {
    get { driverRow.lastEvents }
    set { driverRow.lastEvents = newValue }
  }

  /// Sends one event to a bus and adds the voltage steps of all drivers that answer.
  /// - Parameters:
  ///   - bus: PADI bus 0…3; its drivers are those with d mod 4 = bus.
  ///   - rowSelect: Row select address 0…31.
  ///   - payload: Six label bits; the low five are the activation code in hagen mode.
  ///   - time: When the event arrives.
  ///   - jitter: Errors of the pulses' lengths.
  ///   - excitatory: Steps of the excitatory lines, added to.
  ///   - inhibitory: Steps of the inhibitory lines, added to.
  /// - Returns: The number of drivers that fired.
  public func fire(
    bus: Int, rowSelect: UInt8, payload: UInt8, at time: PPUCycles, jitter: EventJitter = .none,
    excitatory: FloatBuffer, inhibitory: FloatBuffer
  ) -> Int {
    let buses = driverRow.extensions.count
    var fired = 0
    for driver in stride(from: bus, to: drivers, by: buses) {
      let own = driverRow.settings[driver]
      let position = UInt8(driver / buses)
      guard own.isReceiving, (rowSelect ^ position) & own.addressMask == 0 else { continue }
      let late = jitter.seconds == 0 ? 0 : jitter.error(position: Int(position))
      fire(driver, own, payload, time, late, excitatory, inhibitory)
      fired += 1
    }
    return fired
  }

  private func fire(
    _ driver: Int, _ own: DriverSettings, _ payload: UInt8, _ time: PPUCycles, _ late: Float,
    _ excitatory: FloatBuffer, _ inhibitory: FloatBuffer
  ) {
    let seen = own.forwardsAddress ? payload : payload & 0x20
    let last = driverRow.lastEvents[driver]
    driverRow.lastEvents[driver] = time
    let (bottom, top) = (2 * driver, 2 * driver + 1)
    let isSeen = array.answers(top, own.top, seen) || array.answers(bottom, own.bottom, seen)
    guard isSeen || pulseLog != nil else { return }
    var pulses = driverRow.rowPulses(driver: driver, code: Int(payload & 31))
    if let last { pulses.scale(by: driverRow.recovery(after: time - last)) }
    if late != 0 { pulses.jitter(seconds: late) }
    pulseLog?.append(LoggedPulse(driver: driver, time: time, pulses: pulses))
    for (row, line) in [(top, own.top), (bottom, own.bottom)] {
      array.add(
        row, line, seen, seam: pulses.topSeam, distance: pulses.topDistance,
        excitatory: excitatory, inhibitory: inhibitory)
    }
  }
}

public import SimulationCore

/// Synapse array of one hemisphere with its drivers: from events to voltage steps on the column
/// lines.
public final class Synram {
  /// Number of drivers and columns; driver d serves rows 2d (bottom) and 2d + 1 (top).
  public let size: SynramSize
  /// The biases in force.
  public private(set) var biases = SynramBiases()
  /// Pulses since this list was set to an empty one; nil while none are recorded.
  @exclusivity(unchecked) public var pulseLog: [LoggedPulse]?

  let circuit: SynramCircuit
  let driverRow: SynapseDrivers
  private let array: SynapseArray

  /// The array of one hemisphere of a chip.
  public init(
    parameters: SynramParameters, effects: EffectScales, draw: HemisphereDraw, size: SynramSize
  ) {
    self.size = size
    circuit = SynramCircuit(parameters: parameters, effects: effects, draw: draw, size: size)
    let distances = circuit.distanceFactors
    let law = PulseLaw(
      circuit: circuit, biases: biases,
      smallestDistance: Double(min(0, distances.joined().min() ?? 0)))
    driverRow = SynapseDrivers(law: law)
    array = SynapseArray(drivers: driverRow, distances: distances)
  }

  /// The physics.
  public var parameters: SynramParameters { circuit.parameters }

  /// Strength of every effect.
  public var effects: EffectScales { circuit.effects }

  /// Distance factors of each driver's columns, ``rateStride`` apart, for kernels. Those of the drivers
  /// below `count` are up to date.
  public func distanceFactors(drivers count: Int) -> UnsafePointer<Float> {
    array.distanceFactors(drivers: count)
  }

  // MARK: - Configuration

  /// Applies analog biases from now on.
  public func apply(_ new: SynramBiases) {
    guard new != biases else { return }
    biases = new
    driverRow.apply(new)
    array.apply(new)
  }

  /// Sets the elastance of each line: the inverse of its capacitance, that of a nominal line with
  /// its capacitor being 1, in any unit of voltage.
  ///
  /// - Parameter largestStep: Largest step of a line in one event, in that unit: its whole swing.
  public func setLineElastances(
    _ elastances: Pair<ColumnLine, [Float]>, largestStep: Float = .infinity
  ) {
    array.setLineElastances(elastances, largestStep: largestStep)
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

  /// Number of changes of weights and labels so far; while it stays the same, so do all of them.
  public var synapseChanges: Int { array.changes }

  /// Number of changes of labels so far; while it stays the same, so do all of them.
  public var labelChanges: Int { array.labelChanges }

  /// Weights and labels as they are now, for ``restore(_:)``.
  public var keptSynapses: KeptSynapses { array.kept }

  /// Goes on with a copy of weights and labels, so that later writes leave what is kept as it is.
  public func detachSynapses() { array.detach() }

  /// Takes kept weights and labels, with all that has been computed from them.
  /// - Returns: Whether nobody has changed them since; otherwise nothing happens.
  public func restore(_ kept: KeptSynapses) -> Bool { array.restore(kept) }

  /// Weight of one synapse, as its memory holds it.
  public func weight(row: Int, column: Int) -> UInt8 { array.weight(row: row, column: column) }

  /// Label of one synapse.
  public func label(row: Int, column: Int) -> UInt8 { array.label(row: row, column: column) }

  /// Returns whether all synapses of a row carry `label`.
  public func hasUniformLabel(row: Int, _ label: UInt8) -> Bool {
    array.hasUniformLabel(row: row, label)
  }

  // MARK: - Rows for kernels

  /// Floats from one row's rates to the next row's.
  public var rateStride: Int { array.rateStride }

  /// Steps per second of the driver's pulse that a row makes on one line. The pulse is the top
  /// row's: rates of a bottom row contain the factor of its shorter pulse.
  public func rowRates(_ row: Int, line: ColumnLine) -> UnsafePointer<Float> {
    array.rowRates(row, line: line)
  }

  /// Rates of all rows on one line, ``rateStride`` apart. Those of the drivers below `count` are up
  /// to date on the line that their rows have in a MAC: bottom rows inhibit, top rows excite.
  public func macRates(drivers count: Int, line: ColumnLine) -> UnsafePointer<Float> {
    array.macRates(drivers: count, line: line)
  }

  /// Length and loss of the top rows' pulses without recovery, 32 codes a driver. Those of the
  /// drivers below `count` are up to date.
  public func macPulses(drivers count: Int) -> UnsafePointer<Float> {
    driverRow.pulseTable(drivers: count)
  }

  // MARK: - Events

  /// Returns the pulses of both rows of a driver for an event payload, without recovery.
  public func rowPulses(driver: Int, code: Int) -> RowPulses {
    driverRow.rowPulses(driver: driver, code: code)
  }

  /// Factor of a pulse that comes `duration` after the driver's previous one.
  public func recoveryFactor(after duration: PPUCycles) -> Float {
    driverRow.recoveryFactor(after: duration)
  }

  /// Recovers all drivers fully, as a long pause does.
  public func restDrivers() { driverRow.rest() }

  /// Time of each driver's last event; nil for a driver that has recovered fully.
  public var lastEvents: [PPUCycles?] {
    get { driverRow.lastEvents }
    set { driverRow.lastEvents = newValue }
  }

  /// Sends an event to its bus and adds the voltage steps of all drivers that answer.
  /// - Returns: The number of drivers that fired.
  public func fire(_ event: PADIBusEvent, addingTo steps: LineSteps) -> Int {
    let buses = driverRow.extensions.count
    var fired = 0
    for driver in stride(from: event.bus, to: size.drivers, by: buses) {
      let settings = driverRow.settings[driver]
      let position = UInt8(driver / buses)
      guard settings.isReceiving, (event.rowSelect ^ position) & settings.addressMask == 0
      else { continue }
      fire(driver, by: event, steps)
      fired += 1
    }
    return fired
  }

  private func fire(_ driver: Int, by event: PADIBusEvent, _ steps: LineSteps) {
    let settings = driverRow.settings[driver]
    let label = settings.forwardsAddress ? event.payload : event.payload & 0x20
    let last = driverRow.lastEvents[driver]
    driverRow.lastEvents[driver] = event.time
    let top = SynapseArray.Target(row: 2 * driver + 1, lines: settings.top, label: label)
    let bottom = SynapseArray.Target(row: 2 * driver, lines: settings.bottom, label: label)
    guard array.answers(top) || array.answers(bottom) || pulseLog != nil else { return }
    let pulses = pulses(of: driver, event, since: last)
    pulseLog?.append(LoggedPulse(driver: driver, time: event.time, pulses: pulses))
    array.add(pulses.top, on: top, to: steps)
    array.add(pulses.top, on: bottom, to: steps)
  }

  /// Pulses of a driver's rows with recovery and jitter.
  private func pulses(of driver: Int, _ event: PADIBusEvent, since last: PPUCycles?) -> RowPulses {
    var pulses = driverRow.rowPulses(driver: driver, code: Int(event.payload & 31))
    if let last { pulses.scale(by: driverRow.recovery(after: event.time - last)) }
    let error = event.jitter.error(position: driver / driverRow.extensions.count)
    if error != 0 { pulses.jitter(seconds: error) }
    return pulses
  }
}

extension SynramCircuit {
  /// Distance factors of each driver's columns: 0 beside the drivers, which sit between the two
  /// sides of the columns, and about 1 at the edges, with the spread of the enable lines between
  /// columns and, within a column, between drivers. No line is more than twice as fast as the one
  /// beside the drivers.
  fileprivate var distanceFactors: [[Float]] {
    let middle = Double(size.columns - 1) / 2
    let growth = parameters.turnOnDistance * effects[.driverDistance]
    let smallest = growth > 0 ? -parameters.turnOn * effects[.driverTurnOn] / 2 / growth : 0
    let line = mismatch.columnTurnOn.enumerated().map { j, z in
      abs(Double(j) - middle) / middle + spreads.columnTurnOn.offset(z)
    }
    return (0..<size.drivers).map { driver in
      line.indices.map {
        let z = mismatch.localTurnOn[driver * size.columns + $0]
        return Float(max(smallest, line[$0] + spreads.localTurnOn.offset(z)))
      }
    }
  }
}

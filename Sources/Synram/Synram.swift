internal import CKernels
internal import Glibc
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

  let mismatch: SynramMismatch
  let faults: SynramFaults
  private let dac: SynapseDAC
  var law: PulseLaw
  /// The biases in force.
  public private(set) var biases = SynramBiases()
  var settings: [DriverSettings]
  private var extensions: [Int] = [0, 0, 0, 0]
  private var weights: [UInt8]
  private var labels: [UInt8]
  private var uniformLabels: [Int16]
  private var pulses: [PulseLaw.Pulse?]
  private var bottomFactors: [Float]
  private var lastEvent: [PPUCycles?]
  /// Steps per second of the top row's pulse on the excitatory and inhibitory lines, row-major;
  /// made on demand.
  private let rates: [FloatBuffer]
  /// Floats from one row's rates to the next row's.
  public let rateStride: Int
  private var areRatesValid: [Bool]
  private var rateScale: RateScale?
  private var elastances: [[Float]]
  private let distances: FloatBuffer
  private let nearest: Double
  /// Most that one event can move a line.
  private var largestStep = Float.infinity
  private let masked: FloatBuffer
  /// Gain of a pulse right after another one, and the time in which it decays, with their effects.
  private let recoveryGain: Double
  private let recoveryTime: Double
  /// The recovery of the last pause that was asked for.
  private var knownRecovery: (duration: PPUCycles, factor: Float)?

  /// Pulses as they happen, for whoever set it to an empty list; nil while nobody looks.
  public var pulseLog: [LoggedPulse]?

  private static let mixedLabels: Int16 = -1
  /// A cache line more than a row, so that the rows of one column do not share the few lines that a
  /// first cache has for one place.
  private static let ratePadding = 16
  /// Codes of an event for a driver.
  private static let codes = 32
  /// The top row's pulse for each driver and code: seconds at the seam, loss at the far end.
  private let driverPulses: FloatBuffer
  private var areDriverPulsesValid: [Bool]

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
    faults = SynramFaults(
      parameters: parameters, effects: effects,
      draw: FaultDraw(seed: seed, hemisphere: hemisphere), drivers: drivers, columns: columns)
    dac = SynapseDAC(parameters: parameters, mismatch: mismatch, effects: effects)
    let places = Self.places(parameters, effects, mismatch)
    nearest = Double(min(0, places.min() ?? 0))
    let law = PulseLaw(
      parameters: parameters, mismatch: mismatch, biases: biases, effects: effects,
      nearest: nearest)
    self.law = law
    settings = [DriverSettings](repeating: DriverSettings(), count: drivers)
    let rows = 2 * drivers
    labels = [UInt8](repeating: 0, count: rows * columns)
    let faults = faults
    weights = labels.indices.map { faults.weight(0, synapse: $0) }
    uniformLabels = [Int16](repeating: 0, count: rows)
    pulses = [PulseLaw.Pulse?](repeating: nil, count: drivers * 32)
    driverPulses = FloatBuffer(count: 2 * drivers * Self.codes)
    areDriverPulsesValid = [Bool](repeating: false, count: drivers)
    bottomFactors = (0..<drivers).map { law.bottomFactor(driver: $0) }
    lastEvent = [PPUCycles?](repeating: nil, count: drivers)
    rateStride = columns + Self.ratePadding
    rates = [FloatBuffer(count: rows * rateStride), FloatBuffer(count: rows * rateStride)]
    areRatesValid = [Bool](repeating: false, count: 2 * rows)
    elastances = [[Float]](repeating: [Float](repeating: 0, count: columns), count: 2)
    distances = FloatBuffer(count: columns)
    masked = FloatBuffer(count: columns)
    recoveryGain = parameters.recoveryGain * effects[.driverRecovery]
    recoveryTime = parameters.recoveryTime
    for j in 0..<columns { distances[j] = places[j] }
  }

  /// Distance of each column from the drivers, 0 at the seam and about 1 at the edge, with the
  /// spread of the enable lines. The drivers sit between the two column halves. No line is more
  /// than twice as fast as the one beside the drivers.
  private static func places(
    _ parameters: SynramParameters, _ effects: EffectScales, _ mismatch: SynramMismatch
  ) -> [Float] {
    let seam = Double(mismatch.columnTurnOn.count - 1) / 2
    let spread = parameters.turnOnSpread * effects[.driverDistanceSpread]
    let growth = parameters.turnOnDistance * effects[.driverDistance]
    let nearest = growth > 0 ? -parameters.turnOn * effects[.driverTurnOn] / 2 / growth : 0
    return mismatch.columnTurnOn.enumerated().map { j, error in
      Float(max(nearest, abs(Double(j) - seam) / seam + spread * Double(error)))
    }
  }

  /// The distance factor of each column, for kernels.
  public var distanceFactors: FloatBuffer { distances }

  // MARK: - Configuration

  /// Applies analog biases from now on.
  public func apply(_ new: SynramBiases) {
    guard new != biases else { return }
    biases = new
    law = PulseLaw(
      parameters: parameters, mismatch: mismatch, biases: new, effects: effects,
      nearest: nearest)
    forgetPulses()
    forgetRates()
  }

  /// What a charge leaves on each line: the inverse of its capacitance, that of a nominal line with
  /// its capacitor being 1, in any unit of voltage.
  ///
  /// - Parameter largestStep: Most that one event can move a line, in that unit: its whole swing.
  public func setLineElastances(
    excitatory: [Float], inhibitory: [Float], largestStep: Float = .infinity
  ) {
    guard
      elastances[0] != excitatory || elastances[1] != inhibitory || self.largestStep != largestStep
    else { return }
    elastances = [excitatory, inhibitory]
    self.largestStep = largestStep
    forgetRates()
  }

  /// Sets the configuration of a driver.
  public func configure(driver: Int, _ new: DriverSettings) {
    let old = settings[driver]
    guard new != old else { return }
    settings[driver] = new
    if !new.hasPulses(of: old) { forgetPulses(driver) }
  }

  /// The configuration of a driver.
  public func driverSettings(_ driver: Int) -> DriverSettings { settings[driver] }

  /// Sets dacen_pulse_extension of a bus, 0…15.
  public func setPulseExtension(bus: Int, _ steps: Int) {
    guard extensions[bus] != steps else { return }
    extensions[bus] = steps
    forgetPulses()
    forgetRates()
  }

  /// Sets one synapse's weight 0…63.
  public func setWeight(_ weight: UInt8, row: Int, column: Int) {
    let index = row * columns + column
    let kept = faults.weight(weight, synapse: index)
    guard weights[index] != kept else { return }
    weights[index] = kept
    invalidate(row)
  }

  /// Sets one synapse's label 0…63.
  public func setLabel(_ label: UInt8, row: Int, column: Int) {
    labels[row * columns + column] = label
    noteLabels(row)
  }

  /// Sets a row's weights and labels at once.
  public func setRow(
    _ row: Int, weights new: UnsafeBufferPointer<UInt8>,
    labels newLabels: UnsafeBufferPointer<UInt8>
  ) {
    precondition(new.count == columns && newLabels.count == columns, "rows are written whole")
    if faults.hasStuckSynapses {
      for j in 0..<columns { setWeight(new[j], row: row, column: j) }
    } else if Self.replace(&weights, from: row * columns, by: new) {
      invalidate(row)
    }
    if Self.replace(&labels, from: row * columns, by: newLabels) { noteLabels(row) }
  }

  /// Replaces values of an array; says whether any has changed.
  private static func replace(
    _ values: inout [UInt8], from start: Int, by new: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let source = new.baseAddress else { return false }
    return values.withUnsafeMutableBytes { raw in
      guard let target = raw.baseAddress, memcmp(target + start, source, new.count) != 0 else {
        return false
      }
      memcpy(target + start, source, new.count)
      return true
    }
  }

  /// One synapse's weight, as its memory holds it.
  public func weight(row: Int, column: Int) -> UInt8 { weights[row * columns + column] }
  /// One synapse's label.
  public func label(row: Int, column: Int) -> UInt8 { labels[row * columns + column] }

  private func noteLabels(_ row: Int) {
    let slice = labels[row * columns..<(row + 1) * columns]
    let first = slice[slice.startIndex]
    uniformLabels[row] = slice.allSatisfy { $0 == first } ? Int16(first) : Self.mixedLabels
  }

  private func invalidate(_ row: Int) {
    areRatesValid[2 * row] = false
    areRatesValid[2 * row + 1] = false
  }

  private func forgetRates() {
    rateScale = nil
    for index in areRatesValid.indices { areRatesValid[index] = false }
  }

  private func forgetPulses() {
    for driver in 0..<drivers { forgetPulses(driver) }
  }

  private func forgetPulses(_ driver: Int) {
    for code in 0..<Self.codes { pulses[driver * Self.codes + code] = nil }
    areDriverPulsesValid[driver] = false
  }

  // MARK: - Rows

  /// Steps per second of the driver's pulse that a row makes on one line (0 excitatory, 1
  /// inhibitory): the pulse is the top row's, the rates of a bottom row know that its own is
  /// shorter.
  public func rowRates(_ row: Int, line: Int) -> UnsafePointer<Float> {
    let base = rates[line].base + row * rateStride
    if !areRatesValid[2 * row + line] {
      fillRates(row, line, base)
      areRatesValid[2 * row + line] = true
    }
    return UnsafePointer(base)
  }

  /// The rates of all rows on one line, ``rateStride`` apart; those of the drivers below a number are up to
  /// date on the line that their rows have in a MAC: the bottom row inhibits, the top row excites.
  public func macRates(drivers count: Int, line: Int) -> UnsafePointer<Float> {
    for driver in 0..<count { _ = rowRates(2 * driver + 1 - line, line: line) }
    return UnsafePointer(rates[line].base)
  }

  /// The top row's pulses without recovery, 32 codes a driver: seconds beside the drivers and loss at
  /// the far end of each; those of the drivers below a number are up to date.
  public func macPulses(drivers count: Int) -> UnsafePointer<Float> {
    for driver in 0..<count where !areDriverPulsesValid[driver] {
      for code in 0..<Self.codes {
        let pulses = rowPulses(driver: driver, code: code)
        driverPulses[2 * (driver * Self.codes + code)] = pulses.topSeam
        driverPulses[2 * (driver * Self.codes + code) + 1] = pulses.topDistance
      }
      areDriverPulsesValid[driver] = true
    }
    return UnsafePointer(driverPulses.base)
  }

  /// Whether all synapses of a row carry `label`.
  public func hasUniformLabel(row: Int, _ label: UInt8) -> Bool {
    uniformLabels[row] == Int16(label)
  }

  private func fillRates(_ row: Int, _ line: Int, _ out: UnsafeMutablePointer<Float>) {
    let spread = Float(parameters.synapseSpread * effects[.synapseMismatch])
    let half = columns / 2
    let scale = currentRateScale()
    let share = row % 2 == 0 ? bottomFactors[row / 2] : 1
    for side in 0...1 {
      for j in side * half..<(side + 1) * half {
        let index = row * columns + j
        let error = spread * mismatch.synapse[index]
        let factor = faults.isDead(synapse: index) ? 0 : max(0, 1 + error)
        let rate = scale.currents[side][Int(weights[index])] * factor * share
        out[j] = min(rate * elastances[line][j], scale.largest)
      }
    }
  }

  /// The synapse currents of a quadrant against the mean ones.
  private func quadrantFactor(_ side: Int) -> Double {
    max(
      0.1,
      1 + parameters.quadrantSpread * effects[.quadrantDifference]
        * Double(mismatch.quadrants[side]))
  }

  /// What the rates of all rows have in common.
  private struct RateScale {
    /// Volts per second of each weight on a nominal line, for both halves of the columns.
    let currents: [[Float]]
    /// A pulse at this rate moves a line by its whole swing.
    let largest: Float
  }

  private func currentRateScale() -> RateScale {
    if let rateScale { return rateScale }
    let extended = law.longestPulse(extension: extensions.max() ?? 0)
    let currents = [biases.left, biases.right].enumerated().map { side, block -> [Float] in
      let scale = parameters.synapseSlewRate * block.synapseDAC * quadrantFactor(side)
      return dac.currents[side].map { Float($0 * scale) }
    }
    let scale = RateScale(currents: currents, largest: largestStep / Float(extended))
    rateScale = scale
    return scale
  }

  // MARK: - Events

  /// The pulses of both rows of a driver for an event payload, without recovery.
  public func rowPulses(driver: Int, code: Int) -> RowPulses {
    let index = driver * 32 + code
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

  /// Factor of a pulse that comes `duration` after the driver's previous one.
  public func recoveryFactor(after duration: PPUCycles) -> Float {
    Float(1 + recoveryGain * exp(-duration.seconds / recoveryTime))
  }

  /// Lets every driver recover fully, as a long pause does.
  public func restDrivers() {
    for d in lastEvent.indices { lastEvent[d] = nil }
  }

  /// When each driver fired last; nil for one that has recovered fully.
  public var lastEvents: [PPUCycles?] {
    get { lastEvent }
    set { lastEvent = newValue }
  }

  /// Sends one event to a bus and adds the voltage steps of all drivers that answer.
  /// - Parameters:
  ///   - bus: PADI bus 0…3; its drivers are those with d mod 4 = bus.
  ///   - rowSelect: Row select address 0…31.
  ///   - payload: Six label bits; the low five are the activation code in hagen mode.
  ///   - time: When the event arrives.
  ///   - jitter: Errors of the pulses' lengths.
  /// - Returns: The number of drivers that fired.
  public func fire(
    bus: Int, rowSelect: UInt8, payload: UInt8, at time: PPUCycles, jitter: EventJitter = .none,
    excitatory: FloatBuffer, inhibitory: FloatBuffer
  ) -> Int {
    var fired = 0
    for driver in stride(from: bus, to: drivers, by: extensions.count) {
      let own = settings[driver]
      let position = UInt8(driver / extensions.count)
      guard own.isReceiving, (rowSelect ^ position) & own.addressMask == 0 else { continue }
      fire(driver, own, payload, time, jitter, excitatory, inhibitory)
      fired += 1
    }
    return fired
  }

  private func fire(
    _ driver: Int, _ own: DriverSettings, _ payload: UInt8, _ time: PPUCycles,
    _ jitter: EventJitter, _ excitatory: FloatBuffer, _ inhibitory: FloatBuffer
  ) {
    let seen = own.forwardsAddress ? payload : payload & 0x20
    let last = lastEvent[driver]
    lastEvent[driver] = time
    let isSeen = answers(2 * driver + 1, own.top, seen) || answers(2 * driver, own.bottom, seen)
    guard isSeen || pulseLog != nil else { return }
    var pulses = rowPulses(driver: driver, code: Int(payload & 31))
    if let last { pulses.scale(by: recovery(after: time - last)) }
    if jitter.seconds != 0 {
      pulses.jitter(seconds: jitter.error(position: driver / extensions.count))
    }
    pulseLog?.append(LoggedPulse(driver: driver, time: time, pulses: pulses))
    add(2 * driver + 1, own.top, seen, pulses.topSeam, pulses.topDistance, excitatory, inhibitory)
    add(
      2 * driver, own.bottom, seen, pulses.topSeam, pulses.topDistance, excitatory, inhibitory)
  }

  /// Whether any synapse of a row can answer to a label.
  private func answers(_ row: Int, _ line: RowLine, _ label: UInt8) -> Bool {
    guard line != .disabled else { return false }
    return uniformLabels[row] == Self.mixedLabels || uniformLabels[row] == Int16(label)
  }

  /// The drivers of an event have mostly waited equally long.
  private func recovery(after duration: PPUCycles) -> Float {
    if let known = knownRecovery, known.duration == duration { return known.factor }
    let factor = recoveryFactor(after: duration)
    knownRecovery = (duration, factor)
    return factor
  }

  private func add(
    _ row: Int, _ line: RowLine, _ label: UInt8, _ seam: Float, _ distance: Float,
    _ excitatory: FloatBuffer, _ inhibitory: FloatBuffer
  ) {
    guard answers(row, line, label) else { return }
    if line.isExcitatory { add(row, 0, label, seam, distance, excitatory) }
    if line.isInhibitory { add(row, 1, label, seam, distance, inhibitory) }
  }

  private func add(
    _ row: Int, _ line: Int, _ label: UInt8, _ seam: Float, _ distance: Float, _ out: FloatBuffer
  ) {
    let all = rowRates(row, line: line)
    if uniformLabels[row] == Self.mixedLabels {
      for j in 0..<columns { masked[j] = labels[row * columns + j] == label ? all[j] : 0 }
      bss_row_steps(masked.base, seam, distance, distances.base, UInt32(columns), out.base)
    } else if uniformLabels[row] == Int16(label) {
      bss_row_steps(all, seam, distance, distances.base, UInt32(columns), out.base)
    }
  }
}

/// The pulses of a driver's two rows: seconds beside the drivers and loss at the far end.
public struct RowPulses: Sendable {
  /// Top row: seconds beside the drivers; below 0 only columns with a fast enable line see some.
  public var topSeam: Float
  /// Top row: seconds lost at the far end.
  public var topDistance: Float
  /// Bottom row: seconds beside the drivers.
  public var bottomSeam: Float
  /// Bottom row: seconds lost at the far end.
  public var bottomDistance: Float

  /// Pulses of a driver.
  public init(topSeam: Float, topDistance: Float, bottomSeam: Float, bottomDistance: Float) {
    self.topSeam = topSeam
    self.topDistance = topDistance
    self.bottomSeam = bottomSeam
    self.bottomDistance = bottomDistance
  }

  /// Scales all pulses.
  public mutating func scale(by factor: Float) {
    topSeam *= factor
    topDistance *= factor
    bottomSeam *= factor
    bottomDistance *= factor
  }
}

/// The pulses of one driver at one event.
public struct LoggedPulse: Sendable {
  /// The driver.
  public let driver: Int
  /// When the event arrived.
  public let time: PPUCycles
  /// The pulses of its rows.
  public let pulses: RowPulses
}

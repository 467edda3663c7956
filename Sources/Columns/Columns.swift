internal import CKernels
public import SimulationCore

/// The columns of one hemisphere: two lines, two synaptic inputs and a membrane each.
///
/// Time advances in closed form from event to event; nothing is computed where nothing happens.
/// Lines count their drop below rest, membranes their potential.
public final class Columns {
  /// The physics.
  public let parameters: ColumnParameters
  /// The strength of every effect.
  public let effects: EffectScales
  /// Number of columns, a multiple of 8.
  public let count: Int

  let mismatch: ColumnMismatch
  private let faults: ColumnFaults
  private(set) var constants: ColumnConstants
  private(set) var biases: ColumnBiases
  private var law: TransferLaw
  private let lineReadout: LineReadout
  private var tables: ColumnTables
  /// Tables of earlier biases, the latest last: networks come back to the same few.
  private var earlierTables: [ColumnTables] = []
  /// Units of the lines' state, and the step that chose them.
  private(set) var units: LineUnits
  private var unitStep: Int64?
  private let volts: LineUnits
  /// Membranes at their reset potential, in volts.
  private(set) var resetPotentials: FloatBuffer
  let state: ColumnState
  /// Time up to which the state has been computed.
  public private(set) var time = PPUCycles.zero
  private var heldUntil: [PPUCycles]
  /// Closed-form steps taken so far: what a time without events costs.
  private(set) var stepCount = 0

  /// How many earlier biases are remembered.
  private static let rememberedBiases = 3

  /// The columns of hemisphere `hemisphere` (0 top, 1 bottom) of the chip drawn by `seed`.
  public init(
    parameters: ColumnParameters, effects: EffectScales, seed: UInt64, hemisphere: Int, count: Int
  ) {
    precondition(count % 8 == 0, "kernels work on eight columns at once")
    self.parameters = parameters
    self.effects = effects
    self.count = count
    mismatch = ColumnMismatch(seed: seed, hemisphere: hemisphere, count: count)
    faults = ColumnFaults(
      parameters: parameters, effects: effects,
      draw: FaultDraw(seed: seed, hemisphere: hemisphere), count: count)
    biases = ColumnBiases(count: count)
    constants = ColumnConstants(
      parameters: parameters, mismatch: mismatch, faults: faults, biases: biases,
      effects: effects)
    law = TransferLaw(parameters: parameters, effects: effects)
    lineReadout = LineReadout(parameters: parameters, effects: effects)
    volts = LineUnits(count: count, swing: Self.swing(parameters, effects) ?? 1)
    units = volts
    tables = ColumnTables(biases: biases, constants: constants)
    resetPotentials = tables.resetPotentials
    state = ColumnState(count: count)
    heldUntil = [PPUCycles](repeating: .zero, count: count)
  }

  /// Applies analog biases from now on.
  public func apply(_ new: ColumnBiases) {
    guard new != biases else { return }
    precondition(new.columns.count == count, "one bias set a column")
    biases = new
    takeTables(of: new)
    expectSteps(of: nil)
  }

  /// Goes to the tables of other biases, made anew unless they are remembered.
  private func takeTables(of new: ColumnBiases) {
    earlierTables.append(tables)
    if let known = earlierTables.firstIndex(where: { $0.biases == new }) {
      tables = earlierTables.remove(at: known)
    } else {
      tables = ColumnTables(
        biases: new,
        constants: ColumnConstants(
          parameters: parameters, mismatch: mismatch, faults: faults, biases: new,
          effects: effects))
    }
    if earlierTables.count > Self.rememberedBiases { earlierTables.removeFirst() }
    constants = tables.constants
    resetPotentials = tables.resetPotentials
  }

  /// Chooses the units of the lines' state for a burst with `wait` between its events, volts for
  /// none. Whoever takes the same steps one by one in the same units gets the same bits.
  public func expectSteps(of wait: PPUCycles?) {
    guard wait?.count != unitStep else { return }
    let new = wait.map(units) ?? volts
    state.convert(from: units, to: new)
    units = new
    unitStep = wait?.count
  }

  private func units(of wait: PPUCycles) -> LineUnits {
    tables.units(of: wait) {
      LineUnits(seconds: wait.seconds, constants: constants, law: law, swing: stepVolts)
    }
  }

  /// Volts of one step: the swing of a line, or 1 V where charge does not compress.
  var stepVolts: Double { Self.swing(parameters, effects) ?? 1 }

  /// Largest drop of a line in volts; nil where charge does not compress.
  private static func swing(_ parameters: ColumnParameters, _ effects: EffectScales) -> Double? {
    let compression = effects[.lineCompression]
    return compression > 0 ? parameters.lineIdlePotential / compression : nil
  }

  /// The kernel's limits; valid while ``units`` live.
  var limits: bss_limits {
    let isRailed = effects.isOn(.membraneRails)
    return bss_limits(
      exc_swing: units.excitatorySwing.base, inh_swing: units.inhibitorySwing.base,
      compression: effects[.lineCompression] > 0 ? 1 : 0,
      lower_rail: isRailed ? Float(parameters.lowerRail) : -1e6,
      upper_rail: isRailed ? Float(parameters.upperRail) : 1e6)
  }

  /// The step constants of a duration with no column in reset.
  func interval(_ duration: PPUCycles) -> Interval {
    tables.interval(duration, unitStep: unitStep) { makeInterval(duration, held: nil) }
  }

  /// The constants of a MAC entry's schedule; see ``MACColumns``.
  public func macColumns(used: Int, phases: MACPhases) -> MACColumns {
    tables.macColumns(used: used, phases: phases, unitStep: unitStep) {
      MACColumns(columns: self, used: used, phases: phases)
    }
  }

  private func makeInterval(_ duration: PPUCycles, held: [Bool]?) -> Interval {
    Interval(
      seconds: duration.seconds, constants: constants, parameters: parameters, law: law,
      units: units, held: held)
  }

  /// Lets time pass until `target`; earlier times are an error of the caller.
  public func advance(to target: PPUCycles) {
    precondition(target >= time, "time runs forwards")
    while time < target {
      let now = time
      guard heldUntil.contains(where: { $0 > now }) else {
        step(interval(target - time))
        time = target
        return
      }
      let held = heldUntil.map { $0 > now }
      let firstRelease = heldUntil.filter { $0 > now }.min() ?? target
      let end = min(firstRelease, target)
      step(makeInterval(end - time, held: held))
      time = end
      release(held)
    }
  }

  /// Ends the reset of columns whose time has come.
  private func release(_ held: [Bool]) {
    let released = held.indices.filter { held[$0] && heldUntil[$0] <= time }
    if effects.isOn(.membraneResetMemory) {
      for j in released { state.clearNoise(j) }
    } else {
      settleReset(released)
    }
  }

  /// Where a column will be at a time if nothing happens: line drops and membrane in volts, noise
  /// left out. Looks ahead without touching the state.
  public func lookAhead(column j: Int, to target: PPUCycles) -> ColumnPotentials {
    outlook(column: j).potentials(at: target)
  }

  /// A column at present, to look ahead from more than once.
  public func outlook(column j: Int) -> ColumnOutlook {
    ColumnOutlook(
      time: time, heldUntil: heldUntil[j], drops: lineDrops(j), volts: Double(state.membrane[j]),
      constants: constants.columns[j], law: law, parameters: parameters,
      hasResetMemory: effects.isOn(.membraneResetMemory), isRailed: effects.isOn(.membraneRails))
  }

  private func step(_ interval: Interval) {
    var view = interval.kernelView
    var limits = limits
    var columns = state.kernelView
    bss_columns_advance(&columns, &view, &limits, UInt32(count))
    state.advanceNoise(interval)
    stepCount += 1
  }

  /// What a charge that lifts a nominal line with its capacitor by one volt leaves on the empty line
  /// of each column, in swings; in volts where charge does not compress.
  public var lineElastances: (excitatory: [Float], inhibitory: [Float]) {
    let swing = stepVolts
    return (
      constants.columns.map { Float(1 / ($0.excitatory.lineCapacitance * swing)) },
      constants.columns.map { Float(1 / ($0.inhibitory.lineCapacitance * swing)) }
    )
  }

  /// Most that one event can move a line: its swing.
  public var largestStep: Float {
    effects.isOn(.lineCompression) ? 1 : .infinity
  }

  /// Puts the charge of one event onto the lines, now.
  /// - Parameters:
  ///   - excitatory: Steps of the excitatory lines before compression, in swings; in volts where
  ///     charge does not compress.
  ///   - inhibitory: The same of the inhibitory lines.
  ///   - drivers: How many drivers fired in this event.
  public func inject(excitatory: FloatBuffer, inhibitory: FloatBuffer, drivers: Int) {
    var limits = limits
    var columns = state.kernelView
    if drivers > 1 {
      bss_columns_inject_many(
        &columns, excitatory.base, inhibitory.base, &limits, UInt32(count))
    } else {
      bss_columns_inject(&columns, excitatory.base, inhibitory.base, &limits, UInt32(count))
    }
    state.addEventNoise(constants, drivers: drivers)
  }

  /// Holds the membranes of `columns` in reset until a time.
  public func hold(_ columns: some Sequence<Int>, until end: PPUCycles) {
    for j in columns { heldUntil[j] = max(heldUntil[j], end) }
  }

  /// Puts columns into the defined reset state: membrane at its reset potential, no noise on it.
  public func settleReset(_ columns: some Sequence<Int>) {
    for j in columns {
      state.membrane[j] = Float(constants.columns[j].resetVolts)
      state.clearNoise(j)
    }
  }

  /// Discharges all lines, as a long pause does.
  public func dischargeLines() {
    state.excitatoryLine.buffer.update(repeating: 0)
    state.inhibitoryLine.buffer.update(repeating: 0)
  }

  /// Membrane potentials in volts, noise included.
  public func membranes() -> [Float] {
    zip(state.membrane.array, state.noise.array).map { $0 + $1 }
  }

  /// Membrane potential of a column without its noise, in volts.
  public func membraneVolts(_ j: Int) -> Float { state.membrane[j] }

  /// The excitatory line of a column as its readout sees it, in volts.
  public func excitatoryLine(_ j: Int) -> Float {
    Float(lineReadout.volts(drop: Double(state.excitatoryLine[j]) * units.excitatory[j]))
  }

  /// The inhibitory line of a column as its readout sees it, in volts.
  public func inhibitoryLine(_ j: Int) -> Float {
    Float(lineReadout.volts(drop: Double(state.inhibitoryLine[j]) * units.inhibitory[j]))
  }

  /// What the readout of a line gives for a drop below rest, in volts.
  public func lineVolts(drop: Double) -> Double { lineReadout.volts(drop: drop) }

  /// How far the lines of a column have dropped below rest, in volts.
  func lineDrops(_ j: Int) -> (excitatory: Double, inhibitory: Double) {
    (
      Double(state.excitatoryLine[j]) * units.excitatory[j],
      Double(state.inhibitoryLine[j]) * units.inhibitory[j]
    )
  }

  /// Ties the lines of one column to a debug line: their drops below rest, in volts.
  public func tieLines(column j: Int, excitatory: Double?, inhibitory: Double?) {
    if let excitatory { state.excitatoryLine[j] = Float(excitatory / units.excitatory[j]) }
    if let inhibitory { state.inhibitoryLine[j] = Float(inhibitory / units.inhibitory[j]) }
  }

  /// Draws the membrane noise that has accumulated since the last draw; `normals` are standard.
  public func drawNoise(_ normals: UnsafePointer<Float>) { state.drawNoise(normals) }

  /// A copy of the state at present, to look ahead without touching anything.
  public func snapshot() -> ColumnSnapshot {
    ColumnSnapshot(state: state.copy(), units: units, time: time, heldUntil: heldUntil)
  }

  /// Goes back to a snapshot of these columns.
  public func restore(_ snapshot: ColumnSnapshot) {
    state.assign(from: snapshot.state)
    if snapshot.units !== units { state.convert(from: snapshot.units, to: units) }
    time = snapshot.time
    heldUntil = snapshot.heldUntil
  }

  /// Everything that these columns remember, as values.
  public var values: ColumnValues {
    var values = ColumnValues()
    values.time = time
    values.heldUntil = heldUntil
    values.biases = biases
    values.excitatory = state.excitatoryLine.array
    values.inhibitory = state.inhibitoryLine.array
    values.membrane = state.membrane.array
    values.noise = state.noise.array
    values.pendingVariance = state.pendingVariance.array
    return values
  }

  /// Goes to a state that columns of this chip once had.
  public func assign(_ values: ColumnValues) {
    precondition(values.membrane.count == count, "one value a column")
    apply(values.biases)
    time = values.time
    heldUntil = values.heldUntil
    for j in 0..<count {
      state.excitatoryLine[j] = values.excitatory[j]
      state.inhibitoryLine[j] = values.inhibitory[j]
      state.membrane[j] = values.membrane[j]
      state.noise[j] = values.noise[j]
      state.pendingVariance[j] = values.pendingVariance[j]
    }
  }

  /// Sets the clock without physics: for a chip that has been idle in a state of rest.
  public func skip(to target: PPUCycles) {
    precondition(target >= time, "time runs forwards")
    time = target
  }
}

/// What a probe sees of one column, in volts.
public struct ColumnPotentials: Hashable, Sendable {
  /// Drop of the excitatory line below rest.
  public let excitatoryDrop: Double
  /// Drop of the inhibitory line below rest.
  public let inhibitoryDrop: Double
  /// Membrane potential.
  public let membrane: Double
}

/// The state of a hemisphere's columns at one time.
public struct ColumnSnapshot {
  let state: ColumnState
  let units: LineUnits
  let time: PPUCycles
  let heldUntil: [PPUCycles]
}

internal import CKernels
public import SimulationCore

/// The columns of one hemisphere: two lines, two synaptic inputs and a membrane each.
///
/// Time advances in closed form from event to event; nothing is computed where nothing happens.
/// Lines count their drop below rest, membranes their potential.
public final class Columns {
  /// Number of columns, a multiple of 8.
  public let count: Int

  let circuit: ColumnCircuit
  private(set) var biases: ColumnBiases
  let lineReadout: LineReadout
  @exclusivity(unchecked) private var tables: ColumnTables
  /// Tables of earlier biases, the latest last: networks come back to the same few.
  private var earlierTables: [ColumnTables] = []
  /// Units of the lines' state, and the step that chose them.
  @exclusivity(unchecked) private(set) var units: LineUnits
  private var unitStep: Int64?
  private let volts: LineUnits
  let state: ColumnState
  let noise: MembraneNoise
  /// Time up to which the state has been computed.
  @exclusivity(unchecked) public internal(set) var time = PPUCycles.zero
  /// End of each column's reset, and the last of them.
  @exclusivity(unchecked) private(set) var heldUntil: [PPUCycles]
  @exclusivity(unchecked) private(set) var lastRelease = PPUCycles.zero
  /// Closed-form steps taken so far: the cost of a time without events.
  @exclusivity(unchecked) var stepCount = 0

  /// The step that each event with the activation ``CommonStep/activation`` leaves on each membrane
  /// beside its charge, in volts.
  public let commonSteps: FloatBuffer

  /// Number of earlier biases whose tables are kept.
  private static let rememberedBiases = 3

  /// The columns of one hemisphere of a chip.
  public init(
    parameters: ColumnParameters, effects: EffectScales, draw: HemisphereDraw, count: Int
  ) {
    precondition(count % 8 == 0, "kernels work on eight columns at once")
    self.count = count
    circuit = ColumnCircuit(parameters: parameters, effects: effects, draw: draw, count: count)
    biases = ColumnBiases(count: count)
    commonSteps = circuit.commonSteps
    lineReadout = LineReadout(parameters: parameters, effects: effects)
    volts = LineUnits(count: count, swing: circuit.stepVolts)
    units = volts
    tables = ColumnTables(
      biases: biases, constants: ColumnConstants(circuit, biases: biases))
    state = ColumnState(count: count)
    noise = MembraneNoise(count: count)
    heldUntil = [PPUCycles](repeating: .zero, count: count)
  }

  /// Sets the end of each column's reset.
  func hold(until ends: [PPUCycles]) {
    heldUntil = ends
    lastRelease = ends.max() ?? .zero
  }

  /// Holds a column in reset until a time, or longer if it is held longer already.
  func hold(_ j: Int, until end: PPUCycles) {
    heldUntil[j] = max(heldUntil[j], end)
    lastRelease = max(lastRelease, end)
  }

  /// The physics.
  public var parameters: ColumnParameters { circuit.parameters }

  /// Strength of every effect.
  public var effects: EffectScales { circuit.effects }

  var mismatch: ColumnMismatch { circuit.mismatch }

  var constants: ColumnConstants { tables.constants }

  /// Membranes at their reset potential, in volts.
  var resetPotentials: FloatBuffer { tables.resetPotentials }

  // MARK: - Biases

  /// Applies analog biases from now on.
  public func apply(_ new: ColumnBiases) {
    guard new != biases else { return }
    precondition(new.columns.count == count, "one bias set a column")
    biases = new
    takeTables(of: new)
    expectSteps(of: nil)
  }

  /// Takes the tables of other biases, made anew unless they are kept.
  private func takeTables(of new: ColumnBiases) {
    earlierTables.append(tables)
    if let known = earlierTables.firstIndex(where: { $0.biases == new }) {
      tables = earlierTables.remove(at: known)
    } else {
      tables = ColumnTables(biases: new, constants: ColumnConstants(circuit, biases: new))
    }
    if earlierTables.count > Self.rememberedBiases { earlierTables.removeFirst() }
  }

  // MARK: - Units of the lines

  /// Chooses the units of the lines' state for a burst with `wait` between its events, volts for
  /// nil. The same steps taken one by one in the same units give the same bits.
  public func expectSteps(of wait: PPUCycles?) {
    guard wait?.count != unitStep else { return }
    let new = wait.map(units) ?? volts
    state.convert(from: units, to: new)
    units = new
    unitStep = wait?.count
  }

  private func units(of wait: PPUCycles) -> LineUnits {
    tables.units(of: wait) {
      LineUnits(seconds: wait.seconds, constants: constants, swing: stepVolts)
    }
  }

  /// Volts of one step: the swing of a line, or 1 V where charge does not compress.
  var stepVolts: Double { circuit.stepVolts }

  /// Limits of the kernel; valid while ``units`` live.
  var limits: bss_limits {
    let isRailed = effects.isOn(.membraneRails)
    return bss_limits(
      exc_swing: units.swing[.excitatory].base, inh_swing: units.swing[.inhibitory].base,
      compression: circuit.compression > 0 ? 1 : 0,
      lower_rail: isRailed ? Float(parameters.lowerRail) : -1e6,
      upper_rail: isRailed ? Float(parameters.upperRail) : 1e6)
  }

  /// Elastance of each line: what a charge that lifts a nominal line with its capacitor by one volt
  /// leaves on the empty line, in swings; in volts where charge does not compress.
  public var lineElastances: Pair<ColumnLine, [Float]> {
    let swing = stepVolts
    return Pair(
      excitatory: constants.columns.map { Float(1 / ($0.excitatory.lineCapacitance * swing)) },
      inhibitory: constants.columns.map { Float(1 / ($0.inhibitory.lineCapacitance * swing)) })
  }

  /// Largest step of a line in one event: its swing.
  public var largestStep: Float {
    circuit.compression > 0 ? 1 : .infinity
  }

  // MARK: - Tables

  /// Constants of a step with no column in reset.
  func interval(_ duration: PPUCycles) -> Interval {
    tables.interval(duration, unitStep: unitStep) { makeInterval(duration, held: nil) }
  }

  /// Constants of a step with some columns in reset.
  func interval(_ duration: PPUCycles, held: [Bool]) -> Interval {
    tables.interval(duration, unitStep: unitStep, held: held) {
      makeInterval(duration, held: held)
    }
  }

  private func makeInterval(_ duration: PPUCycles, held: [Bool]?) -> Interval {
    Interval(seconds: duration.seconds, constants: constants, units: units, held: held)
  }

  /// Constants of a MAC entry's schedule; see ``MACColumns``.
  public func macColumns(used: Int, phases: MACPhases) -> MACColumns {
    tables.macColumns(used: used, phases: phases, unitStep: unitStep) {
      MACColumns(columns: self, used: used, phases: phases)
    }
  }
}

extension ColumnCircuit {
  /// Volts of one step: the swing of a line, its largest drop, or 1 V where charge does not
  /// compress.
  fileprivate var stepVolts: Double {
    compression > 0 ? parameters.lineIdlePotential / compression : 1
  }

  /// Strength of the compression; 0 where single precision does not resolve it.
  fileprivate var compression: Double {
    let strength = effects[.lineCompression]
    return strength < Double(Float.ulpOfOne) ? 0 : strength
  }
}

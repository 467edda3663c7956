internal import SimulationCore

/// Constants of the columns under one set of biases, and tables that are made on demand.
final class ColumnTables {
  let biases: ColumnBiases
  let constants: ColumnConstants
  /// Membranes at their reset potential, in volts.
  let resetPotentials: FloatBuffer

  private var intervals: [IntervalKey: Interval] = [:]
  private var heldInterval: (key: IntervalKey, held: [Bool], interval: Interval)?
  private var unitsOfSteps: [Int64: LineUnits] = [:]
  private var schedules: [ScheduleKey: MACColumns] = [:]

  private struct IntervalKey: Hashable {
    let duration: Int64
    let unitStep: Int64?
  }

  private struct ScheduleKey: Hashable {
    let used: Int
    let phases: MACPhases
    let unitStep: Int64?
  }

  /// Largest number of entries of each table. A program uses a handful; a batch of vectors with
  /// zeros uses a schedule for each number of events.
  private static let capacity = 256

  init(biases: ColumnBiases, constants: ColumnConstants) {
    self.biases = biases
    self.constants = constants
    resetPotentials = FloatBuffer(constants.columns.map { Float($0.resetVolts) })
  }

  func interval(
    _ duration: PPUCycles, unitStep: Int64?, make: () -> Interval
  ) -> Interval {
    Self.remembered(
      IntervalKey(duration: duration.count, unitStep: unitStep), in: &intervals, make)
  }

  /// Returns the constants of a step in which some columns are in reset, made anew unless the last such
  /// step was the same one: every reset holds the same columns for the same time.
  func interval(
    _ duration: PPUCycles, unitStep: Int64?, held: [Bool], make: () -> Interval
  ) -> Interval {
    let key = IntervalKey(duration: duration.count, unitStep: unitStep)
    if let known = heldInterval, known.key == key, known.held == held { return known.interval }
    let new = make()
    heldInterval = (key, held, new)
    return new
  }

  func units(of wait: PPUCycles, make: () -> LineUnits) -> LineUnits {
    Self.remembered(wait.count, in: &unitsOfSteps, make)
  }

  func macColumns(
    used: Int, phases: MACPhases, unitStep: Int64?, make: () -> MACColumns
  ) -> MACColumns {
    let key = ScheduleKey(used: used, phases: phases, unitStep: unitStep)
    if let known = schedules[key] { return known }
    // Makes intervals meanwhile, so that no table may be held.
    let new = make()
    if schedules.count >= Self.capacity { schedules.removeAll() }
    schedules[key] = new
    return new
  }

  private static func remembered<Key, Value>(
    _ key: Key, in table: inout [Key: Value], _ make: () -> Value
  ) -> Value {
    if let known = table[key] { return known }
    let new = make()
    if table.count >= capacity { table.removeAll() }
    table[key] = new
    return new
  }
}

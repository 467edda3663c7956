internal import SimulationCore

/// Constants of the columns under one set of biases, and tables that are made on demand.
final class ColumnTables {
  let biases: ColumnBiases
  let constants: ColumnConstants
  /// Membranes at their reset potential, in volts.
  let resetPotentials: FloatBuffer

  private var intervals: [IntervalKey: Interval] = [:]
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

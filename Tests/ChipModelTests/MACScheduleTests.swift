import ChipModel
import Coordinates
import Testing
import _TestSupport

/// The schedule of one vector, as grenade's real-time executor plays it.
@Suite struct MACScheduleTests {
  struct Row: Sendable {
    let inputs: Int
    let sends: Int
    let wait: Int
    let cycles: Int
  }

  /// n S W + 5401 FPGA cycles. The first two rows stand in the documentation of the schedule.
  static let table: [Row] = [
    Row(inputs: 128, sends: 1, wait: 5, cycles: 6041),
    Row(inputs: 128, sends: 1, wait: 25, cycles: 8601),
    Row(inputs: 0, sends: 1, wait: 5, cycles: 5401),
    Row(inputs: 0, sends: 20, wait: 5, cycles: 5401),
    Row(inputs: 1, sends: 1, wait: 1, cycles: 5402),
    Row(inputs: 4, sends: 20, wait: 5, cycles: 5801),
    Row(inputs: 128, sends: 20, wait: 5, cycles: 18201),
    Row(inputs: 77, sends: 3, wait: 11, cycles: 7942),
  ]

  @Test(arguments: table) func `a vector takes n S W + 5401 cycles`(row: Row) {
    let schedule = MACSchedule(
      nonZeroInputs: row.inputs, numSends: row.sends, waitBetweenEvents: row.wait)
    #expect(schedule.total == row.cycles)
    #expect(schedule.total == row.inputs * row.sends * row.wait + 5401)
  }

  @Test(arguments: table) func `the read command comes 128 and 131 cycles after the last event`(
    row: Row
  ) {
    let schedule = MACSchedule(
      nonZeroInputs: row.inputs, numSends: row.sends, waitBetweenEvents: row.wait)
    let last = schedule.slot(schedule.slots)
    #expect(schedule.readCommand(.top) - last == 128)
    #expect(schedule.readCommand(.bottom) - last == 131)
  }

  @Test func `events stand at W, 2W ... after cycle 3762`() {
    let schedule = MACSchedule(nonZeroInputs: 10, numSends: 2, waitBetweenEvents: 7)
    #expect(schedule.realtimeStart == 3762)
    #expect((1...20).map(schedule.slot) == (1...20).map { 3762 + 7 * $0 })
    #expect(schedule.forcedResetEnd == 3262)
  }

  @Test(arguments: table) func `chip time advances by the schedule`(row: Row) throws {
    let chip = try nominalChip("ideal")
    var product = try MatrixMultiplication(
      weights: [Int8](repeating: 1, count: 128 * 8), rows: 128, columns: 8)
    product.numSends = row.sends
    product.waitBetweenEvents = row.wait
    let inputs = (0..<128).map { UInt8($0 < row.inputs ? 3 : 0) }
    // The first product configures the chip; the second only multiplies.
    _ = try chip.multiply(inputs: inputs, batch: 1, product)
    let before = chip.chipSeconds
    _ = try chip.multiply(inputs: inputs + inputs, batch: 2, product)
    let writes = 2 * 128 * 256 / 4 * 2
    let cycles = (chip.chipSeconds - before) / 8e-9
    #expect(abs(cycles - Double(2 * row.cycles + writes)) < 0.5)
  }
}

internal import Columns
internal import Containers
internal import Coordinates
internal import SimulationCore

/// Checks of values that come from a file: each alone and against the others.
extension ChipState {
  /// Latest time, nine years: sums of times then stay far from the largest integer.
  private static let latest = PPUCycles(1 << 56)
  /// Longest time that a neuron stays in reset after the present.
  private static let longestReset = PPUCycles(1 << 32)
  /// Largest counter.
  private static let largestCount: UInt64 = 1 << 62

  /// Refuses values that no chip has.
  /// - Throws: ``ChipError/invalidState(_:)``.
  func validate() throws(ChipError) {
    try Self.check((PPUCycles.zero...Self.latest).contains(now), "the time is out of range")
    try checkCounters()
    try checkTimes()
    try checkCapMem()
    try checkBoard()
    for hemisphere in HemisphereOnDLS.allCases { try hemispheres[hemisphere].validate(now: now) }
  }

  fileprivate static func check(
    _ isRight: Bool, _ reason: @autoclosure () -> String
  ) throws(ChipError) {
    guard isRight else { throw .damagedState(reason()) }
  }

  private func checkCounters() throws(ChipError) {
    let counters = [readCount, UInt64(bitPattern: Int64(lostEvents))] + macCounters.values
    try Self.check(
      counters.allSatisfy { $0 <= Self.largestCount }, "a counter is out of range")
  }

  private func checkTimes() throws(ChipError) {
    let times = lastBusEvents.compactMap { $0 } + capMem.moving.values.map(\.since)
    try Self.check(
      ([timerStart] + times).allSatisfy { $0 >= .zero && $0 <= now },
      "a time lies after the present")
  }

  private func checkCapMem() throws(ChipError) {
    let codes = 0...UInt16(CapMem.refreshDisabled)
    let values = 0...CapMem.fullScale
    try Self.check(
      capMem.codes.allSatisfy(codes.contains)
        && capMem.moving.values.allSatisfy { values.contains($0.start) },
      "the value of a CapMem cell is out of range")
  }

  private func checkBoard() throws(ChipError) {
    try Board.check(.synapseDebugVoltage(board.synapseDebugVolts))
    try Board.check(.cadcDebugLine(board.cadcDebugLine))
    try Board.check(.padVolts(board.padVolts))
    let clients = [SPIRegister.shiftRegister] + SPIRegister.dacs
    try Self.check(
      spiTransfers.keys.allSatisfy(clients.contains), "a transfer has no client on the board")
  }

  fileprivate static func checkTimes(
    of state: HemisphereState, now: PPUCycles
  ) throws(ChipError) {
    let past = [state.biasTime, state.columns.time] + state.lastEvents.compactMap { $0 }
    let ends = now + longestReset
    try check(
      past.allSatisfy { $0 >= .zero && $0 <= now }
        && state.columns.heldUntil.allSatisfy { $0 >= .zero && $0 <= ends },
      "a time lies after the present")
  }
}

extension HemisphereState {
  /// Largest magnitude of a voltage in volts and of a bias as a fraction of full scale: more than
  /// any register values give, and little enough for all laws.
  private static let largest = 1000.0

  fileprivate func validate(now: PPUCycles) throws(ChipError) {
    try ChipState.checkTimes(of: self, now: now)
    let volts = [columns.excitatory, columns.inhibitory, columns.membrane, columns.noise]
    let variance = 0...Float(Self.largest * Self.largest)
    try ChipState.check(
      volts.allSatisfy { $0.allSatisfy { abs($0) <= Float(Self.largest) } }
        && columns.pendingVariance.allSatisfy(variance.contains),
      "a voltage of a neuron is out of range")
    try ChipState.check(
      biases.allSatisfy { (0...Self.largest).contains($0) }
        && columns.biases.columns.allSatisfy { abs($0.offsetCurrent) <= Self.largest },
      "a bias is out of range")
  }

  /// All biases that cannot be negative.
  private var biases: [Double] {
    let synram = [synramBiases.left, synramBiases.right].flatMap {
      [$0.synapseDAC, $0.ramp, $0.calibration]
    }
    let cadc = [cadcBiases.left, cadcBiases.right].flatMap { [$0.startVolts, $0.slopeBias] }
    return synram + [synramBiases.hagenDAC] + cadc + columns.biases.columns.flatMap(\.biases)
  }
}

extension ColumnBiases.Column {
  fileprivate var biases: [Double] {
    [excitatory, inhibitory].flatMap { [$0.tauBias, $0.conductanceBias, $0.shiftBias] }
      + [leakVolts, resetVolts, leakBias, capacitance]
  }
}

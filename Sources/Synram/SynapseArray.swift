internal import CKernels
internal import Glibc
internal import SimulationCore

/// Synapses of one hemisphere: weights and labels as their memory holds them, and the steps that a
/// pulse on a row makes on the column lines.
final class SynapseArray {
  /// Number of columns.
  let columns: Int
  /// Floats from one row's rates to the next row's.
  let rateStride: Int
  /// Distance factors of the enable lines alone.
  private let lineDistances: FloatBuffer

  private let circuit: SynramCircuit
  private let dac: SynapseDAC
  private let drivers: SynapseDrivers
  /// Factor of each synapse's current, row-major; 0 for dead ones.
  private let factors: [Float]
  /// Factors of each column's line for modulated pulses.
  private let lineGains: Pair<ColumnLine, [Float]>
  /// Factors of each column's line for pulses of full length.
  private let unmodulatedGains: [Float]
  private var biases = SynramBiases()
  @exclusivity(unchecked) private var memory: SynapseMemory
  /// Number of changes of what rates depend on beside the contents.
  private var settings = 0
  private var rateScale: RateScale?
  private var elastances: Pair<ColumnLine, [Float]>
  /// Largest step of a line in one event.
  private var largestStep = Float.infinity
  private let masked: FloatBuffer
  /// Growth of a distance factor with one step of weight.
  private let loadPerStep: Float

  /// Number of changes of weights and labels so far.
  private(set) var changes = 0
  /// Number of changes of labels so far.
  private(set) var labelChanges = 0

  /// A cache line more than a row, so that the rows of one column do not share the few lines that a
  /// first cache has for one address.
  private static let ratePadding = 16

  /// The synapses behind `drivers`; `distances` holds the distance factors by driver and column.
  init(drivers: SynapseDrivers, distances: [[Float]]) {
    let circuit = drivers.law.circuit
    let (columns, rows) = (circuit.size.columns, 2 * circuit.size.drivers)
    let stride = columns + Self.ratePadding
    (self.drivers, self.circuit, self.columns) = (drivers, circuit, columns)
    dac = SynapseDAC(circuit)
    factors = Self.factors(circuit)
    lineGains = Pair { line in
      let spread = circuit.spreads.lineGain.single
      return circuit.mismatch.lineGain[line].map { spread.factor($0) }
    }
    unmodulatedGains = [Float](repeating: 1, count: columns)
    memory = SynapseMemory(
      weights: (0..<rows * columns).map { circuit.faults.weight(0, synapse: $0) }, rows: rows,
      stride: stride)
    rateStride = stride
    elastances = Pair { _ in [Float](repeating: 0, count: columns) }
    masked = FloatBuffer(count: columns)
    lineDistances = FloatBuffer(count: drivers.count * stride)
    let (load, law) = (circuit.parameters.synapseLoad, circuit.effects[.synapseLoad])
    loadPerStep = Float(load * law / Double(SynapseDAC.largestWeight))
    for (driver, row) in distances.enumerated() {
      for column in 0..<columns { lineDistances[driver * stride + column] = row[column] }
    }
  }

  // MARK: - Distance factors

  /// Distance factors of the drivers below `count`, brought up to date.
  func distanceFactors(drivers count: Int) -> UnsafePointer<Float> {
    for driver in 0..<count where !memory.areDistancesValid[driver] { fillDistances(driver) }
    return UnsafePointer(memory.distances.base)
  }

  /// Loads the enable line of each column with the larger weight of a driver's two rows.
  private func fillDistances(_ driver: Int) {
    let (place, first) = (driver * rateStride, 2 * driver * columns)
    for j in 0..<columns {
      let weight = max(memory.weights[first + j], memory.weights[first + columns + j])
      memory.distances[place + j] = lineDistances[place + j] + loadPerStep * Float(weight)
    }
    memory.areDistancesValid[driver] = true
  }

  private static func factors(_ circuit: SynramCircuit) -> [Float] {
    let spread = circuit.spreads.synapse.single
    var factors = circuit.mismatch.synapse.map { spread.factor($0) }
    for (index, isDead) in circuit.faults.deadSynapses.enumerated() where isDead {
      factors[index] = 0
    }
    return factors
  }

  // MARK: - Memory

  /// Sets one synapse's weight 0…63.
  func setWeight(_ weight: UInt8, row: Int, column: Int) {
    let index = row * columns + column
    let kept = circuit.faults.weight(weight, synapse: index)
    guard memory.weights[index] != kept else { return }
    memory.weights[index] = kept
    noteChange()
    memory.invalidate(row)
  }

  /// Sets one synapse's label 0…63.
  func setLabel(_ label: UInt8, row: Int, column: Int) {
    memory.labels[row * columns + column] = label
    noteChange()
    noteLabels(row)
  }

  /// Sets a row's weights and labels at once.
  func setRow(
    _ row: Int, weights new: UnsafeBufferPointer<UInt8>,
    labels newLabels: UnsafeBufferPointer<UInt8>
  ) {
    precondition(new.count == columns && newLabels.count == columns, "rows are written whole")
    if circuit.faults.hasStuckSynapses {
      for j in 0..<columns { setWeight(new[j], row: row, column: j) }
    } else if Self.replace(&memory.weights, from: row * columns, by: new) {
      noteChange()
      memory.invalidate(row)
    }
    if Self.replace(&memory.labels, from: row * columns, by: newLabels) {
      noteChange()
      noteLabels(row)
    }
  }

  /// Replaces values of an array and returns whether any has changed.
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

  /// Weight of one synapse, as its memory holds it.
  func weight(row: Int, column: Int) -> UInt8 { memory.weights[row * columns + column] }

  /// Label of one synapse.
  func label(row: Int, column: Int) -> UInt8 { memory.labels[row * columns + column] }

  /// Returns whether all synapses of a row carry `label`.
  func hasUniformLabel(row: Int, _ label: UInt8) -> Bool {
    memory.uniformLabels[row] == Int16(label)
  }

  private func noteChange() {
    changes += 1
    memory.revision += 1
  }

  private func noteLabels(_ row: Int) {
    labelChanges += 1
    let slice = memory.labels[row * columns..<(row + 1) * columns]
    let first = slice[slice.startIndex]
    let isUniform = slice.allSatisfy { $0 == first }
    memory.uniformLabels[row] = isUniform ? Int16(first) : SynapseMemory.mixedLabels
  }

  // MARK: - Kept contents

  /// Contents as they are now, for ``restore(_:)``.
  var kept: KeptSynapses { KeptSynapses(memory: memory, revision: memory.revision) }

  /// Goes on in a copy, so that later writes leave what is kept as it is.
  func detach() { memory = SynapseMemory(copying: memory, stride: rateStride) }

  /// Takes kept contents and their tables, unless somebody has changed them since.
  func restore(_ kept: KeptSynapses) -> Bool {
    guard kept.isUnchanged else { return false }
    guard kept.memory !== memory else { return true }
    if kept.memory.uniformLabels != memory.uniformLabels { labelChanges += 1 }
    memory = kept.memory
    changes += 1
    if memory.settings != settings { memory.forgetRates() }
    memory.settings = settings
    return true
  }

  // MARK: - Rates

  /// Applies analog biases from now on.
  func apply(_ new: SynramBiases) {
    biases = new
    forgetRates()
  }

  /// Sets the step of a line for a unit of charge, and the largest step in one event.
  func setLineElastances(_ new: Pair<ColumnLine, [Float]>, largestStep: Float) {
    guard elastances != new || self.largestStep != largestStep else { return }
    elastances = new
    self.largestStep = largestStep
    forgetRates()
  }

  /// Discards all rates.
  func forgetRates() {
    rateScale = nil
    noteSettings()
    memory.forgetRates()
  }

  /// Discards the rates of one driver's rows.
  func forgetRates(ofDriver driver: Int) {
    noteSettings()
    memory.invalidate(2 * driver)
    memory.invalidate(2 * driver + 1)
  }

  /// Kept contents have rates of other settings from now on.
  private func noteSettings() {
    settings += 1
    memory.settings = settings
  }

  /// Steps per second of the driver's pulse that a row makes on one line; see
  /// ``Synram/rowRates(_:line:)``.
  func rowRates(_ row: Int, line: ColumnLine) -> UnsafePointer<Float> {
    let base = memory.rates[line].base + row * rateStride
    if !memory.areRatesValid[line][row] {
      fillRates(row, line, base)
      memory.areRatesValid[line][row] = true
    }
    return UnsafePointer(base)
  }

  /// Rates of all rows on one line; see ``Synram/macRates(drivers:line:)``.
  func macRates(drivers count: Int, line: ColumnLine) -> UnsafePointer<Float> {
    let row = line == .excitatory ? 1 : 0
    for driver in 0..<count { _ = rowRates(2 * driver + row, line: line) }
    return UnsafePointer(memory.rates[line].base)
  }

  private func fillRates(_ row: Int, _ line: ColumnLine, _ out: UnsafeMutablePointer<Float>) {
    let gains = drivers.settings[row / 2].isModulated ? lineGains[line] : unmodulatedGains
    let (elastances, scale) = (elastances[line], currentRateScale())
    let share = row % 2 == 0 ? drivers.bottomFactors[row / 2] : 1
    let synapses = row * columns..<(row + 1) * columns
    memory.weights[synapses].withUnsafeBufferPointer { weights in
      dac.fill(weights, first: synapses.lowerBound, out)
    }
    factors[synapses].withUnsafeBufferPointer { factors in
      for side in SideHorizontal.allCases {
        let current = scale.currents[side]
        for j in side.columns(of: columns) {
          let rate = out[j] * current * factors[j] * share * gains[j]
          out[j] = min(rate * elastances[j], scale.largest)
        }
      }
    }
  }

  /// Factors that the rates of all rows have in common.
  private struct RateScale {
    /// Volts per second of one step of weight on a nominal line, for both sides of the columns.
    let currents: Pair<SideHorizontal, Float>
    /// Rate at which the longest pulse moves a line by its whole swing.
    let largest: Float
  }

  private func currentRateScale() -> RateScale {
    if let rateScale { return rateScale }
    let currents = Pair { (side: SideHorizontal) -> Float in
      Float(
        circuit.parameters.synapseSlewRate * biases[side].synapseDAC
          * circuit.current(side))
    }
    let scale = RateScale(
      currents: currents, largest: largestStep / Float(drivers.longestPulse))
    rateScale = scale
    return scale
  }

  // MARK: - Events

  /// Row that an event addresses: its lines, and the label that its synapses compare.
  struct Target {
    let row: Int
    let lines: RowLine
    let label: UInt8
  }

  /// Returns whether any synapse of a row can answer to an event.
  func answers(_ target: Target) -> Bool {
    guard target.lines != .disabled else { return false }
    let label = memory.uniformLabels[target.row]
    return label == SynapseMemory.mixedLabels || label == Int16(target.label)
  }

  /// Adds the steps that a pulse on a row makes on the lines it is connected to.
  func add(_ pulse: EnablePulse, on target: Target, to steps: LineSteps) {
    guard answers(target) else { return }
    let driver = target.row / 2
    if !memory.areDistancesValid[driver] { fillDistances(driver) }
    let distances = memory.distances.base + driver * rateStride
    func add(to line: ColumnLine, _ out: FloatBuffer) {
      bss_row_steps(
        answeringRates(target, line: line), pulse.length, pulse.loss, distances, UInt32(columns),
        out.base)
    }
    if target.lines.isExcitatory { add(to: .excitatory, steps.excitatory) }
    if target.lines.isInhibitory { add(to: .inhibitory, steps.inhibitory) }
  }

  /// Rates of the synapses that carry the event's label; those of the others are 0.
  private func answeringRates(_ target: Target, line: ColumnLine) -> UnsafePointer<Float> {
    let all = rowRates(target.row, line: line)
    guard memory.uniformLabels[target.row] == SynapseMemory.mixedLabels else { return all }
    let first = target.row * columns
    for j in 0..<columns { masked[j] = memory.labels[first + j] == target.label ? all[j] : 0 }
    return UnsafePointer(masked.base)
  }
}

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
  /// Distance factors of each driver's columns, ``rateStride`` apart: those of their enable lines, and
  /// the load of the driver's synapses on them.
  let distances: FloatBuffer
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
  @exclusivity(unchecked) private var weights: [UInt8]
  @exclusivity(unchecked) private var labels: [UInt8]
  @exclusivity(unchecked) private var uniformLabels: [Int16]
  /// Steps per second of the top row's pulse on each line, row-major; made on demand.
  private let rates: Pair<ColumnLine, FloatBuffer>
  @exclusivity(unchecked) private var areRatesValid: Pair<ColumnLine, [Bool]>
  private var rateScale: RateScale?
  private var elastances: Pair<ColumnLine, [Float]>
  /// Largest step of a line in one event.
  private var largestStep = Float.infinity
  private let masked: FloatBuffer
  private var areDistancesValid: [Bool]
  /// Growth of a distance factor with one step of weight.
  private let loadPerStep: Float

  /// Number of changes of weights and labels so far.
  private(set) var changes = 0

  private static let mixedLabels: Int16 = -1
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
    labels = [UInt8](repeating: 0, count: rows * columns)
    weights = labels.indices.map { circuit.faults.weight(0, synapse: $0) }
    uniformLabels = [Int16](repeating: 0, count: rows)
    rateStride = stride
    rates = Pair { _ in FloatBuffer(count: rows * stride) }
    areRatesValid = Pair { _ in [Bool](repeating: false, count: rows) }
    elastances = Pair { _ in [Float](repeating: 0, count: columns) }
    masked = FloatBuffer(count: columns)
    self.distances = FloatBuffer(count: drivers.count * stride)
    lineDistances = FloatBuffer(count: drivers.count * stride)
    areDistancesValid = [Bool](repeating: false, count: drivers.count)
    let (load, law) = (circuit.parameters.synapseLoad, circuit.effects[.synapseLoad])
    loadPerStep = Float(load * law / Double(SynapseDAC.largestWeight))
    for (driver, row) in distances.enumerated() {
      for column in 0..<columns { lineDistances[driver * stride + column] = row[column] }
    }
  }

  // MARK: - Distance factors

  /// Distance factors of the drivers below `count`, brought up to date.
  func distanceFactors(drivers count: Int) -> UnsafePointer<Float> {
    for driver in 0..<count where !areDistancesValid[driver] { fillDistances(driver) }
    return UnsafePointer(distances.base)
  }

  /// Loads the enable line of each column with the larger weight of a driver's two rows.
  private func fillDistances(_ driver: Int) {
    let (place, first) = (driver * rateStride, 2 * driver * columns)
    for j in 0..<columns {
      let weight = max(weights[first + j], weights[first + columns + j])
      distances[place + j] = lineDistances[place + j] + loadPerStep * Float(weight)
    }
    areDistancesValid[driver] = true
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
    guard weights[index] != kept else { return }
    weights[index] = kept
    changes += 1
    invalidate(row)
  }

  /// Sets one synapse's label 0…63.
  func setLabel(_ label: UInt8, row: Int, column: Int) {
    labels[row * columns + column] = label
    changes += 1
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
    } else if Self.replace(&weights, from: row * columns, by: new) {
      changes += 1
      invalidate(row)
    }
    if Self.replace(&labels, from: row * columns, by: newLabels) {
      changes += 1
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
  func weight(row: Int, column: Int) -> UInt8 { weights[row * columns + column] }

  /// Label of one synapse.
  func label(row: Int, column: Int) -> UInt8 { labels[row * columns + column] }

  /// Returns whether all synapses of a row carry `label`.
  func hasUniformLabel(row: Int, _ label: UInt8) -> Bool { uniformLabels[row] == Int16(label) }

  private func noteLabels(_ row: Int) {
    let slice = labels[row * columns..<(row + 1) * columns]
    let first = slice[slice.startIndex]
    uniformLabels[row] = slice.allSatisfy { $0 == first } ? Int16(first) : Self.mixedLabels
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
    for line in ColumnLine.allCases {
      for row in areRatesValid[line].indices { areRatesValid[line][row] = false }
    }
  }

  /// Discards the rates of one driver's rows.
  func forgetRates(ofDriver driver: Int) {
    invalidate(2 * driver)
    invalidate(2 * driver + 1)
  }

  private func invalidate(_ row: Int) {
    areDistancesValid[row / 2] = false
    areRatesValid[.excitatory][row] = false
    areRatesValid[.inhibitory][row] = false
  }

  /// Steps per second of the driver's pulse that a row makes on one line; see
  /// ``Synram/rowRates(_:line:)``.
  func rowRates(_ row: Int, line: ColumnLine) -> UnsafePointer<Float> {
    let base = rates[line].base + row * rateStride
    if !areRatesValid[line][row] {
      fillRates(row, line, base)
      areRatesValid[line][row] = true
    }
    return UnsafePointer(base)
  }

  /// Rates of all rows on one line; see ``Synram/macRates(drivers:line:)``.
  func macRates(drivers count: Int, line: ColumnLine) -> UnsafePointer<Float> {
    let row = line == .excitatory ? 1 : 0
    for driver in 0..<count { _ = rowRates(2 * driver + row, line: line) }
    return UnsafePointer(rates[line].base)
  }

  private func fillRates(_ row: Int, _ line: ColumnLine, _ out: UnsafeMutablePointer<Float>) {
    let gains = drivers.settings[row / 2].isModulated ? lineGains[line] : unmodulatedGains
    let (elastances, scale) = (elastances[line], currentRateScale())
    let share = row % 2 == 0 ? drivers.bottomFactors[row / 2] : 1
    let synapses = row * columns..<(row + 1) * columns
    weights[synapses].withUnsafeBufferPointer { weights in
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
          * circuit.spreads.quadrant.factor(circuit.mismatch.quadrantCurrent[side]))
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
    let label = uniformLabels[target.row]
    return label == Self.mixedLabels || label == Int16(target.label)
  }

  /// Adds the steps that a pulse on a row makes on the lines it is connected to.
  func add(_ pulse: EnablePulse, on target: Target, to steps: LineSteps) {
    guard answers(target) else { return }
    let driver = target.row / 2
    if !areDistancesValid[driver] { fillDistances(driver) }
    let distances = distances.base + driver * rateStride
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
    guard uniformLabels[target.row] == Self.mixedLabels else { return all }
    let first = target.row * columns
    for j in 0..<columns { masked[j] = labels[first + j] == target.label ? all[j] : 0 }
    return UnsafePointer(masked.base)
  }
}

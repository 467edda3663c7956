internal import CKernels
internal import Glibc
internal import SimulationCore

/// The synapses of one hemisphere: weights and labels as their memory holds them, and the steps that
/// a pulse on a row makes on the column lines.
final class SynapseArray {
  /// Columns of the array.
  let columns: Int
  /// Floats from one row's rates to the next row's.
  let rateStride: Int
  /// The distance factors of each driver's columns, ``rateStride`` apart.
  let distances: FloatBuffer

  private let parameters: SynramParameters
  private let effects: EffectScales
  private let mismatch: SynramMismatch
  private let faults: SynramFaults
  private let dac: SynapseDAC
  private let drivers: SynapseDrivers
  private var biases = SynramBiases()
  private var weights: [UInt8]
  private var labels: [UInt8]
  private var uniformLabels: [Int16]
  /// Steps per second of the top row's pulse on the excitatory and inhibitory lines, row-major;
  /// made on demand.
  private let rates: [FloatBuffer]
  private var areRatesValid: [Bool]
  private var rateScale: RateScale?
  private var elastances: [[Float]]
  /// Most that one event can move a line.
  private var largestStep = Float.infinity
  private let masked: FloatBuffer

  private static let mixedLabels: Int16 = -1
  /// A cache line more than a row, so that the rows of one column do not share the few lines that a
  /// first cache has for one place.
  private static let ratePadding = 16

  init(
    drivers: SynapseDrivers, mismatch: SynramMismatch, faults: SynramFaults, distances: [[Float]]
  ) {
    let law = drivers.law
    (parameters, effects) = (law.parameters, law.effects)
    (self.drivers, self.mismatch, self.faults) = (drivers, mismatch, faults)
    dac = SynapseDAC(parameters: parameters, mismatch: mismatch, effects: effects)
    columns = mismatch.columnTurnOn.count
    let rows = 2 * drivers.count
    labels = [UInt8](repeating: 0, count: rows * columns)
    weights = labels.indices.map { faults.weight(0, synapse: $0) }
    uniformLabels = [Int16](repeating: 0, count: rows)
    rateStride = columns + Self.ratePadding
    rates = [FloatBuffer(count: rows * rateStride), FloatBuffer(count: rows * rateStride)]
    areRatesValid = [Bool](repeating: false, count: 2 * rows)
    elastances = [[Float]](repeating: [Float](repeating: 0, count: columns), count: 2)
    masked = FloatBuffer(count: columns)
    self.distances = FloatBuffer(count: drivers.count * rateStride)
    for (driver, row) in distances.enumerated() {
      for j in 0..<columns { self.distances[driver * rateStride + j] = row[j] }
    }
  }

  // MARK: - Memory

  /// Sets one synapse's weight 0…63.
  func setWeight(_ weight: UInt8, row: Int, column: Int) {
    let index = row * columns + column
    let kept = faults.weight(weight, synapse: index)
    guard weights[index] != kept else { return }
    weights[index] = kept
    invalidate(row)
  }

  /// Sets one synapse's label 0…63.
  func setLabel(_ label: UInt8, row: Int, column: Int) {
    labels[row * columns + column] = label
    noteLabels(row)
  }

  /// Sets a row's weights and labels at once.
  func setRow(
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
  func weight(row: Int, column: Int) -> UInt8 { weights[row * columns + column] }

  /// One synapse's label.
  func label(row: Int, column: Int) -> UInt8 { labels[row * columns + column] }

  /// Whether all synapses of a row carry `label`.
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

  /// What a charge leaves on each line, and the most that one event can move a line.
  func setLineElastances(_ new: [[Float]], largestStep: Float) {
    guard elastances != new || self.largestStep != largestStep else { return }
    elastances = new
    self.largestStep = largestStep
    forgetRates()
  }

  /// Makes all rates anew when they are asked for.
  func forgetRates() {
    rateScale = nil
    for index in areRatesValid.indices { areRatesValid[index] = false }
  }

  /// The same for the rows of one driver.
  func forgetRates(ofDriver driver: Int) {
    invalidate(2 * driver)
    invalidate(2 * driver + 1)
  }

  private func invalidate(_ row: Int) {
    areRatesValid[2 * row] = false
    areRatesValid[2 * row + 1] = false
  }

  /// Steps per second of the driver's pulse that a row makes on one line; see
  /// ``Synram/rowRates(_:line:)``.
  func rowRates(_ row: Int, line: Int) -> UnsafePointer<Float> {
    let base = rates[line].base + row * rateStride
    if !areRatesValid[2 * row + line] {
      fillRates(row, line, base)
      areRatesValid[2 * row + line] = true
    }
    return UnsafePointer(base)
  }

  /// The rates of all rows on one line; see ``Synram/macRates(drivers:line:)``.
  func macRates(drivers count: Int, line: Int) -> UnsafePointer<Float> {
    for driver in 0..<count { _ = rowRates(2 * driver + 1 - line, line: line) }
    return UnsafePointer(rates[line].base)
  }

  private func fillRates(_ row: Int, _ line: Int, _ out: UnsafeMutablePointer<Float>) {
    let spread = Float(parameters.synapseSpread * effects[.synapseMismatch])
    let isModulated = drivers.settings[row / 2].isModulated
    let lineSpread =
      isModulated ? Float(parameters.lineGainSpread * effects[.driverLineGain]) : 0
    let half = columns / 2
    let scale = currentRateScale()
    let share = row % 2 == 0 ? drivers.bottomFactors[row / 2] : 1
    for side in 0...1 {
      for j in side * half..<(side + 1) * half {
        let index = row * columns + j
        let error = spread * mismatch.synapse[index]
        let factor = faults.isDead(synapse: index) ? 0 : max(0, 1 + error)
        let gain = max(0, 1 + lineSpread * mismatch.lineGain[line][j])
        let rate = scale.currents[side][Int(weights[index])] * factor * share * gain
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
    let currents = [biases.left, biases.right].enumerated().map { side, block -> [Float] in
      let scale = parameters.synapseSlewRate * block.synapseDAC * quadrantFactor(side)
      return dac.currents[side].map { Float($0 * scale) }
    }
    let scale = RateScale(
      currents: currents, largest: largestStep / Float(drivers.longestPulse))
    rateScale = scale
    return scale
  }

  // MARK: - Events

  /// Whether any synapse of a row can answer to a label.
  func answers(_ row: Int, _ line: RowLine, _ label: UInt8) -> Bool {
    guard line != .disabled else { return false }
    return uniformLabels[row] == Self.mixedLabels || uniformLabels[row] == Int16(label)
  }

  /// Adds the steps that a pulse on a row makes on the lines it is connected to.
  func add(
    _ row: Int, _ line: RowLine, _ label: UInt8, seam: Float, distance: Float,
    excitatory: FloatBuffer, inhibitory: FloatBuffer
  ) {
    guard answers(row, line, label) else { return }
    if line.isExcitatory { add(row, 0, label, seam, distance, excitatory) }
    if line.isInhibitory { add(row, 1, label, seam, distance, inhibitory) }
  }

  private func add(
    _ row: Int, _ line: Int, _ label: UInt8, _ seam: Float, _ distance: Float, _ out: FloatBuffer
  ) {
    let all = rowRates(row, line: line)
    let factors = distances.base + row / 2 * rateStride
    if uniformLabels[row] == Self.mixedLabels {
      for j in 0..<columns { masked[j] = labels[row * columns + j] == label ? all[j] : 0 }
      bss_row_steps(masked.base, seam, distance, factors, UInt32(columns), out.base)
    } else if uniformLabels[row] == Int16(label) {
      bss_row_steps(all, seam, distance, factors, UInt32(columns), out.base)
    }
  }
}

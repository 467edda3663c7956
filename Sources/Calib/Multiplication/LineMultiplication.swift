public import ChipModel
import Containers
public import Coordinates

/// Multiplication of vectors with a matrix on the synaptic lines of one hemisphere, for chips
/// calibrated for it.
///
/// calix: `hagen.multiplication.Multiplication`.
///
/// Vector entries are activations 0...31, one for each synapse row. A result is how far a line
/// drops, in CADC LSB. With signs, an output takes two columns: weights above zero stand in the
/// even, the magnitudes of those below in the odd one, and the results are subtracted.
public struct LineMultiplication {
  /// Rows of the array: the largest number of entries of one vector.
  public static let rowCount = SynapseRowOnSynram.count
  /// Columns of the array.
  public static let columnCount = SynapseOnSynapseRow.count

  /// A Boolean value that is true when weights have signs.
  public let isSigned: Bool
  /// The array that is used.
  public let synram: SynramOnDLS
  private let multiplication: SyninMultiplication

  /// The number of results of one vector: 256 without, 128 with signs.
  public var outputCount: Int { isSigned ? Self.columnCount / 2 : Self.columnCount }

  /// Prepares a calibrated chip: all drivers listen, both rows act on the excitatory line.
  ///
  /// - Parameters:
  ///   - chip: a chip that holds the calibration.
  ///   - calibration: the calibration, for the drivers.
  ///   - synram: the array.
  ///   - isSigned: true for weights with signs.
  ///   - numSends: the number of times that a vector is sent, at least 1.
  ///   - waitPeriod: FPGA cycles between two events, at least 1.
  /// - Throws: ``CalibError/outOfRange(what:value:lower:upper:)``, `ChipError` from the chip.
  public init(
    _ chip: Chip, calibration: HagenSyninCalibResult, synram: SynramOnDLS,
    isSigned: Bool = true, numSends: Int = 1, waitPeriod: Int = 4
  ) throws {
    try requireInRange("numSends", [Double(numSends)], 1...1000)
    try requireInRange("waitPeriod", [Double(waitPeriod)], 1...1_000_000)
    self.isSigned = isSigned
    self.synram = synram
    let session = CalibSession(chip: chip, seed: 0)
    session.setDriverOffsets(calibration.synapseDriver.hagenDACOffset)
    try session.run()
    multiplication = SyninMultiplication(
      session: session, waitPeriod: waitPeriod, sendCount: numSends)
  }

  /// Multiplies vectors with a matrix.
  ///
  /// - Parameters:
  ///   - vectors: 256 activations 0...31 each.
  ///   - matrix: 256 rows of ``outputCount`` weights, 0...63 or -63...63.
  /// - Returns: ``outputCount`` drops for each vector, in CADC LSB.
  /// - Throws: ``CalibError`` for wrong shapes and values, `ChipError` from the chip.
  public func multiply(
    _ vectors: [[HagenActivation]], _ matrix: [[Int]]
  ) throws -> [[Double]] {
    for vector in vectors { try requireCount("vector entries", vector.count, Self.rowCount) }
    let ticket = multiplication.queue(
      synram, weights: try weights(matrix), vectors: vectors, runs: 1)
    let results = try multiplication.session.run()
    let drops = try ticket.drops(in: results)
    guard isSigned else { return drops }
    return drops.map(difference)
  }

  /// Returns the drops of even minus those of odd columns.
  private func difference(_ drop: [Double]) -> [Double] {
    (0..<outputCount).map { (output: Int) -> Double in drop[2 * output] - drop[2 * output + 1] }
  }

  /// Multiplies vectors of any length: splits them into blocks of rows, and adds the results.
  ///
  /// - Parameters:
  ///   - vectors: activations 0...31, all of one length.
  ///   - matrix: as many rows as the vectors have entries, at most ``outputCount`` columns.
  ///   - rowRepeats: the number of copies of each block in the array, which gain amplitude; nil for
  ///     as many as fit. All entries come in turn before any is repeated.
  /// - Returns: as many results for each vector as the matrix has columns, in CADC LSB.
  /// - Throws: see ``multiply(_:_:)``.
  public func autoMultiply(
    _ vectors: [[HagenActivation]], _ matrix: [[Int]], rowRepeats: Int? = 1
  ) throws -> [[Double]] {
    let length = matrix.count
    for vector in vectors { try requireCount("vector entries", vector.count, length) }
    let width = matrix.first?.count ?? 0
    try requireInRange("matrix columns", [Double(width)], 1...Double(outputCount))
    for row in matrix { try requireCount("matrix columns", row.count, width) }
    let repeats = rowRepeats ?? max(1, Self.rowCount / max(length, 1))
    try requireInRange("rowRepeats", [Double(repeats)], 1...Double(Self.rowCount))
    let blockLength = Self.rowCount / repeats
    var sums = [[Double]](
      repeating: [Double](repeating: 0, count: width), count: vectors.count)
    for start in stride(from: 0, to: length, by: blockLength) {
      let rows = start..<min(start + blockLength, length)
      let parts = vectors.map { padded(Array($0[rows]), repeats, filler: 0) }
      let fill = [Int](repeating: 0, count: outputCount - width)
      let block = padded(
        matrix[rows].map { $0 + fill }, repeats,
        filler: [Int](repeating: 0, count: outputCount))
      let products = try multiply(parts, block)
      for (vector, product) in products.enumerated() {
        for column in 0..<width { sums[vector][column] += product[column] }
      }
    }
    return sums
  }

  /// Returns repetitions of a block, filled up to the number of rows.
  private func padded<Element>(
    _ block: [Element], _ repeats: Int, filler: Element
  ) -> [Element] {
    let repeated = (0..<repeats).flatMap { _ in block }
    return repeated + [Element](repeating: filler, count: Self.rowCount - repeated.count)
  }

  /// Returns the weights of the array, row-major.
  private func weights(_ matrix: [[Int]]) throws -> [UInt8] {
    try requireCount("matrix rows", matrix.count, Self.rowCount)
    let range = isSigned ? -63.0...63.0 : 0...63
    for row in matrix {
      try requireCount("matrix columns", row.count, outputCount)
      try requireInRange("weights", row.map(Double.init), range)
    }
    guard isSigned else { return matrix.joined().map { UInt8($0) } }
    return matrix.joined().flatMap { [UInt8(max($0, 0)), UInt8(max(-$0, 0))] }
  }
}

/// Which columns and which input vectors measure which synapse drivers of a hemisphere.
///
/// Several drivers are measured with one vector, each on columns of its own. The columns of a
/// driver are scattered over the whole array, and half of the blocks count backwards, because
/// synapses near the middle of the array give more than those at its ends. calix:
/// `SynapseDriverMeasurement`.
struct DriverPattern: Equatable, Sendable {
  static let driverCount = 128
  static let rowCount = 256
  static let columnCount = 256
  static let blockWidth = 32
  /// Blocks of columns that count from right to left.
  static let reversedBlocks: Set<Int> = [1, 3, 4, 6]

  /// How many drivers share a vector: a power of two up to 32.
  let parallelCount: Int

  init(parallelCount: Int) {
    precondition(
      parallelCount >= 1 && parallelCount <= Self.blockWidth
        && parallelCount & (parallelCount - 1) == 0,
      "drivers are measured in groups of a power of two, at most 32")
    self.parallelCount = parallelCount
  }

  /// The number of vectors that reach all drivers.
  var vectorCount: Int { Self.driverCount / parallelCount }

  /// The vector that holds a driver.
  func vector(of driver: Int) -> Int { driver / parallelCount }

  /// The group of columns a column belongs to, 0..<parallelCount.
  func group(ofColumn column: Int) -> Int {
    let position = column % Self.blockWidth
    let isReversed = Self.reversedBlocks.contains(column / Self.blockWidth)
    return (isReversed ? Self.blockWidth - 1 - position : position) % parallelCount
  }

  /// The columns of a driver, ascending.
  func columns(of driver: Int) -> [Int] {
    let group = driver % parallelCount
    return (0..<Self.columnCount).filter { self.group(ofColumn: $0) == group }
  }

  /// The matrix for all vectors, row-major: the weight where a row meets its driver's columns.
  func weights(_ weight: UInt8) -> [UInt8] {
    let groups = (0..<Self.columnCount).map(group(ofColumn:))
    var matrix = [UInt8](repeating: 0, count: Self.rowCount * Self.columnCount)
    for row in 0..<Self.rowCount {
      let group = row / 2 % parallelCount
      for column in 0..<Self.columnCount where groups[column] == group {
        matrix[row * Self.columnCount + column] = weight
      }
    }
    return matrix
  }

  /// The entries of one vector, one for each row.
  func entries(vector: Int, activation: Int) -> [Int] {
    (0..<Self.rowCount).map { self.vector(of: $0 / 2) == vector ? activation : 0 }
  }

  /// The amplitude of each driver: the median over its columns of the vector that holds it.
  ///
  /// - Parameters:
  ///   - drops: the drop of each column, one array for each vector.
  ///   - isUsable: the columns that are read correctly.
  /// - Returns: one amplitude for each driver; 0 for one without a usable column.
  func amplitudes(_ drops: [[Double]], isUsable: [Bool]) -> [Double] {
    let columnsOfGroup = (0..<parallelCount).map { columns(of: $0).filter { isUsable[$0] } }
    return (0..<Self.driverCount).map { driver in
      let columns = columnsOfGroup[driver % parallelCount]
      guard !columns.isEmpty else { return 0 }
      let row = drops[vector(of: driver)]
      return median(columns.map { row[$0] })
    }
  }
}

import Coordinates
import Statistics

/// The columns and input vectors that measure each synapse driver of a hemisphere.
///
/// Several drivers are measured with one vector, each on columns of its own. The columns of a
/// driver are scattered over the whole array, and half of the blocks count backwards, because
/// synapses near the middle of the array give more than those at its ends. calix:
/// `SynapseDriverMeasurement`.
struct DriverPattern: Equatable, Sendable {
  /// The number of columns of a block, and the largest number of drivers that share a vector.
  static let blockWidth = 32
  /// Blocks of columns that count from right to left.
  static let reversedBlocks: Set<Int> = [1, 3, 4, 6]

  /// The number of drivers that share a vector: a power of two up to 32.
  let parallelCount: Int

  init(parallelCount: Int) {
    precondition(
      parallelCount >= 1 && parallelCount <= Self.blockWidth
        && parallelCount & (parallelCount - 1) == 0,
      "drivers are measured in groups of a power of two, at most 32")
    self.parallelCount = parallelCount
  }

  /// The number of vectors that reach all drivers.
  var vectorCount: Int { SynapseDriverOnSynapseDriverBlock.count / parallelCount }

  /// Returns the index of the vector that holds a driver.
  func vector(of driver: SynapseDriverOnSynapseDriverBlock) -> Int {
    driver.value / parallelCount
  }

  /// Returns the group of columns that a driver is measured on, 0..<parallelCount.
  private func group(of driver: SynapseDriverOnSynapseDriverBlock) -> Int {
    driver.value % parallelCount
  }

  /// Returns the group that a column belongs to, 0..<parallelCount.
  private func group(of column: SynapseOnSynapseRow) -> Int {
    let position = column.value % Self.blockWidth
    let isReversed = Self.reversedBlocks.contains(column.value / Self.blockWidth)
    return (isReversed ? Self.blockWidth - 1 - position : position) % parallelCount
  }

  /// Returns the columns of a driver, ascending.
  func columns(of driver: SynapseDriverOnSynapseDriverBlock) -> [SynapseOnSynapseRow] {
    SynapseOnSynapseRow.allCases.filter { group(of: $0) == group(of: driver) }
  }

  /// Returns the matrix for all vectors, row-major: the weight where a row meets its driver's
  /// columns.
  func weights(_ weight: UInt8) -> [UInt8] {
    let groups = SynapseOnSynapseRow.allCases.map { group(of: $0) }
    return SynapseRowOnSynram.allCases.flatMap { row -> [UInt8] in
      let group = group(of: row.toSynapseDriverOnSynapseDriverBlock())
      return groups.map { $0 == group ? weight : 0 }
    }
  }

  /// Returns the entries of one vector, one for each row.
  func entries(vector: Int, activation: HagenActivation) -> [HagenActivation] {
    SynapseRowOnSynram.allCases.map {
      self.vector(of: $0.toSynapseDriverOnSynapseDriverBlock()) == vector ? activation : 0
    }
  }

  /// Returns the amplitude of each driver: the median over its columns of the vector that holds it.
  ///
  /// - Parameters:
  ///   - drops: the drop of each column, one array for each vector.
  ///   - isUsable: the columns that are read correctly.
  /// - Returns: one amplitude for each driver; 0 for one without a usable column.
  func amplitudes(_ drops: [[Double]], isUsable: [Bool]) -> [Double] {
    let columnsOfGroup = SynapseDriverOnSynapseDriverBlock.allCases.prefix(parallelCount).map {
      columns(of: $0).filter { isUsable[$0.value] }
    }
    return SynapseDriverOnSynapseDriverBlock.allCases.map { driver in
      let columns = columnsOfGroup[group(of: driver)]
      guard !columns.isEmpty else { return 0 }
      let row = drops[vector(of: driver)]
      return median(columns.map { row[$0.value] })
    }
  }
}

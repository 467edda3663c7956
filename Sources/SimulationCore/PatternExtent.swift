/// Number of the numbers of a row.
public enum PatternExtent: Sendable, Hashable {
  /// A fixed number of them.
  case numbers(Int)
  /// One for each driver of a hemisphere.
  case drivers
  /// One for each driver and code, by driver.
  case codes
  /// One for each column of a hemisphere.
  case columns
  /// One for each driver and column, by driver.
  case enableLines
  /// One for each synapse, row by row.
  case synapses
  /// One for each cell of the CapMem, block by block.
  case cells
  /// One for each block of the CapMem.
  case blocks

  /// The number on a chip of some size.
  public func count(on size: PatternSize) -> Int {
    switch self {
    case .numbers(let count): count
    case .drivers: size.drivers
    case .codes: size.drivers * size.codes
    case .columns: size.columns
    case .enableLines: size.drivers * size.columns
    case .synapses: size.drivers * size.rowsPerDriver * size.columns
    case .cells: size.blocks * size.cellsPerBlock
    case .blocks: size.blocks
    }
  }
}

/// Size of a chip, as far as its pattern depends on it.
public struct PatternSize: Hashable, Sendable {
  let drivers: Int
  let rowsPerDriver: Int
  let codes: Int
  let columns: Int
  let blocks: Int
  let cellsPerBlock: Int

  /// A chip whose hemispheres have `drivers` by `columns`.
  public init(
    drivers: Int, rowsPerDriver: Int, codes: Int, columns: Int, blocks: Int, cellsPerBlock: Int
  ) {
    self.drivers = drivers
    self.rowsPerDriver = rowsPerDriver
    self.codes = codes
    self.columns = columns
    self.blocks = blocks
    self.cellsPerBlock = cellsPerBlock
  }
}

// halco: include/halco/hicann-dls/vx/v3/capmem.h

extension CapMemCellOnDLS {
  /// The one coordinate that halco keeps in the namespace of chip revision 3.
  public static var halcoTypeName: String { "halco::hicann_dls::vx::v3::CapMemCellOnDLS" }

  /// The cell at a column and a row of a block.
  @inlinable public init(
    _ column: CapMemColumnOnCapMemBlock, _ row: CapMemRowOnCapMemBlock, _ block: CapMemBlockOnDLS
  ) {
    self.init(CapMemCellOnCapMemBlock(column, row), block)
  }

  /// The cell that holds a parameter of a neuron.
  @inlinable public init(_ row: NeuronCapMemRow, of neuron: AtomicNeuronOnDLS) {
    self.init(
      neuron.toCapMemColumnOnCapMemBlock(), row.toCapMemRowOnCapMemBlock(),
      neuron.toCapMemBlockOnDLS())
  }

  /// Column (x) inside the block.
  @inlinable public var x: CapMemColumnOnCapMemBlock { local.x }

  /// Row (y) inside the block.
  @inlinable public var y: CapMemRowOnCapMemBlock { local.y }

  /// The cell inside its block.
  @inlinable public func toCapMemCellOnCapMemBlock() -> CapMemCellOnCapMemBlock { local }

  /// The block.
  @inlinable public func toCapMemBlockOnDLS() -> CapMemBlockOnDLS { block }

  /// The neuron and the parameter that the cell holds; nil for shared cells.
  @inlinable public func toNeuronCapMemRow() -> (row: NeuronCapMemRow, neuron: AtomicNeuronOnDLS)? {
    guard x.value < NeuronConfigOnNeuronConfigBlock.count,
      let row = NeuronCapMemRow(rawValue: y.rawValue)
    else { return nil }
    let column = NeuronConfigOnNeuronConfigBlock(unchecked: x.rawValue)
    let config = NeuronConfigOnDLS(column, NeuronConfigBlockOnDLS(block))
    return (row, config.toAtomicNeuronOnDLS())
  }
}

extension UnusedCapMemCellOnDLS {
  /// The cell, chip-wide.
  ///
  /// The first five are what the lower right shared column leaves over, then come the free cells
  /// of column 129 block by block: rows 0…7 and 15…22 of block 0, rows 0…22 of the others.
  public func toCapMemCellOnDLS() -> CapMemCellOnDLS {
    let (block, column, row) = place
    return CapMemCellOnDLS(
      CapMemColumnOnCapMemBlock(unchecked: column), CapMemRowOnCapMemBlock(unchecked: row),
      CapMemBlockOnDLS(unchecked: block))
  }

  private var place: (block: Int, column: Int, row: Int) {
    switch value {
    case 0: (1, 128, 23)
    case 1: (3, 128, 23)
    case 2...4: (2, 128, 21 + value - 2)
    case 5...12: (0, 129, value - 5)
    case 13...20: (0, 129, 15 + value - 13)
    default: ((value - 21) / 23 + 1, 129, (value - 21) % 23)
    }
  }
}

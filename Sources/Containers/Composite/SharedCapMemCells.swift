public import Coordinates

/// The CapMem cells in the columns 128 and 129 of each block, which belong to no neuron.
public struct SharedCapMemCells: Hashable, Sendable {
  private var cells: [CapMemCell]

  /// All cells 0.
  public init() { cells = [CapMemCell](repeating: CapMemCell(), count: Self.places.count) }

  /// A CapMem cell that belongs to no neuron.
  public struct Place: Hashable, Sendable {
    /// The cell on the chip.
    public let cell: CapMemCellOnDLS
    fileprivate let index: Int
  }

  /// All places, block by block.
  public static let places = CapMemCellOnDLS.allCases
    .filter { $0.local.x.value >= NeuronConfigOnNeuronConfigBlock.count }
    .enumerated().map { Place(cell: $0.element, index: $0.offset) }

  private static let placeOfCell = Dictionary(uniqueKeysWithValues: places.map { ($0.cell, $0) })

  /// The cell at a place.
  public subscript(place: Place) -> CapMemCell {
    get { cells[place.index] }
    set { cells[place.index] = newValue }
  }
}

extension SharedCapMemCells.Place {
  /// The place of a cell; nil for a cell of a neuron, which `AtomicNeuron` holds.
  public init?(_ cell: CapMemCellOnDLS) {
    guard let place = SharedCapMemCells.placeOfCell[cell] else { return nil }
    self = place
  }
}

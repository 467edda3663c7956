public import Coordinates

/// The CapMem cells in the columns 128 and 129 of each block, which belong to no neuron.
public struct SharedCapMemCells: Hashable, Sendable {
  private var cells: [CapMemCell]

  /// All cells 0.
  public init() { cells = [CapMemCell](repeating: CapMemCell(), count: Self.places.count) }

  /// Their places, block by block.
  public static let places = CapMemCellOnDLS.allCases.filter { isShared($0) }

  private static let indices = Dictionary(
    uniqueKeysWithValues: places.enumerated().map { ($0.element, $0.offset) })

  private static func isShared(_ place: CapMemCellOnDLS) -> Bool {
    place.local.x.value >= NeuronConfigOnNeuronConfigBlock.count
  }

  /// The cell at a place; setting a neuron's cell does nothing, reading one gives the default.
  public subscript(place: CapMemCellOnDLS) -> CapMemCell {
    get { Self.indices[place].map { cells[$0] } ?? CapMemCell() }
    set { if let index = Self.indices[place] { cells[index] = newValue } }
  }
}

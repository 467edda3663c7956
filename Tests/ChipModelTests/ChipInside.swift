import Coordinates

@testable import ChipModel

/// The inside of a chip, for tests.
extension Chip {
  /// Both hemispheres, top first, with all their actions performed.
  var hemispheres: [HemisphereMachine] { HemisphereOnDLS.allCases.map(bus.actions.settled) }

  /// Brings both hemispheres' biases and columns up to the present.
  func prepare() {
    bus.prepareAll()
    bus.actions.perform()
  }

  /// Returns whether a batch takes the fast kernel.
  func canLower(_ batch: MACBatch) -> Bool { engine.canLower(batch) }
}

extension CapMem {
  /// Index of a cell from its block, column and row.
  static func index(block: Int, column: Int, row: Int) -> Int {
    index(
      of: CapMemCellOnDLS(
        CapMemColumnOnCapMemBlock(unchecked: column), CapMemRowOnCapMemBlock(unchecked: row),
        CapMemBlockOnDLS(unchecked: block)))
  }
}

extension SpikeLabel {
  /// The event of activation 31 for the first driver.
  static let strongest = SpikeLabel(0, 31) ?? SpikeLabel()
}

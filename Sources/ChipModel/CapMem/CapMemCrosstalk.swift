internal import SimulationCore

/// Crosstalk between cells: all cells of one row of a block that hold one code are refreshed at
/// the same moment and load the common ramp, so that each falls a little, in proportion to the
/// number of the others. Spreading values over some codes avoids it. calix: `CapMemCalib` adds
/// noise to equal settings.
struct CapMemCrosstalk {
  private static let codeCount = 1024
  /// Cells by block, row and code.
  private var counts: [UInt16]
  private let fallPerCell: Double

  /// Nothing where the effect is off.
  init?(parameters: CapMemParameters, effects: EffectScales) {
    guard effects.isOn(.capMemCrosstalk) else { return nil }
    let others = Double(CapMem.columnCount - 1)
    fallPerCell = parameters.crosstalk * effects[.capMemCrosstalk] / others
    counts = [UInt16](
      repeating: 0, count: CapMem.blockCount * CapMem.rowCount * Self.codeCount)
    for group in 0..<CapMem.blockCount * CapMem.rowCount {
      counts[group * Self.codeCount] = UInt16(CapMem.columnCount)
    }
  }

  private func slot(_ index: Int, _ code: UInt16) -> Int {
    let block = index / CapMem.cellCount
    return (block * CapMem.rowCount + index % CapMem.rowCount) * Self.codeCount
      + Int(code % UInt16(Self.codeCount))
  }

  /// Counts all cells anew.
  mutating func recount(_ codes: [UInt16]) {
    for slot in counts.indices { counts[slot] = 0 }
    for (index, code) in codes.enumerated() { counts[slot(index, code)] += 1 }
  }

  /// A cell goes from one code to another.
  mutating func move(_ index: Int, from old: UInt16, to new: UInt16) {
    counts[slot(index, old)] -= 1
    counts[slot(index, new)] += 1
  }

  /// Fall of a cell with a code, in LSB. Cells that are not refreshed load nothing.
  func fall(_ index: Int, code: UInt16) -> Double {
    guard Int(code) != CapMem.refreshDisabled else { return 0 }
    return fallPerCell * Double(counts[slot(index, code)] - 1)
  }
}

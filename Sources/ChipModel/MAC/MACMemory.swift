internal import Coordinates

/// Memory of the last product: programs that load its weights, and whether batches may be lowered. Both
/// hold while the registers stay as they are, so that a product that is repeated with other inputs prepares
/// nothing.
final class MACMemory {
  private var product: MatrixMultiplication?
  /// Programs of the product's chip runs, with the changes of registers after they were built.
  private var programs: [Int: (program: PlaybackProgram, changes: Int)] = [:]
  private var lowering: (key: LoweringKey, isPossible: Bool)?

  /// Chip runs of a product that are remembered at most: their programs take 8 MB, and their rows with what
  /// is computed from them 53 MB.
  private static let mostRuns = 32

  /// All that decides whether a batch may be lowered.
  struct LoweringKey: Equatable {
    let registerChanges: Int
    let labelChanges: [Int]
    /// Rows and columns of each hemisphere's tile.
    let sizes: [Int]
    let waitBetweenEvents: Int
  }

  /// Returns the program that loads the weights of a chip run, if the registers are as it needs them.
  func program(run: Int, of new: MatrixMultiplication, changes: Int) -> PlaybackProgram? {
    guard let product, let known = programs[run], known.changes == changes,
      product.hasWeights(of: new)
    else { return nil }
    // The next comparison with the same caller's matrix is one of addresses.
    self.product = new
    return known.program
  }

  /// Keeps the part of a program that loads weights, now that registers are as it needs them.
  func remember(
    _ program: PlaybackProgram, run: Int, of new: MatrixMultiplication, changes: Int
  ) {
    if product.map({ !$0.hasWeights(of: new) }) ?? true { programs = [:] }
    product = new
    guard run < Self.mostRuns else { return }
    let runs = (new.tiles.count + HemisphereOnDLS.count - 1) / HemisphereOnDLS.count
    programs[run] = (program.synapsesOnly(keepingRows: runs > 1), changes)
  }

  /// Returns whether a batch may be lowered, as `isPossible` finds out unless it is known.
  func canLower(_ key: LoweringKey, _ isPossible: () -> Bool) -> Bool {
    if let lowering, lowering.key == key { return lowering.isPossible }
    let isPossible = isPossible()
    lowering = (key, isPossible)
    return isPossible
  }
}

extension PlaybackProgram {
  /// The instructions that write synapses, with memory for their rows if those are kept.
  fileprivate func synapsesOnly(keepingRows: Bool) -> PlaybackProgram {
    let writes = instructions.compactMap { instruction -> Instruction? in
      guard case .synapses(var rows) = instruction else { return nil }
      if keepingRows { rows.place = SynapsePlace() }
      return .synapses(rows)
    }
    return PlaybackProgram(instructions: writes, slotCount: 0, identity: identity)
  }
}

internal import SimulationCore

/// The CapMem cells that are still on their way to a new value.
///
/// Every conversion to biases asks for most cells of a hemisphere, so that a table of all cells says
/// where the motion of each is.
struct CellMotions: Sendable {
  /// Analog code at the time of the last write, and that time.
  struct Motion: Sendable {
    var start: Double
    var since: PPUCycles
  }

  /// Cells with their motions, in the order in which they began to move.
  private var motions: [(cell: Int, motion: Motion)] = []
  /// Place of each cell's motion in `motions`, counted from 1; 0 for cells at rest.
  private var places = [UInt16](repeating: 0, count: CapMem.indices.count)

  /// All cells at rest.
  init() {}

  /// Some cells on their way.
  init(_ motions: [Int: Motion]) {
    for (cell, motion) in motions { begin(cell, motion) }
  }

  /// Tells whether all cells are at rest.
  var isEmpty: Bool { motions.isEmpty }

  /// All motions, by cell.
  var all: [Int: Motion] { Dictionary(uniqueKeysWithValues: motions.map { ($0.cell, $0.motion) }) }

  /// Motion of a cell; nil for a cell at rest.
  subscript(cell: Int) -> Motion? {
    let place = Int(places[cell])
    return place > 0 ? motions[place - 1].motion : nil
  }

  /// Lets a cell move, whether it has moved before or not.
  mutating func begin(_ cell: Int, _ motion: Motion) {
    if places[cell] > 0 {
      motions[Int(places[cell]) - 1].motion = motion
    } else {
      motions.append((cell, motion))
      places[cell] = UInt16(motions.count)
    }
  }

  /// Forgets the motions of which a condition on their beginning does not hold.
  mutating func keep(where holds: (PPUCycles) -> Bool) {
    let going = motions.filter { holds($0.motion.since) }
    guard going.count < motions.count else { return }
    self = CellMotions()
    for entry in going { begin(entry.cell, entry.motion) }
  }
}

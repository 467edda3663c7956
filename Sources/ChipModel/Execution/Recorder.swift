internal import Columns
internal import SimulationCore

/// Potentials of one neuron at equal distances: what the MADC or a probe collects.
struct Recorder {
  /// Row * 256 + column.
  let neuron: Int
  /// Time of the first sample in ticks of 2 ns since the chip's reset.
  let startTick: Int64
  /// Distance of samples in ticks of 2 ns.
  let ticks: Int64
  /// No sample is taken at this time or later.
  var end = PPUCycles(.max)
  private(set) var samples: [ColumnPotentials] = []
  /// Samples that found no room.
  private(set) var hasOverflown = false

  /// Samples that a recording may hold: 1.1 s of the MADC; ten times as long would not fit into
  /// the memory of most machines.
  static let capacity = 1 << 25

  init(neuron: Int, startTick: Int64, ticks: Int64) {
    self.neuron = neuron
    self.startTick = startTick
    self.ticks = ticks
  }

  /// A recording from a time on.
  init(neuron: Int, start: PPUCycles, ticks: Int64) {
    self.init(neuron: neuron, startTick: start.count * Self.ticksPerPPUCycle, ticks: ticks)
  }

  static let ticksPerPPUCycle: Int64 = 2

  /// Time of the first sample, rounded down.
  var start: PPUCycles { PPUCycles(startTick / Self.ticksPerPPUCycle) }

  /// Hemisphere of the neuron.
  var hemisphere: Int { neuron / Hemisphere.columnCount }

  /// Column of the neuron in its hemisphere.
  var column: Int { neuron % Hemisphere.columnCount }

  /// Time of the next sample, rounded down to a PPU cycle.
  private var next: PPUCycles {
    PPUCycles((startTick + Int64(samples.count) * ticks) / Self.ticksPerPPUCycle)
  }

  /// Takes the samples that fall before `target`; looks ahead without touching the columns.
  mutating func take(from columns: Columns, until target: PPUCycles) {
    let limit = min(target, end)
    guard next < limit else { return }
    let outlook = columns.outlook(column: column)
    while next < limit {
      guard samples.count < Self.capacity else {
        hasOverflown = true
        return
      }
      samples.append(outlook.potentials(at: max(next, outlook.time)))
    }
  }

  /// Refuses a recording that ran out of room.
  func checkRoom() throws(ChipError) {
    guard !hasOverflown else { throw .recordingTooLong(samples: Self.capacity) }
  }
}

/// A probe in progress: the watched neurons, and what happens around them.
struct Probe {
  var recorders: [Recorder]
  var conversions: [ProbeConversion] = []

  /// Hemispheres with a watched neuron.
  var hemispheres: Set<Int> { Set(recorders.map(\.hemisphere)) }

  /// Whether a column of a hemisphere is watched.
  func watches(_ hemisphere: Int, _ column: Int) -> Bool {
    recorders.contains { $0.neuron == hemisphere * Hemisphere.columnCount + column }
  }
}

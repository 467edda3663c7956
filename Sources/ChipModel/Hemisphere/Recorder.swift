internal import Columns
internal import Coordinates
internal import SimulationCore

/// Times of the samples of a recording. All are whole, so that their number is known without a
/// look at the chip.
struct RecordingSpan {
  /// Time of the first sample in ticks of 2 ns since the chip's reset.
  let startTick: Int64
  /// Distance of samples in ticks of 2 ns.
  let ticks: Int64
  /// No sample is taken at this time or later.
  var end = PPUCycles(.max)

  init(startTick: Int64, ticks: Int64) {
    self.startTick = startTick
    self.ticks = ticks
  }

  /// A recording from a time on.
  init(start: PPUCycles, ticks: Int64) {
    self.init(startTick: start.count * Self.ticksPerPPUCycle, ticks: ticks)
  }

  static let ticksPerPPUCycle: Int64 = 2

  /// Samples that a recording may hold: 1.1 s of the MADC; ten times as long would not fit into
  /// the memory of most machines.
  static let capacity = 1 << 25

  /// Time of the first sample, rounded down.
  var start: PPUCycles { PPUCycles(startTick / Self.ticksPerPPUCycle) }

  /// Time of a sample, rounded down to a PPU cycle.
  func time(_ sample: Int) -> PPUCycles {
    PPUCycles((startTick + Int64(sample) * ticks) / Self.ticksPerPPUCycle)
  }

  /// Refuses a recording that runs out of room before a time.
  func checkRoom(until target: PPUCycles) throws(ChipError) {
    guard time(Self.capacity) >= min(target, end) else {
      throw .recordingTooLong(samples: Self.capacity)
    }
  }
}

/// Samples of one neuron at equal distances: volts of its readout for the MADC, all potentials for a
/// probe.
struct Recorder<Sample> {
  let neuron: AtomicNeuronOnDLS
  let span: RecordingSpan
  /// Potential on the neuron's readout when the recording began; nil for the one that is there now.
  var source: NeuronSettings.Source?
  private(set) var samples: [Sample] = []

  init(neuron: AtomicNeuronOnDLS, span: RecordingSpan) {
    self.neuron = neuron
    self.span = span
  }

  /// Takes the samples that fall before `target`, each from the column's course at its time; looks ahead
  /// without touching the columns. A full recorder takes none.
  mutating func take(
    from columns: Columns, until target: PPUCycles,
    _ sample: (ColumnTrajectory, PPUCycles) -> Sample
  ) {
    let limit = min(target, span.end)
    var next = span.time(samples.count)
    guard next < limit else { return }
    let trajectory = columns.trajectory(column: neuron.toNeuronColumnOnDLS().value)
    while next < limit, samples.count < RecordingSpan.capacity {
      samples.append(sample(trajectory, max(next, trajectory.time)))
      next = span.time(samples.count)
    }
  }
}

/// A probe in progress: the watched neurons, and what happens around them. It is no part of the chip.
final class Probe {
  var recorders: [Recorder<ColumnPotentials>]
  var conversions: [ProbeConversion] = []

  init(_ neurons: [AtomicNeuronOnDLS], span: RecordingSpan) {
    recorders = neurons.map { Recorder(neuron: $0, span: span) }
  }

  /// Returns whether a neuron of a hemisphere is watched.
  func watches(_ hemisphere: HemisphereOnDLS) -> Bool {
    recorders.contains { $0.neuron.toHemisphereOnDLS() == hemisphere }
  }

  /// Returns whether a neuron is watched.
  func watches(_ neuron: AtomicNeuronOnDLS) -> Bool {
    recorders.contains { $0.neuron == neuron }
  }

  /// Takes the samples of a hemisphere's neurons that fall before `target`.
  func take(from machine: HemisphereMachine, until target: PPUCycles) {
    for index in recorders.indices
    where recorders[index].neuron.toHemisphereOnDLS() == machine.hemisphere {
      recorders[index].take(from: machine.columns, until: target) { $0.potentials(at: $1) }
    }
  }
}

/// Recorders of one hemisphere.
struct MachineRecorders {
  /// The MADC's recording, an action of the chip.
  var madc: Recorder<Float>?
  /// Recorders of the MADC's readout channels.
  var channels: [Recorder<Float>?] = []
  /// The probe that watches a neuron of this hemisphere.
  var probe: Probe?
}

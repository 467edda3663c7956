public import Coordinates
internal import SimulationCore

/// Events for the inputs of a matrix at times of one's own, watched on the top hemisphere: the
/// neurons integrate as in a multiplication, but slowly.
public struct TimedExperiment: Sendable {
  /// One activation for one input.
  public struct Event: Hashable, Sendable {
    /// FPGA cycle of 8 ns after the neurons' reset.
    public var cycle: Int
    /// The input, a row of the matrix.
    public var input: Int
    /// Activation 1…31.
    public var activation: UInt8

    /// Activations that send an event.
    static let activations = 1...HagenActivation.max.value

    /// An activation for an input at a cycle.
    public init(cycle: Int, input: Int, activation: UInt8) {
      self.cycle = cycle
      self.input = input
      self.activation = activation
    }
  }

  /// Signed weights of at most 128 inputs and 256 neurons; only weights count, not the way to send.
  public var weights: MatrixMultiplication
  /// The events, in any order.
  public var events: [Event]
  /// FPGA cycles from the neurons' reset to the end.
  public var cycles: Int
  /// Neurons that a probe watches.
  public var columns: [NeuronColumnOnDLS]
  /// Distance of the probe's samples in ticks of 2 ns.
  public var ticksPerSample: Int
  /// Neuron that the MADC records.
  public var madcNeuron: NeuronColumnOnDLS?

  /// An experiment.
  public init(
    weights: MatrixMultiplication, events: [Event], cycles: Int, columns: [NeuronColumnOnDLS],
    ticksPerSample: Int = 4, madcNeuron: NeuronColumnOnDLS? = nil
  ) {
    self.weights = weights
    self.events = events
    self.cycles = cycles
    self.columns = columns
    self.ticksPerSample = ticksPerSample
    self.madcNeuron = madcNeuron
  }
}

/// Result of a ``TimedExperiment``.
public struct TimedRecording: Sendable {
  /// FPGA cycle of the program at which the neurons' reset is over: time 0 of the experiment.
  public let start: Int
  /// Recording of the probe.
  public let probe: ProbeRecording
  /// Recording of the MADC, if it was asked for.
  public let madc: MADCTrace?
  /// A conversion by the CADC before the events.
  public let before: CADCSampleRow
  /// A conversion by the CADC at the end.
  public let after: CADCSampleRow
  /// Events that were lost because a bus got two in one FPGA cycle.
  public let lostEvents: Int
}

extension TimedExperiment {
  /// The longest experiment: a second.
  public static let longestCycles = 1_000_000 * Clocks.fpgaCyclesPerMicrosecond

  func validate() throws(ChipError) {
    guard weights.tiles.count == 1 else {
      throw MatrixMultiplication.oneTile(of: "a timed experiment", found: weights.tiles.count)
    }
    let range = 1...Self.longestCycles
    guard range.contains(cycles) else {
      throw .outOfRange(what: "number of cycles", value: cycles, range: range)
    }
    for event in events {
      guard (0..<cycles).contains(event.cycle) else {
        throw .outOfRange(what: "cycle of an event", value: event.cycle, range: 0...cycles - 1)
      }
      guard (0..<weights.rows).contains(event.input) else {
        throw .outOfRange(what: "input", value: event.input, range: 0...weights.rows - 1)
      }
      guard Event.activations.contains(Int(event.activation)) else {
        throw .outOfRange(
          what: "activation", value: Int(event.activation), range: Event.activations)
      }
    }
  }

  /// The events as the chip takes them, by time.
  var spikes: [SpikeEvent] {
    // Stable, so that events of one cycle keep their order.
    events.enumerated().sorted { ($0.element.cycle, $0.offset) < ($1.element.cycle, $1.offset) }
      .compactMap { $0.element.spike }
  }
}

extension TimedExperiment.Event {
  fileprivate var spike: SpikeEvent? {
    let driver = SynapseDriverOnDLS(
      SynapseDriverOnSynapseDriverBlock(unchecked: input), HemisphereOnDLS.top)
    return SpikeLabel(driver, HagenActivation(unchecked: activation)).map {
      SpikeEvent($0, at: cycle)
    }
  }
}

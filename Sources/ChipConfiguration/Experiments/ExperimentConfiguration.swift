/// An experiment for `bss2 trace` as a file describes it: weights, what is sent, what is watched.
public struct ExperimentConfiguration: Hashable, Sendable {
  /// One activation of one input.
  public struct Event: Hashable, Sendable {
    /// FPGA cycle of 8 ns after the neurons' reset.
    public let cycle: Int
    /// The input, a row of the weights.
    public let input: Int
    /// Activation 1…31.
    public let activation: Int
  }

  /// Stimulus of the inputs.
  public enum Stimulus: Hashable, Sendable {
    /// Events at times of their own, for so many FPGA cycles.
    case events([Event], cycles: Int)
    /// One vector in the schedule of a multiplication.
    case product(inputs: [UInt8], numSends: Int, waitBetweenEvents: Int)
  }

  /// Title of the picture.
  public let title: String
  /// Signed weights -63…63, row-major.
  public let weights: [Int8]
  /// Inputs.
  public let rows: Int
  /// Neurons.
  public let columns: Int
  /// Stimulus of the inputs.
  public let stimulus: Stimulus
  /// Neurons that the probe watches, columns of the top hemisphere.
  public let watch: [Int]
  /// Distance of the probe's samples in ticks of 2 ns.
  public let ticksPerSample: Int
  /// The neuron that the MADC records.
  public let madc: Int?
  /// The file's text, for the record.
  public let text: String

  /// Reads an experiment.
  /// - Throws: ``ConfigurationError`` naming file, line, key and what is allowed.
  public static func load(_ path: String) throws -> ExperimentConfiguration {
    try ExperimentReader(path: path).experiment()
  }
}

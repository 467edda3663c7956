/// Settings with which a multiplication is sent to the chip.
public struct MACOptions: Sendable, Equatable {
  /// Number of times that the whole vector is sent, one or more on a chip; the mock multiplies by
  /// it.
  public var numSends: Int
  /// FPGA cycles of 8 ns between two events, one or more; the mock ignores it.
  public var waitBetweenEvents: Int
  /// The atomic neuron (0...511) whose membrane the MADC records, or nil; on a chip only.
  public var madcRecordingNeuron: Int?
  /// The file to which the recording is appended; without one nothing is recorded.
  public var madcRecordingPath: String

  /// Takes the original's defaults for what is not given.
  public init(
    numSends: Int = 1, waitBetweenEvents: Int = HagenConstants.defaultWaitBetweenEvents,
    madcRecordingNeuron: Int? = nil, madcRecordingPath: String = ""
  ) {
    self.numSends = numSends
    self.waitBetweenEvents = waitBetweenEvents
    self.madcRecordingNeuron = madcRecordingNeuron
    self.madcRecordingPath = madcRecordingPath
  }
}

/// Something that multiplies vectors with a matrix as an analog chip would.
///
/// The mock, an ideal chip and a virtual chip are backends; a user swaps them with one argument.
/// A backend serves one caller at a time.
public protocol MACBackend: AnyObject {
  /// Multiplies every row of `inputs` (B × K) with `weights` (K × N).
  ///
  /// - Parameters:
  ///   - inputs: rounded by the backend to 0...31.
  ///   - weights: rounded by the backend to -63...63.
  ///   - options: how the vectors are sent.
  /// - Returns: whole numbers in -128...127, B × N.
  /// - Throws: ``PerceptronError`` for operands of wrong shape or range; whatever the chip throws.
  func mac(inputs: Tensor, weights: Tensor, options: MACOptions) throws -> Tensor
}

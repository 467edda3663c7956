public import Coordinates

/// One event to the chip: a spike label and the FPGA cycle at which it leaves, counted from the
/// place in the program where its batch stands.
public struct SpikeEvent: Hashable, Sendable {
  /// Label: destination and payload.
  public var label: SpikeLabel
  /// FPGA cycles after the start of the batch, 0 or more.
  public var cycle: Int

  /// An event at a cycle.
  public init(_ label: SpikeLabel, at cycle: Int) {
    self.label = label
    self.cycle = cycle
  }
}

/// Both channels of all columns of one hemisphere from one conversion, 0…255, left to right.
public struct CADCSampleRow: Hashable, Sendable {
  /// Samples of the causal channels.
  public let causal: [UInt8]
  /// Samples of the acausal channels.
  public let acausal: [UInt8]
}

/// Samples of the MADC: 10 bits at the MADC's rate, of one neuron.
public struct MADCTrace: Hashable, Sendable {
  /// Readings 0…1023.
  public let values: [UInt16]
  /// FPGA cycle of the first sample, in the program's time.
  public let start: Int
  /// MADC clock ticks of 2 ns between samples.
  public let ticksPerSample: Int

  /// Codes of the MADC: 10 bits.
  static let codeCount = 1024

  /// Seconds between two samples.
  public var samplePeriod: Double { Double(ticksPerSample) * 2e-9 }
}

/// Trace of one column by a probe: potentials without noise, in volts. A probe is no part of the
/// chip; it changes nothing.
public struct ProbeTrace: Hashable, Sendable {
  /// FPGA cycle of the first sample, in the program's time.
  public let start: Int
  /// Ticks of 2 ns between samples.
  public let ticksPerSample: Int
  /// Membrane potential.
  public let membrane: [Double]
  /// Drop of the excitatory line below rest.
  public let excitatory: [Double]
  /// Drop of the inhibitory line below rest.
  public let inhibitory: [Double]
}

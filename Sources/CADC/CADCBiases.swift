/// What the CapMem applies to one hemisphere's two ramps.
public struct CADCBiases: Hashable, Sendable {
  /// One ramp, for the left or the right half of the columns.
  public struct Ramp: Hashable, Sendable {
    /// Voltage of the cadc_v_ramp_offset cell.
    public var startVolts = 0.0
    /// cadc_i_ramp_slope as a fraction of full scale, 0…1.
    public var slopeBias = 0.0

    /// A ramp without biases.
    public init() {}
  }

  /// The ramp of the left columns.
  public var left = Ramp()
  /// The ramp of the right columns.
  public var right = Ramp()

  /// Ramps without biases.
  public init() {}
}

/// The two channels of each column.
public enum CADCChannelKind: Int, Sendable, CaseIterable {
  case causal = 0
  case acausal = 1
}

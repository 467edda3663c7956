public import SimulationCore

/// CapMem values of one hemisphere's two ramps.
public struct CADCBiases: Hashable, Sendable {
  /// Biases of one ramp, for the left or the right columns.
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

  /// Biases of one ramp.
  public subscript(side: SideHorizontal) -> Ramp {
    switch side {
    case .left: left
    case .right: right
    }
  }
}

internal import Containers

/// A register that all synapse drivers of a kind of chip may share, instead of calibrated ones.
public enum DriverRegister: String, CaseIterable, Hashable, Sendable {
  /// CapMem cells `stp_i_ramp` and `stp_i_calib`.
  case stpIRamp = "stp_i_ramp"
  /// Field `hagen_dac_offset` of `SynapseDriverConfig`.
  case hagenDACOffset = "hagen_dac_offset"

  /// The codes that the register may hold.
  public var codes: ClosedRange<Int> {
    switch self {
    case .stpIRamp: CapMemCell.Value.min.value...CapMemCell.Value.max.value
    case .hagenDACOffset:
      SynapseDriverConfig.HagenDACOffset.min.value...SynapseDriverConfig.HagenDACOffset.max.value
    }
  }
}

import Containers

extension SynapseDriverConfig {
  /// A driver in hagen mode with a calibrated offset, listening to its own events only.
  ///
  /// calix: `preconfigure`, `SynapseDriverCalibResult.apply`.
  static func hagen(offset: Int, isListening: Bool = true) -> SynapseDriverConfig {
    var config = SynapseDriverConfig()
    config.enableReceiver = isListening
    config.enableAddressOut = false
    config.enableSTP = true
    config.enableHagenDAC = true
    config.enableHagenModulation = true
    config.hagenDACOffset = .init(clamping: offset)
    // The middle of the STP offset's range.
    config.offset = 7
    if isListening {
      config.rowModeTop = .excitatory
      config.rowModeBottom = .excitatory
    }
    return config
  }
}

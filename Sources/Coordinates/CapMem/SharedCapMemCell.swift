/// The cells that every CapMem block shares among its quadrant. halco: `CapMemCellOnCapMemBlock`
///
/// All lie in column 128, except `neuronIBiasSyninDrop`.
public enum SharedCapMemCell: UInt8, CaseIterable, Hashable, Sendable {
  /// STP charge voltage, set 0. halco: `stp_v_charge_0`
  case stpVCharge0 = 0
  /// STP charge voltage, set 1. halco: `stp_v_charge_1`
  case stpVCharge1 = 1
  /// STP recover voltage, set 0. halco: `stp_v_recover_0`
  case stpVRecover0 = 2
  /// STP recover voltage, set 1. halco: `stp_v_recover_1`
  case stpVRecover1 = 3
  /// Start potential of the CADC ramp. halco: `cadc_v_ramp_offset`
  case cadcVRampOffset = 4
  /// Bias of the CADC ramp buffer. halco: `cadc_v_bias_ramp_buf`
  case cadcVBiasRampBuf = 5
  /// Cascode bias of the OTAs. halco: `neuron_v_bias_casc_n`
  case neuronVBiasCascN = 7
  /// Bias of the synapse DAC; scales all weights of the quadrant. halco: `syn_i_bias_dac`
  case synIBiasDac = 8
  /// Time constant of the correlation sensors. halco: `syn_i_bias_ramp`
  case synIBiasRamp = 9
  /// Amplitude of the correlation sensors. halco: `syn_i_bias_store`
  case synIBiasStore = 10
  /// Readout buffer of the correlation sensors. halco: `syn_i_bias_corout`
  case synIBiasCorout = 11
  /// Comparator of the STP and hagen pulse modulator. halco: `stp_i_bias_comparator`
  case stpIBiasComparator = 12
  /// Current of the STP and hagen ramp. halco: `stp_i_ramp`
  case stpIRamp = 13
  /// Calibration current of that ramp. halco: `stp_i_calib`
  case stpICalib = 14
  /// Current of the CADC ramp. halco: `cadc_i_ramp_slope`
  case cadcIRampSlope = 15
  /// Bias of the CADC comparators. halco: `cadc_i_bias_comp`
  case cadcIBiasComp = 16
  /// Bias of the CADC ramp reset buffer. halco: `cadc_i_bias_vreset_buf`
  case cadcIBiasVresetBuf = 17
  /// Bias of the neuron readout amplifiers. halco: `neuron_i_bias_readout_amp`
  case neuronIBiasReadoutAmp = 18
  /// Followers of leak, reset and other potentials. halco: `neuron_i_bias_leak_source_follower`
  case neuronIBiasLeakSourceFollower = 19
  /// Bias of the spike comparators. halco: `neuron_i_bias_spike_comparator`
  case neuronIBiasSpikeComparator = 20
  /// Followers in front of the synaptic input OTAs, both signs. halco: `neuron_i_bias_synin_drop`
  case neuronIBiasSyninDrop = 23

  /// The column and the row of the cell; the raw value is the row.
  public func toCapMemCellOnCapMemBlock() -> CapMemCellOnCapMemBlock {
    let column: CapMemColumnOnCapMemBlock = self == .neuronIBiasSyninDrop ? 129 : 128
    return CapMemCellOnCapMemBlock(column, CapMemRowOnCapMemBlock(unchecked: rawValue))
  }

  /// The cell of one block.
  public func cell(on block: CapMemBlockOnDLS) -> CapMemCellOnDLS {
    CapMemCellOnDLS(toCapMemCellOnCapMemBlock(), block)
  }

  /// halco's name, for example `stp_i_ramp`.
  public var halcoName: String { snakeCase("\(self)") }
}

/// `iBiasSyninExcGm` back to `i_bias_synin_exc_gm`, `readoutMadcIn500na` to `readout_madc_in_500na`.
func snakeCase(_ name: String) -> String {
  var result = ""
  var previousIsDigit = false
  for character in name {
    let startsNumber = character.isNumber && !previousIsDigit
    if character.isUppercase || startsNumber { result += "_" }
    result += character.lowercased()
    previousIsDigit = character.isNumber
  }
  return result
}

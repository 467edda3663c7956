/// The cells with a function that exist once on the chip. halco: `CapMemCellOnDLS`
public enum SingleCapMemCell: UInt8, CaseIterable, Hashable, Sendable {
  /// Reference voltage of the readout preamplifiers. halco: `readout_sc_amp_v_ref`
  case readoutScAmpVRef
  /// Reference voltage of the pseudo-differential buffers. halco: `readout_pseudo_diff_v_ref`
  case readoutPseudoDiffVRef
  /// Test voltage of the current converter. halco: `readout_iconv_test_voltage`
  case readoutIconvTestVoltage
  /// Reference voltage of the current converter amplifier. halco: `readout_iconv_sc_amp_v_ref`
  case readoutIconvScAmpVRef
  /// Bias of the current converter amplifier. halco: `readout_iconv_sc_amp_i_bias`
  case readoutIconvScAmpIBias
  /// Bias of the pseudo-differential buffers. halco: `readout_pseudo_diff_buffer_bias`
  case readoutPseudoDiffBufferBias
  /// Bias of readout output amplifier 0. halco: `readout_out_amp_i_bias_0`
  case readoutOutAmpIBias0
  /// Bias of readout output amplifier 1. halco: `readout_out_amp_i_bias_1`
  case readoutOutAmpIBias1
  /// Bias of the current DAC. halco: `readout_idac_i_bias`
  case readoutIdacIBias
  /// Cascode bias of the current DAC. halco: `readout_idac_i_bias_casc`
  case readoutIdacIBiasCasc
  /// Bias of the current converter buffers. halco: `readout_iconv_i_bias_buffer`
  case readoutIconvIBiasBuffer
  /// Bias of the dynamic input multiplexer. halco: `readout_ac_mux_i_bias`
  case readoutAcMuxIBias
  /// Bias current of the MADC input, nominally 500 nA. halco: `readout_madc_in_500na`
  case readoutMadcIn500na
  /// Bias of the readout preamplifiers. halco: `readout_sc_amp_i_bias`
  case readoutScAmpIBias
  /// STP readout bias, top hemisphere. halco: `stp_ibias_readout_top`
  case stpIbiasReadoutTop
  /// STP readout bias, bottom hemisphere. halco: `stp_ibias_readout_bottom`
  case stpIbiasReadoutBottom
  /// Bias of the hagen DACs, top hemisphere. halco: `hagen_ibias_dac_top`
  case hagenIbiasDacTop
  /// Bias of the hagen DACs, bottom hemisphere. halco: `hagen_ibias_dac_bottom`
  case hagenIbiasDacBottom

  /// The cell, chip-wide.
  public var cell: CapMemCellOnDLS {
    let (block, column, row) = place
    return CapMemCellOnDLS(column, row, block)
  }

  /// The bias of the hagen DACs of a hemisphere.
  public static func hagenIbiasDac(_ hemisphere: some HemisphereCoordinate) -> SingleCapMemCell {
    hemisphere == .top ? .hagenIbiasDacTop : .hagenIbiasDacBottom
  }

  /// halco's name, for example `hagen_ibias_dac_top`.
  public var halcoName: String { snakeCase("\(self)") }

  private var place: (CapMemBlockOnDLS, CapMemColumnOnCapMemBlock, CapMemRowOnCapMemBlock) {
    switch self {
    case .readoutScAmpVRef: (0, 128, 6)
    case .readoutPseudoDiffVRef: (1, 128, 6)
    case .readoutIconvTestVoltage: (2, 128, 6)
    case .readoutIconvScAmpVRef: (3, 128, 6)
    case .readoutIconvScAmpIBias: (0, 128, 21)
    case .readoutPseudoDiffBufferBias: (0, 128, 22)
    case .readoutOutAmpIBias0: (0, 128, 23)
    case .readoutOutAmpIBias1: (0, 129, 8)
    case .readoutIdacIBias: (0, 129, 9)
    case .readoutIdacIBiasCasc: (0, 129, 10)
    case .readoutIconvIBiasBuffer: (0, 129, 11)
    case .readoutAcMuxIBias: (0, 129, 12)
    case .readoutMadcIn500na: (0, 129, 13)
    case .readoutScAmpIBias: (0, 129, 14)
    case .stpIbiasReadoutTop: (1, 128, 21)
    case .stpIbiasReadoutBottom: (3, 128, 21)
    case .hagenIbiasDacTop: (1, 128, 22)
    case .hagenIbiasDacBottom: (3, 128, 22)
    }
  }
}

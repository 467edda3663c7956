/// The 24 CapMem cells of a neuron, by row. halco: `CapMemRowOnCapMemBlock`
///
/// `v…` and `e…` are voltages, `i…` are currents.
public enum NeuronCapMemRow: UInt8, CaseIterable, Hashable, Sendable {
  /// Leak potential, 0…1022. halco: `v_leak`
  case vLeak = 0
  /// Reset potential, 0…1022. halco: `v_reset`
  case vReset = 1
  /// Spike threshold. halco: `v_threshold`
  case vThreshold = 2
  /// Reversal potential of the excitatory input, conductance mode only. halco: `e_synin_exc_rev`
  case eSyninExcRev = 3
  /// Reversal potential of the inhibitory input, conductance mode only. halco: `e_synin_inh_rev`
  case eSyninInhRev = 4
  /// Adaptation leak potential. halco: `v_adapt_leak`
  case vAdaptLeak = 5
  /// Threshold of the exponential term. halco: `v_exp`
  case vExp = 6
  /// Adaptation reference potential. halco: `v_adapt_ref`
  case vAdaptRef = 7
  /// Bias of the leak OTA, 0…1022: larger is a shorter membrane time constant. halco: `i_bias_leak`
  case iBiasLeak = 8
  /// Bias of the leak OTA during reset. halco: `i_bias_reset`
  case iBiasReset = 9
  /// Time constant of the excitatory synaptic input; 0 leaves the line almost floating. halco: `i_bias_synin_exc_tau`
  case iBiasSyninExcTau = 10
  /// Bias of the excitatory OTA, conductance mode. halco: `i_bias_synin_exc_coba`
  case iBiasSyninExcCoba = 11
  /// Reference voltage of the excitatory OTA, through a source follower. halco: `i_bias_synin_exc_shift`
  case iBiasSyninExcShift = 12
  /// Bias of the excitatory OTA, current mode: the input strength. halco: `i_bias_synin_exc_gm`
  case iBiasSyninExcGm = 13
  /// Time constant of the inhibitory synaptic input; 0 leaves the line almost floating. halco: `i_bias_synin_inh_tau`
  case iBiasSyninInhTau = 14
  /// Bias of the inhibitory OTA, conductance mode. halco: `i_bias_synin_inh_coba`
  case iBiasSyninInhCoba = 15
  /// Reference voltage of the inhibitory OTA, through a source follower. halco: `i_bias_synin_inh_shift`
  case iBiasSyninInhShift = 16
  /// Bias of the inhibitory OTA, current mode: the input strength. halco: `i_bias_synin_inh_gm`
  case iBiasSyninInhGm = 17
  /// Bias that sets the adaptation time constant, 0…1022. halco: `i_bias_adapt_tau`
  case iBiasAdaptTau = 18
  /// Strength of sub-threshold adaptation, 0…1022. halco: `i_bias_adapt_a`
  case iBiasAdaptA = 19
  /// Strength of spike-triggered adaptation, 0…1022. halco: `i_bias_adapt_b`
  case iBiasAdaptB = 20
  /// Strength of the exponential term. halco: `i_bias_exp`
  case iBiasExp = 21
  /// Constant membrane current; `NeuronConfig` sets its sign. halco: `i_mem_offset`
  case iMemOffset = 22
  /// Conductance between compartments. halco: `i_bias_nmda`
  case iBiasNmda = 23

  /// The row of every CapMem block that holds the parameter.
  @inlinable public func toCapMemRowOnCapMemBlock() -> CapMemRowOnCapMemBlock {
    CapMemRowOnCapMemBlock(unchecked: rawValue)
  }

  /// halco's name, for example `v_leak`.
  public var halcoName: String { snakeCase("\(self)") }
}

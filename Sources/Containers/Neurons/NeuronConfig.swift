// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Analog switches of one neuron. haldls: `NeuronConfig`
public struct NeuronConfig: Container {
  /// Inter-compartment conductance / 4. haldls: `enable_divide_multicomp_conductance_bias`
  public var enableDivideMulticompConductanceBias = false
  /// Inter-compartment conductance · 4. haldls: `enable_multiply_multicomp_conductance_bias`
  public var enableMultiplyMulticompConductanceBias = false
  /// Connect the membrane to the soma line. haldls: `connect_soma`
  public var connectSoma = false
  /// Connect the membrane to the right neighbour. haldls: `connect_membrane_right`
  public var connectMembraneRight = false
  /// Connect the membrane through the inter-compartment conductance.
  ///
  /// haldls: `enable_multicomp_conductance`
  public var enableMulticompConductance = false
  /// Connect the membrane to the neuron of the other row. haldls: `connect_bottom`
  public var connectBottom = false
  /// Connect the soma line to the right neighbour. haldls: `connect_soma_right`
  public var connectSomaRight = false
  /// Fire output on; also needed for triggered resets. haldls: `enable_fire`
  public var enableFire = false
  /// Stronger fire pulse. haldls: `enable_strong_fire`
  public var enableStrongFire = false
  /// Threshold comparator on: the neuron spikes. haldls: `enable_threshold_comparator`
  public var enableThresholdComparator = false
  /// Connect the inhibitory OTA to the membrane. haldls: `enable_synaptic_input_inhibitory`
  public var enableSynapticInputInhibitory = false
  /// Connect the excitatory OTA to the membrane. haldls: `enable_synaptic_input_excitatory`
  public var enableSynapticInputExcitatory = false
  /// Conductance instead of current input. haldls: `enable_synaptic_input_inhibitory_coba_mode`
  public var enableSynapticInputInhibitoryCobaMode = false
  /// Conductance instead of current input. haldls: `enable_synaptic_input_excitatory_coba_mode`
  public var enableSynapticInputExcitatoryCobaMode = false
  /// Drop the capacitor of the line; parasitics only.
  ///
  /// haldls: `enable_synaptic_input_inhibitory_small_capacitance`
  public var enableSynapticInputInhibitorySmallCapacitance = false
  /// Drop the capacitor of the line; parasitics only.
  ///
  /// haldls: `enable_synaptic_input_excitatory_small_capacitance`
  public var enableSynapticInputExcitatorySmallCapacitance = false
  /// Larger resistor of the line: longer time constant.
  ///
  /// haldls: `enable_synaptic_input_inhibitory_high_resistance`
  public var enableSynapticInputInhibitoryHighResistance = false
  /// Larger resistor of the line: longer time constant.
  ///
  /// haldls: `enable_synaptic_input_excitatory_high_resistance`
  public var enableSynapticInputExcitatoryHighResistance = false
  /// Spike on every inhibitory event. haldls: `enable_bypass_inhibitory`
  public var enableBypassInhibitory = false
  /// Spike on every excitatory event. haldls: `enable_bypass_excitatory`
  public var enableBypassExcitatory = false
  /// Apply the constant current `i_mem_offset`. haldls: `enable_membrane_offset`
  public var enableMembraneOffset = false
  /// Sign of the constant current. haldls: `invert_membrane_offset`
  public var invertMembraneOffset = false
  /// Membrane capacitor; 63 is about 2.3 pF. haldls: `membrane_capacitor_size`
  public var membraneCapacitorSize: MembraneCapacitorSize = 0
  /// Sign of sub-threshold adaptation. haldls: `invert_adaptation_a`
  public var invertAdaptationA = false
  /// Sign of spike-triggered adaptation. haldls: `invert_adaptation_b`
  public var invertAdaptationB = false
  /// Adaptation on. haldls: `enable_adaptation`
  public var enableAdaptation = false
  /// Exponential term on. haldls: `enable_exponential`
  public var enableExponential = false
  /// Connect the membrane directly to a line. haldls: `enable_unbuffered_access`
  public var enableUnbufferedAccess = false
  /// Readout amplifier on; needed for CADC and MADC. haldls: `enable_readout_amplifier`
  public var enableReadoutAmplifier = false
  /// What the readout amplifier sees. haldls: `readout_source`
  public var readoutSource: ReadoutSource = .membrane
  /// Connect the amplifier to the shared readout line; not needed for the CADC.
  ///
  /// haldls: `enable_readout`
  public var enableReadout = false
  /// Source degeneration of the leak OTA during reset. haldls: `enable_reset_degeneration`
  public var enableResetDegeneration = false
  /// Reset conductance / 8. haldls: `enable_reset_division`
  public var enableResetDivision = false
  /// Reset conductance · 8. haldls: `enable_reset_multiplication`
  public var enableResetMultiplication = false
  /// Source degeneration of the leak OTA. haldls: `enable_leak_degeneration`
  public var enableLeakDegeneration = false
  /// Leak conductance / 8. haldls: `enable_leak_division`
  public var enableLeakDivision = false
  /// Leak conductance · 8. haldls: `enable_leak_multiplication`
  public var enableLeakMultiplication = false
  /// Switch synaptic input and exponential term off during reset. haldls: `enable_pause`
  public var enablePause = false

  /// The defaults of the real software.
  public init() {}
}

extension NeuronConfig {
  /// Size of the membrane capacitor; 63 is about 2.3 pF.
  ///
  /// haldls: `NeuronConfig::MembraneCapacitorSize`
  @frozen public struct MembraneCapacitorSize: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// What the readout amplifier sees. haldls: `NeuronConfig::ReadoutSource`
  @frozen public enum ReadoutSource: UInt8, FieldChoice {
    case membrane = 0
    case excSynin = 1
    case inhSynin = 2
    case adaptation = 3
  }
}

extension NeuronConfig {
  public typealias CoordinateType = NeuronConfigOnDLS

  public static var wordCount: Int { 6 }

  public static func writeAddress(of coordinate: NeuronConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.neuronConfigs, coordinate.block)
      + 8 * UInt32(coordinate.local.rawValue) + 2 + UInt32(word)
  }

  public static var cerealTypeName: String { "haldls::vx::v3::NeuronConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field(
      "enable_divide_multicomp_conductance_bias", key: "en_comp_cond_div",
      &enableDivideMulticompConductanceBias, .bits(5, 6))
    visitor.field(
      "enable_multiply_multicomp_conductance_bias", key: "en_comp_cond_mul",
      &enableMultiplyMulticompConductanceBias, .bits(5, 5))
    visitor.field("connect_soma", &connectSoma, .bits(5, 4))
    visitor.field("connect_membrane_right", &connectMembraneRight, .bits(5, 3))
    visitor.field(
      "enable_multicomp_conductance", key: "en_comp_cond", &enableMulticompConductance, .bits(5, 2))
    visitor.field("connect_bottom", &connectBottom, .bits(5, 1))
    visitor.field("connect_soma_right", key: "connect_somata", &connectSomaRight, .bits(5, 0))
    visitor.field("enable_fire", key: "en_fire", &enableFire, .bits(4, 2))
    visitor.field("enable_strong_fire", key: "en_strong_fire", &enableStrongFire, .bits(0, 6))
    visitor.field(
      "enable_threshold_comparator", key: "en_thresh_comp", &enableThresholdComparator, .bits(4, 3))
    visitor.field(
      "enable_synaptic_input_inhibitory", key: "en_synin_inh", &enableSynapticInputInhibitory,
      .bits(4, 4))
    visitor.field(
      "enable_synaptic_input_excitatory", key: "en_synin_exc", &enableSynapticInputExcitatory,
      .bits(4, 5))
    visitor.field(
      "enable_synaptic_input_inhibitory_coba_mode", key: "en_synin_inh_coba",
      &enableSynapticInputInhibitoryCobaMode, .bits(1, 1))
    visitor.field(
      "enable_synaptic_input_excitatory_coba_mode", key: "en_synin_exc_coba",
      &enableSynapticInputExcitatoryCobaMode, .bits(1, 2))
    visitor.field(
      "enable_synaptic_input_inhibitory_small_capacitance", key: "en_synin_inh_small_cap",
      &enableSynapticInputInhibitorySmallCapacitance, .bits(2, 4))
    visitor.field(
      "enable_synaptic_input_excitatory_small_capacitance", key: "en_synin_exc_small_cap",
      &enableSynapticInputExcitatorySmallCapacitance, .bits(2, 5))
    visitor.field(
      "enable_synaptic_input_inhibitory_high_resistance", key: "en_synin_inh_high_res",
      &enableSynapticInputInhibitoryHighResistance, .bits(2, 6))
    visitor.field(
      "enable_synaptic_input_excitatory_high_resistance", key: "en_synin_exc_high_res",
      &enableSynapticInputExcitatoryHighResistance, .bits(2, 7))
    visitor.field(
      "enable_bypass_inhibitory", key: "en_byp_inh", &enableBypassInhibitory, .bits(4, 6))
    visitor.field(
      "enable_bypass_excitatory", key: "en_byp_exc", &enableBypassExcitatory, .bits(4, 7))
    visitor.field("enable_membrane_offset", key: "en_mem_off", &enableMembraneOffset, .bits(3, 0))
    visitor.field(
      "invert_membrane_offset", key: "invert_current", &invertMembraneOffset, .bits(4, 0))
    visitor.field(
      "membrane_capacitor_size", key: "mem_cap_size", &membraneCapacitorSize, .bits(3, 2))
    visitor.field("invert_adaptation_a", key: "invert_adapt_a", &invertAdaptationA, .bits(2, 1))
    visitor.field("invert_adaptation_b", key: "invert_adapt_b", &invertAdaptationB, .bits(2, 0))
    visitor.field("enable_adaptation", key: "en_adapt", &enableAdaptation, .bits(2, 2))
    visitor.field("enable_exponential", key: "en_exp", &enableExponential, .bits(2, 3))
    visitor.field(
      "enable_unbuffered_access", key: "en_unbuf_access", &enableUnbufferedAccess, .bits(1, 3))
    visitor.field(
      "enable_readout_amplifier", key: "en_readout_amp", &enableReadoutAmplifier, .bits(1, 4))
    visitor.field("readout_source", key: "readout_select", &readoutSource, .bits(1, 5))
    visitor.field("enable_readout", key: "en_readout", &enableReadout, .bits(1, 7))
    visitor.field(
      "enable_reset_degeneration", key: "en_reset_deg", &enableResetDegeneration, .bits(0, 0))
    visitor.field("enable_reset_division", key: "en_reset_div", &enableResetDivision, .bits(0, 1))
    visitor.field(
      "enable_reset_multiplication", key: "en_reset_mul", &enableResetMultiplication, .bits(0, 2))
    visitor.field(
      "enable_leak_degeneration", key: "en_leak_deg", &enableLeakDegeneration, .bits(0, 3))
    visitor.field("enable_leak_division", key: "en_leak_div", &enableLeakDivision, .bits(0, 4))
    visitor.field(
      "enable_leak_multiplication", key: "en_leak_mul", &enableLeakMultiplication, .bits(0, 5))
    visitor.field("enable_pause", key: "en_pause", &enablePause, .bits(5, 7))
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

public import Coordinates

/// Analog switches of one neuron. haldls: `NeuronConfig`
public struct NeuronConfig: Container {
  /// Divides the inter-compartment conductance by 4.
  ///
  /// haldls: `enable_divide_multicomp_conductance_bias`
  public var enableDivideMulticompConductanceBias = false
  /// Multiplies the inter-compartment conductance by 4.
  ///
  /// haldls: `enable_multiply_multicomp_conductance_bias`
  public var enableMultiplyMulticompConductanceBias = false
  /// Connects the membrane to the soma line. haldls: `connect_soma`
  public var connectSoma = false
  /// Connects the membrane to that of the right neighbour. haldls: `connect_membrane_right`
  public var connectMembraneRight = false
  /// Connects the membrane to the soma line through the inter-compartment conductance.
  ///
  /// haldls: `enable_multicomp_conductance`
  public var enableMulticompConductance = false
  /// Connects the membrane to that of the neuron in the other row. haldls: `connect_bottom`
  public var connectBottom = false
  /// Connects the soma line to that of the right neighbour. haldls: `connect_soma_right`
  public var connectSomaRight = false
  /// Enables the fire output, which spikes and triggered resets need. haldls: `enable_fire`
  public var enableFire = false
  /// Makes the fire pulse stronger. haldls: `enable_strong_fire`
  public var enableStrongFire = false
  /// Enables the threshold comparator, so that the neuron spikes.
  ///
  /// haldls: `enable_threshold_comparator`
  public var enableThresholdComparator = false
  /// Connects the inhibitory OTA to the membrane. haldls: `enable_synaptic_input_inhibitory`
  public var enableSynapticInputInhibitory = false
  /// Connects the excitatory OTA to the membrane. haldls: `enable_synaptic_input_excitatory`
  public var enableSynapticInputExcitatory = false
  /// Makes the input a conductance instead of a current source.
  ///
  /// haldls: `enable_synaptic_input_inhibitory_coba_mode`
  public var enableSynapticInputInhibitoryCobaMode = false
  /// Makes the input a conductance instead of a current source.
  ///
  /// haldls: `enable_synaptic_input_excitatory_coba_mode`
  public var enableSynapticInputExcitatoryCobaMode = false
  /// Disconnects the capacitor of the line, so that only parasitic capacitance is left.
  ///
  /// haldls: `enable_synaptic_input_inhibitory_small_capacitance`
  public var enableSynapticInputInhibitorySmallCapacitance = false
  /// Disconnects the capacitor of the line, so that only parasitic capacitance is left.
  ///
  /// haldls: `enable_synaptic_input_excitatory_small_capacitance`
  public var enableSynapticInputExcitatorySmallCapacitance = false
  /// Selects the larger resistor of the line, which lengthens the time constant.
  ///
  /// haldls: `enable_synaptic_input_inhibitory_high_resistance`
  public var enableSynapticInputInhibitoryHighResistance = false
  /// Selects the larger resistor of the line, which lengthens the time constant.
  ///
  /// haldls: `enable_synaptic_input_excitatory_high_resistance`
  public var enableSynapticInputExcitatoryHighResistance = false
  /// Makes the neuron spike on every inhibitory event, without the membrane.
  ///
  /// haldls: `enable_bypass_inhibitory`
  public var enableBypassInhibitory = false
  /// Makes the neuron spike on every excitatory event, without the membrane.
  ///
  /// haldls: `enable_bypass_excitatory`
  public var enableBypassExcitatory = false
  /// Connects the constant current `i_mem_offset` to the membrane. haldls: `enable_membrane_offset`
  public var enableMembraneOffset = false
  /// Inverts the sign of the constant current: off charges the membrane, on discharges it.
  ///
  /// haldls: `invert_membrane_offset`
  public var invertMembraneOffset = false
  /// Size of the membrane capacitor, 0…63; 63 is about 2.3 pF. haldls: `membrane_capacitor_size`
  public var membraneCapacitorSize: MembraneCapacitorSize = 0
  /// Inverts the sign of sub-threshold adaptation. haldls: `invert_adaptation_a`
  public var invertAdaptationA = false
  /// Inverts the sign of spike-triggered adaptation. haldls: `invert_adaptation_b`
  public var invertAdaptationB = false
  /// Enables the adaptation term. haldls: `enable_adaptation`
  public var enableAdaptation = false
  /// Enables the exponential term. haldls: `enable_exponential`
  public var enableExponential = false
  /// Connects the membrane to the readout line without the amplifier.
  ///
  /// haldls: `enable_unbuffered_access`
  public var enableUnbufferedAccess = false
  /// Enables the readout amplifier, which CADC and MADC need. haldls: `enable_readout_amplifier`
  public var enableReadoutAmplifier = false
  /// Potential that the readout amplifier follows. haldls: `readout_source`
  public var readoutSource: ReadoutSource = .membrane
  /// Connects the readout amplifier to the shared readout line of the MADC and the pads; the CADC
  /// does not need it.
  ///
  /// haldls: `enable_readout`
  public var enableReadout = false
  /// Enables source degeneration of the leak OTA during a reset.
  ///
  /// haldls: `enable_reset_degeneration`
  public var enableResetDegeneration = false
  /// Divides the conductance during a reset by 8. haldls: `enable_reset_division`
  public var enableResetDivision = false
  /// Multiplies the conductance during a reset by 8. haldls: `enable_reset_multiplication`
  public var enableResetMultiplication = false
  /// Enables source degeneration of the leak OTA. haldls: `enable_leak_degeneration`
  public var enableLeakDegeneration = false
  /// Divides the leak conductance by 8. haldls: `enable_leak_division`
  public var enableLeakDivision = false
  /// Multiplies the leak conductance by 8. haldls: `enable_leak_multiplication`
  public var enableLeakMultiplication = false
  /// Disconnects synaptic input and exponential term during a reset. haldls: `enable_pause`
  public var enablePause = false

  /// Creates haldls' default: every switch off, no membrane capacitor, readout of the membrane.
  public init() {}
}

extension NeuronConfig {
  /// Size of the membrane capacitor; 63 is about 2.3 pF.
  ///
  /// haldls: `NeuronConfig::MembraneCapacitorSize`
  @frozen public struct MembraneCapacitorSize: RangedInteger, FieldValue {
    /// Allowed sizes: 0…63.
    @inlinable public static var range: ClosedRange<UInt8> { 0...63 }
    /// Size of the capacitor in steps of about 37 fF, 0…63.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…63.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Potential that the readout amplifier follows. haldls: `NeuronConfig::ReadoutSource`
  @frozen public enum ReadoutSource: UInt8, FieldChoice {
    /// The membrane potential.
    case membrane = 0
    /// The excitatory synaptic input line.
    case excSynin = 1
    /// The inhibitory synaptic input line.
    case inhSynin = 2
    /// The adaptation potential.
    case adaptation = 3
  }
}

extension NeuronConfig {
  /// Coordinate of a neuron; the chip has 512.
  public typealias CoordinateType = NeuronConfigOnDLS

  /// Number of 32-bit words on the bus: 6.
  public static var wordCount: Int { 6 }

  /// Returns the address of a word: base of the quadrant + 8 · neuron + 2 + word.
  public static func writeAddress(of coordinate: NeuronConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.neuronConfigs, coordinate.block)
      + 8 * UInt32(coordinate.local.rawValue) + 2 + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::v3::NeuronConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
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

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

// The requirements of `FieldGroup` are documented there.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

extension AtomicNeuron {
  /// Synaptic input of one sign.
  public struct SynapticInput: FieldGroup {
    /// Connect the OTA to the membrane. lola: `enable`
    public var enable = false
    /// Time constant of the input line; 0 leaves it almost floating. lola: `i_bias_tau`
    public var iBiasTau: CapMemCell.AnalogValue = .value(0)
    /// Bias in conductance mode. lola: `i_bias_coba`
    public var iBiasCoba: CapMemCell.AnalogValue = .value(0)
    /// Reference voltage of the OTA. lola: `i_shift_reference`
    public var iShiftReference: CapMemCell.AnalogValue = .value(0)
    /// Input strength: bias in current mode. lola: `i_bias_gm`
    public var iBiasGm: CapMemCell.AnalogValue = .value(0)
    /// Reversal potential in conductance mode. lola: `v_rev_coba`
    public var vRevCoba: CapMemCell.AnalogValue = .value(0)
    /// Drop the capacitor of the line; parasitics only. lola: `enable_small_capacitance`
    public var enableSmallCapacitance = true
    /// Larger resistor of the line: longer time constant. lola: `enable_high_resistance`
    public var enableHighResistance = false
    /// Conductance instead of current input. lola: `enable_coba_mode`
    public var enableCobaMode = false

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::SynapticInput" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("enable", &enable)
      visitor.field("i_bias_tau", &iBiasTau)
      visitor.field("i_bias_coba", &iBiasCoba)
      visitor.field("i_shift_reference", &iShiftReference)
      visitor.field("i_bias_gm", &iBiasGm)
      visitor.field("v_rev_coba", &vRevCoba)
      visitor.field("enable_small_capacitance", &enableSmallCapacitance)
      visitor.field("enable_high_resistance", &enableHighResistance)
      visitor.field("enable_coba_mode", &enableCobaMode)
    }
  }
}

extension AtomicNeuron {
  /// Leak term.
  public struct Leak: FieldGroup {
    /// Leak potential. lola: `v_leak`
    public var vLeak: CapMemCell.AnalogValue = .value(0)
    /// Bias of the leak OTA; larger is a shorter membrane time constant. lola: `i_bias`
    public var iBias: CapMemCell.AnalogValue = .value(0)
    /// Source degeneration. lola: `enable_degeneration`
    public var enableDegeneration = false
    /// Conductance / 8. lola: `enable_division`
    public var enableDivision = false
    /// Conductance · 8. lola: `enable_multiplication`
    public var enableMultiplication = false

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Leak" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("v_leak", &vLeak)
      visitor.field("i_bias", &iBias)
      visitor.field("enable_degeneration", &enableDegeneration)
      visitor.field("enable_division", &enableDivision)
      visitor.field("enable_multiplication", &enableMultiplication)
    }
  }
}

extension AtomicNeuron {
  /// Reset of the membrane.
  public struct Reset: FieldGroup {
    /// Reset potential. lola: `v_reset`
    public var vReset: CapMemCell.AnalogValue = .value(0)
    /// Bias of the OTA during reset. lola: `i_bias`
    public var iBias: CapMemCell.AnalogValue = .value(0)
    /// Source degeneration. lola: `enable_degeneration`
    public var enableDegeneration = false
    /// Conductance / 8. lola: `enable_division`
    public var enableDivision = false
    /// Conductance · 8. lola: `enable_multiplication`
    public var enableMultiplication = false

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Reset" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("v_reset", &vReset)
      visitor.field("i_bias", &iBias)
      visitor.field("enable_degeneration", &enableDegeneration)
      visitor.field("enable_division", &enableDivision)
      visitor.field("enable_multiplication", &enableMultiplication)
    }
  }
}

extension AtomicNeuron {
  /// Spike threshold.
  public struct Threshold: FieldGroup {
    /// Threshold comparator on: the neuron spikes. lola: `enable`
    public var enable = false
    /// Threshold potential. lola: `v_threshold`
    public var vThreshold: CapMemCell.AnalogValue = .value(0)

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Threshold" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("enable", &enable)
      visitor.field("v_threshold", &vThreshold)
    }
  }
}

extension AtomicNeuron {
  /// Connections to other neuron circuits.
  public struct MultiCompartment: FieldGroup {
    /// Connect the membrane to the soma line. lola: `connect_soma`
    public var connectSoma = false
    /// Connect the soma line to the right neighbour. lola: `connect_soma_right`
    public var connectSomaRight = false
    /// Connect the membrane to the right neighbour. lola: `connect_right`
    public var connectRight = false
    /// Connect the membrane to the neuron of the other row. lola: `connect_vertical`
    public var connectVertical = false
    /// Connect the membrane through a conductance. lola: `enable_conductance`
    public var enableConductance = false
    /// That conductance / 4. lola: `enable_conductance_division`
    public var enableConductanceDivision = false
    /// That conductance · 4. lola: `enable_conductance_multiplication`
    public var enableConductanceMultiplication = false
    /// Bias of that conductance. lola: `i_bias_nmda`
    public var iBiasNmda: CapMemCell.AnalogValue = .value(0)

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::MultiCompartment" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("connect_soma", &connectSoma)
      visitor.field("connect_soma_right", &connectSomaRight)
      visitor.field("connect_right", &connectRight)
      visitor.field("connect_vertical", &connectVertical)
      visitor.field("enable_conductance", &enableConductance)
      visitor.field("enable_conductance_division", &enableConductanceDivision)
      visitor.field("enable_conductance_multiplication", &enableConductanceMultiplication)
      visitor.field("i_bias_nmda", &iBiasNmda)
    }
  }
}

extension AtomicNeuron {
  /// Constant current onto the membrane.
  public struct ConstantCurrent: FieldGroup {
    /// Apply the current. lola: `enable`
    public var enable = false
    /// Strength of the current. lola: `i_offset`
    public var iOffset: CapMemCell.AnalogValue = .value(0)
    /// Direction of the current. lola: `type`
    public var type: Direction = .source

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::ConstantCurrent" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("enable", &enable)
      visitor.field("i_offset", &iOffset)
      visitor.field("type", &type)
    }
  }
}

extension AtomicNeuron {
  /// Membrane capacitor.
  public struct MembraneCapacitance: FieldGroup {
    /// Size of the capacitor; 63 is about 2.3 pF. lola: `capacitance`
    public var capacitance: NeuronConfig.MembraneCapacitorSize = 0

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::MembraneCapacitance" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("capacitance", &capacitance)
    }
  }
}

extension AtomicNeuron {
  /// Adaptation term.
  public struct Adaptation: FieldGroup {
    /// Adaptation on. lola: `enable`
    public var enable = false
    /// Spike-triggered pulses on. lola: `enable_pulse`
    public var enablePulse = false
    /// Sign of sub-threshold adaptation. lola: `invert_a`
    public var invertA = false
    /// Sign of spike-triggered adaptation. lola: `invert_b`
    public var invertB = false
    /// Reference potential. lola: `v_ref`
    public var vRef: CapMemCell.AnalogValue = .value(0)
    /// Adaptation time constant. lola: `i_bias_tau`
    public var iBiasTau: CapMemCell.AnalogValue = .value(0)
    /// Sub-threshold adaptation. lola: `i_bias_a`
    public var iBiasA: CapMemCell.AnalogValue = .value(0)
    /// Spike-triggered adaptation. lola: `i_bias_b`
    public var iBiasB: CapMemCell.AnalogValue = .value(0)
    /// Leak potential of the adaptation. lola: `v_leak`
    public var vLeak: CapMemCell.AnalogValue = .value(0)

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Adaptation" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("enable", &enable)
      visitor.field("enable_pulse", &enablePulse)
      visitor.field("invert_a", &invertA)
      visitor.field("invert_b", &invertB)
      visitor.field("v_ref", &vRef)
      visitor.field("i_bias_tau", &iBiasTau)
      visitor.field("i_bias_a", &iBiasA)
      visitor.field("i_bias_b", &iBiasB)
      visitor.field("v_leak", &vLeak)
    }
  }
}

extension AtomicNeuron {
  /// Exponential term.
  public struct Exponential: FieldGroup {
    /// Exponential term on. lola: `enable`
    public var enable = false
    /// Threshold of the term. lola: `v_exp`
    public var vExp: CapMemCell.AnalogValue = .value(0)
    /// Strength of the term. lola: `i_bias`
    public var iBias: CapMemCell.AnalogValue = .value(0)

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Exponential" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("enable", &enable)
      visitor.field("v_exp", &vExp)
      visitor.field("i_bias", &iBias)
    }
  }
}

extension AtomicNeuron {
  /// Spikes and where they go.
  public struct EventRouting: FieldGroup {
    /// Fire pulse on the analog side; needed for triggered resets. lola: `analog_output`
    public var analogOutput: AnalogOutput = .off
    /// Send spikes off the neuron. lola: `enable_digital`
    public var enableDigital = false
    /// Spike on every excitatory event. lola: `enable_bypass_excitatory`
    public var enableBypassExcitatory = false
    /// Spike on every inhibitory event. lola: `enable_bypass_inhibitory`
    public var enableBypassInhibitory = false
    /// Address that is sent with spikes. lola: `address`
    public var address: NeuronBackendAddressOut = 0
    /// Overwrite the correlation post pulse. lola: `enable_post_overwrite`
    public var enablePostOverwrite = false

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::EventRouting" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("analog_output", &analogOutput)
      visitor.field("enable_digital", &enableDigital)
      visitor.field("enable_bypass_excitatory", &enableBypassExcitatory)
      visitor.field("enable_bypass_inhibitory", &enableBypassInhibitory)
      visitor.field("address", &address)
      visitor.field("enable_post_overwrite", &enablePostOverwrite)
    }
  }
}

extension AtomicNeuron {
  /// Readout of the neuron.
  public struct Readout: FieldGroup {
    /// Connect the amplifier to the shared readout line; not needed for the CADC.
    ///
    /// lola: `enable_buffered_access`
    public var enableBufferedAccess = false
    /// Readout amplifier on; needed for CADC and MADC. lola: `enable_amplifier`
    public var enableAmplifier = false
    /// Connect the membrane directly to a line. lola: `enable_unbuffered_access`
    public var enableUnbufferedAccess = false
    /// What the readout amplifier sees. lola: `source`
    public var source: NeuronConfig.ReadoutSource = .membrane

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Readout" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("enable_buffered_access", &enableBufferedAccess)
      visitor.field("enable_amplifier", &enableAmplifier)
      visitor.field("enable_unbuffered_access", &enableUnbufferedAccess)
      visitor.field("source", &source)
    }
  }
}

extension AtomicNeuron {
  /// Reset after a spike.
  public struct RefractoryPeriod: FieldGroup {
    /// Clock of the refractory counter. lola: `input_clock`
    public var inputClock: NeuronBackendConfig.InputClock = .slow
    /// The analog reset ends 31 − 2 · value clock cycles before the refractory period.
    ///
    /// lola: `reset_holdoff`
    public var resetHoldoff: NeuronBackendConfig.ResetHoldoff = 15
    /// Clock cycles of the refractory period. lola: `refractory_time`
    public var refractoryTime: NeuronBackendConfig.RefractoryTime = 0
    /// Switch synaptic input and exponential term off during reset. lola: `enable_pause`
    public var enablePause = false

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::RefractoryPeriod" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("input_clock", &inputClock)
      visitor.field("reset_holdoff", &resetHoldoff)
      visitor.field("refractory_time", &refractoryTime)
      visitor.field("enable_pause", &enablePause)
    }
  }
}

extension AtomicNeuron {
  /// Extension for Bayesian networks.
  public struct Bayesian: FieldGroup {
    /// Post pulses follow the extension. lola: `to_post_pulse`
    public var toPostPulse = true
    /// Logic operation, two bits. lola: `operation`
    public var operation: Operation = 0
    /// Connect the fire signal with the other row. lola: `connect_fire_vertical`
    public var connectFireVertical = false
    /// Send the fire signal to the right neighbour. lola: `connect_fire_to_right`
    public var connectFireToRight = false
    /// A circuit that does not work on the chip. lola: `connect_fire_from_right`
    public var connectFireFromRight = false
    /// Send the fire signal to connected neurons. lola: `enable_master`
    public var enableMaster = false
    /// Receive the fire signal of another neuron. lola: `enable_slave`
    public var enableSlave = false

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Bayesian" }

    public static var cerealKeyPrefix: String { "" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("to_post_pulse", &toPostPulse)
      visitor.field("operation", &operation)
      visitor.field("connect_fire_vertical", &connectFireVertical)
      visitor.field("connect_fire_to_right", &connectFireToRight)
      visitor.field("connect_fire_from_right", &connectFireFromRight)
      visitor.field("enable_master", &enableMaster)
      visitor.field("enable_slave", &enableSlave)
    }
  }
}

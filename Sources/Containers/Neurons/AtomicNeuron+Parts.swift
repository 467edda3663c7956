public import Coordinates

extension AtomicNeuron {
  /// Synaptic input of one sign.
  public struct SynapticInput: FieldGroup {
    /// Connects the OTA of the input to the membrane. lola: `enable`
    public var enable = false
    /// Bias of the line resistor, which sets the time constant of the input line, 0…1022: larger is
    /// shorter, 0 leaves the line almost floating.
    ///
    /// lola: `i_bias_tau`
    public var iBiasTau: CapMemCell.AnalogValue = .value(0)
    /// Bias of the OTA in conductance mode, 0…1022. lola: `i_bias_coba`
    public var iBiasCoba: CapMemCell.AnalogValue = .value(0)
    /// Bias of the source follower that sets the reference voltage of the OTA, 0…1022.
    ///
    /// lola: `i_shift_reference`
    public var iShiftReference: CapMemCell.AnalogValue = .value(0)
    /// Bias of the OTA in current mode, 0…1022: the strength of the input. lola: `i_bias_gm`
    public var iBiasGm: CapMemCell.AnalogValue = .value(0)
    /// Reversal potential in conductance mode, 0…1022. lola: `v_rev_coba`
    public var vRevCoba: CapMemCell.AnalogValue = .value(0)
    /// Disconnects the capacitor of the line, so that only parasitic capacitance is left.
    ///
    /// lola: `enable_small_capacitance`
    public var enableSmallCapacitance = true
    /// Selects the larger resistor of the line, which lengthens the time constant.
    ///
    /// lola: `enable_high_resistance`
    public var enableHighResistance = false
    /// Makes the input a conductance instead of a current source. lola: `enable_coba_mode`
    public var enableCobaMode = false

    /// Creates lola's default: off, all biases 0, small line capacitance.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::SynapticInput" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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
    /// Leak potential, 0…1022. lola: `v_leak`
    public var vLeak: CapMemCell.AnalogValue = .value(0)
    /// Bias of the leak OTA, 0…1022: larger is a shorter membrane time constant. lola: `i_bias`
    public var iBias: CapMemCell.AnalogValue = .value(0)
    /// Enables source degeneration of the OTA. lola: `enable_degeneration`
    public var enableDegeneration = false
    /// Divides the conductance of the OTA by 8. lola: `enable_division`
    public var enableDivision = false
    /// Multiplies the conductance of the OTA by 8. lola: `enable_multiplication`
    public var enableMultiplication = false

    /// Creates lola's default: potential and bias 0.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Leak" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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
    /// Reset potential, 0…1022. lola: `v_reset`
    public var vReset: CapMemCell.AnalogValue = .value(0)
    /// Bias of the OTA during a reset, 0…1022: larger resets faster. lola: `i_bias`
    public var iBias: CapMemCell.AnalogValue = .value(0)
    /// Enables source degeneration of the OTA. lola: `enable_degeneration`
    public var enableDegeneration = false
    /// Divides the conductance of the OTA by 8. lola: `enable_division`
    public var enableDivision = false
    /// Multiplies the conductance of the OTA by 8. lola: `enable_multiplication`
    public var enableMultiplication = false

    /// Creates lola's default: potential and bias 0.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Reset" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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
    /// Enables the threshold comparator, so that the neuron spikes. lola: `enable`
    public var enable = false
    /// Threshold potential, 0…1022. lola: `v_threshold`
    public var vThreshold: CapMemCell.AnalogValue = .value(0)

    /// Creates lola's default: comparator off.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Threshold" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("enable", &enable)
      visitor.field("v_threshold", &vThreshold)
    }
  }
}

extension AtomicNeuron {
  /// Connections to other neuron circuits.
  public struct MultiCompartment: FieldGroup {
    /// Connects the membrane to the soma line. lola: `connect_soma`
    public var connectSoma = false
    /// Connects the soma line to that of the right neighbour. lola: `connect_soma_right`
    public var connectSomaRight = false
    /// Connects the membrane to that of the right neighbour. lola: `connect_right`
    public var connectRight = false
    /// Connects the membrane to that of the neuron in the other row. lola: `connect_vertical`
    public var connectVertical = false
    /// Connects the membrane to the soma line through a conductance. lola: `enable_conductance`
    public var enableConductance = false
    /// Divides that conductance by 4. lola: `enable_conductance_division`
    public var enableConductanceDivision = false
    /// Multiplies that conductance by 4. lola: `enable_conductance_multiplication`
    public var enableConductanceMultiplication = false
    /// Bias of that conductance, 0…1022. lola: `i_bias_nmda`
    public var iBiasNmda: CapMemCell.AnalogValue = .value(0)

    /// Creates lola's default: no connection.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::MultiCompartment" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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
    /// Connects the constant current to the membrane. lola: `enable`
    public var enable = false
    /// Strength of the current, 0…1022. lola: `i_offset`
    public var iOffset: CapMemCell.AnalogValue = .value(0)
    /// Direction of the current. lola: `type`
    public var type: Direction = .source

    /// Creates lola's default: off.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::ConstantCurrent" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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
    /// Size of the capacitor, 0…63; 63 is about 2.3 pF. lola: `capacitance`
    public var capacitance: NeuronConfig.MembraneCapacitorSize = 0

    /// Creates lola's default: size 0.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::MembraneCapacitance" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("capacitance", &capacitance)
    }
  }
}

extension AtomicNeuron {
  /// Adaptation term.
  public struct Adaptation: FieldGroup {
    /// Enables the adaptation term. lola: `enable`
    public var enable = false
    /// Enables the adaptation pulse after each spike. lola: `enable_pulse`
    public var enablePulse = false
    /// Inverts the sign of sub-threshold adaptation. lola: `invert_a`
    public var invertA = false
    /// Inverts the sign of spike-triggered adaptation. lola: `invert_b`
    public var invertB = false
    /// Reference potential of the adaptation, 0…1022. lola: `v_ref`
    public var vRef: CapMemCell.AnalogValue = .value(0)
    /// Bias that sets the adaptation time constant, 0…1022. lola: `i_bias_tau`
    public var iBiasTau: CapMemCell.AnalogValue = .value(0)
    /// Strength of sub-threshold adaptation, 0…1022. lola: `i_bias_a`
    public var iBiasA: CapMemCell.AnalogValue = .value(0)
    /// Strength of spike-triggered adaptation, 0…1022. lola: `i_bias_b`
    public var iBiasB: CapMemCell.AnalogValue = .value(0)
    /// Leak potential of the adaptation, 0…1022. lola: `v_leak`
    public var vLeak: CapMemCell.AnalogValue = .value(0)

    /// Creates lola's default: off.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Adaptation" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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
    /// Enables the exponential term. lola: `enable`
    public var enable = false
    /// Threshold of the exponential term, 0…1022. lola: `v_exp`
    public var vExp: CapMemCell.AnalogValue = .value(0)
    /// Strength of the exponential term, 0…1022. lola: `i_bias`
    public var iBias: CapMemCell.AnalogValue = .value(0)

    /// Creates lola's default: off.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Exponential" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("enable", &enable)
      visitor.field("v_exp", &vExp)
      visitor.field("i_bias", &iBias)
    }
  }
}

extension AtomicNeuron {
  /// Routing of spikes.
  public struct EventRouting: FieldGroup {
    /// Fire pulse on the analog side; a triggered reset needs it. lola: `analog_output`
    public var analogOutput: AnalogOutput = .off
    /// Sends spikes to the event output of the neuron. lola: `enable_digital`
    public var enableDigital = false
    /// Makes the neuron spike on every excitatory event, without the membrane.
    ///
    /// lola: `enable_bypass_excitatory`
    public var enableBypassExcitatory = false
    /// Makes the neuron spike on every inhibitory event, without the membrane.
    ///
    /// lola: `enable_bypass_inhibitory`
    public var enableBypassInhibitory = false
    /// Address that the neuron sends with its spikes, 0…255. lola: `address`
    public var address: NeuronBackendAddressOut = 0
    /// Overwrites the post pulse of the correlation sensors. lola: `enable_post_overwrite`
    public var enablePostOverwrite = false

    /// Creates lola's default: no fire pulse, no spikes.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::EventRouting" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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
    /// Connects the readout amplifier to the shared readout line of the MADC and the pads; the CADC
    /// does not need it.
    ///
    /// lola: `enable_buffered_access`
    public var enableBufferedAccess = false
    /// Enables the readout amplifier, which CADC and MADC need. lola: `enable_amplifier`
    public var enableAmplifier = false
    /// Connects the membrane to the readout line without the amplifier.
    ///
    /// lola: `enable_unbuffered_access`
    public var enableUnbufferedAccess = false
    /// Potential that the readout amplifier follows. lola: `source`
    public var source: NeuronConfig.ReadoutSource = .membrane

    /// Creates lola's default: amplifier off, source membrane.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Readout" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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
    /// Clock that the refractory counter counts. lola: `input_clock`
    public var inputClock: NeuronBackendConfig.InputClock = .slow
    /// Early end of the analog reset, 0…15: 31 − 2 · value clock cycles before the refractory
    /// period ends.
    ///
    /// lola: `reset_holdoff`
    public var resetHoldoff: NeuronBackendConfig.ResetHoldoff = 15
    /// Length of the refractory period in cycles of the selected clock, 0…255.
    ///
    /// lola: `refractory_time`
    public var refractoryTime: NeuronBackendConfig.RefractoryTime = 0
    /// Disconnects synaptic input and exponential term during a reset. lola: `enable_pause`
    public var enablePause = false

    /// Creates lola's default: slow clock, holdoff 15, time 0.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::RefractoryPeriod" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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
    /// Lets post pulses follow the extension. lola: `to_post_pulse`
    public var toPostPulse = true
    /// Logic operation of the extension, 0…3. lola: `operation`
    public var operation: Operation = 0
    /// Connects the fire signal with that of the other row. lola: `connect_fire_vertical`
    public var connectFireVertical = false
    /// Sends the fire signal to the right neighbour. lola: `connect_fire_to_right`
    public var connectFireToRight = false
    /// Circuit that does not work on the chip; leave it off. lola: `connect_fire_from_right`
    public var connectFireFromRight = false
    /// Sends the fire signal to connected neurons. lola: `enable_master`
    public var enableMaster = false
    /// Receives the fire signal of another neuron. lola: `enable_slave`
    public var enableSlave = false

    /// Creates lola's default: post pulses through the extension, no connection.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron::Bayesian" }

    /// Prefix of the keys in serialised files: none.
    public static var cerealKeyPrefix: String { "" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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

public import Coordinates

/// One neuron as a user sees it: `NeuronConfig`, `NeuronBackendConfig` and 24 CapMem cells in one.
///
/// lola: `AtomicNeuron`
public struct AtomicNeuron: Container {
  /// Excitatory synaptic input. lola: `excitatory_input`
  public var excitatoryInput = SynapticInput()
  /// Inhibitory synaptic input. lola: `inhibitory_input`
  public var inhibitoryInput = SynapticInput()
  /// Leak term. lola: `leak`
  public var leak = Leak()
  /// Reset of the membrane. lola: `reset`
  public var reset = Reset()
  /// Spike threshold. lola: `threshold`
  public var threshold = Threshold()
  /// Connections to other neuron circuits. lola: `multicompartment`
  public var multicompartment = MultiCompartment()
  /// Constant membrane current. lola: `constant_current`
  public var constantCurrent = ConstantCurrent()
  /// Membrane capacitor. lola: `membrane_capacitance`
  public var membraneCapacitance = MembraneCapacitance()
  /// Adaptation term. lola: `adaptation`
  public var adaptation = Adaptation()
  /// Exponential term. lola: `exponential`
  public var exponential = Exponential()
  /// Spikes. lola: `event_routing`
  public var eventRouting = EventRouting()
  /// Readout. lola: `readout`
  public var readout = Readout()
  /// Reset after a spike. lola: `refractory_period`
  public var refractoryPeriod = RefractoryPeriod()
  /// Extension for Bayesian networks. lola: `bayesian`
  public var bayesian = Bayesian()

  /// Creates lola's default: every switch off but the small line capacitance, every CapMem cell 0.
  public init() {}
}

extension AtomicNeuron {
  /// Target of a CapMem cell of the neuron. lola: `AtomicNeuron::AnalogValue`
  public typealias AnalogValue = CapMemCell.AnalogValue

  /// Coordinate of a neuron; the chip has 512.
  public typealias CoordinateType = AtomicNeuronOnDLS

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "lola::vx::v3::AtomicNeuron" }

  /// Prefix of the keys in serialised files: none.
  public static var cerealKeyPrefix: String { "" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.group("excitatory_input", &excitatoryInput)
    visitor.group("inhibitory_input", &inhibitoryInput)
    visitor.group("leak", &leak)
    visitor.group("reset", &reset)
    visitor.group("threshold", &threshold)
    visitor.group("multicompartment", &multicompartment)
    visitor.group("constant_current", &constantCurrent)
    visitor.group("membrane_capacitance", &membraneCapacitance)
    visitor.group("adaptation", &adaptation)
    visitor.group("exponential", &exponential)
    visitor.group("event_routing", &eventRouting)
    visitor.group("readout", &readout)
    visitor.group("refractory_period", &refractoryPeriod)
    visitor.group("bayesian", &bayesian)
  }
}

extension AtomicNeuron.ConstantCurrent {
  /// Direction of the constant current. lola: `AtomicNeuron::ConstantCurrent::Type`
  @frozen public enum Direction: UInt8, FieldChoice {
    /// The current charges the membrane.
    case source = 0
    /// The current discharges the membrane.
    case sink = 1
  }
}

extension AtomicNeuron.EventRouting {
  /// Strength of the fire pulse. lola: `AtomicNeuron::EventRouting::AnalogOutput`
  @frozen public enum AnalogOutput: UInt8, FieldChoice {
    /// No fire pulse; triggered resets have no effect.
    case off = 0
    /// A fire pulse of normal strength.
    case normal = 1
    /// A stronger fire pulse.
    case strong = 2
  }
}

extension AtomicNeuron.Bayesian {
  /// Logic operation of the extension. lola: `AtomicNeuron::Bayesian::Operation`
  @frozen public struct Operation: RangedInteger, FieldValue {
    /// Allowed operations: 0…3.
    @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
    /// Code of the operation, 0…3.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…3.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

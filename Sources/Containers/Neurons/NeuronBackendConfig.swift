// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Digital backend of one neuron: spikes and refractory time. haldls: `NeuronBackendConfig`
public struct NeuronBackendConfig: Container {
  /// Address that the neuron sends with its spikes. haldls: `address_out`
  public var addressOut: NeuronBackendAddressOut = 0
  /// The analog reset ends 31 − 2 · value clock cycles before the refractory period.
  ///
  /// haldls: `reset_holdoff`
  public var resetHoldoff: ResetHoldoff = 15
  /// Clock cycles of the refractory period. haldls: `refractory_time`
  public var refractoryTime: RefractoryTime = 0
  /// Overwrite the correlation post pulse. haldls: `post_overwrite`
  public var postOverwrite = false
  /// Clock of the refractory counter. haldls: `select_input_clock`
  public var selectInputClock: InputClock = .slow
  /// Adaptation pulses on. haldls: `enable_adaptation_pulse`
  public var enableAdaptationPulse = false
  /// Extension for Bayesian networks; see `lola::vx::v3::AtomicNeuron::Bayesian`.
  ///
  /// haldls: `enable_bayesian_extension`
  public var enableBayesianExtension = true
  /// Receive the fire signal of another neuron. haldls: `enable_neuron_slave`
  public var enableNeuronSlave = false
  /// Connect the fire signal with the other row. haldls: `connect_fire_bottom`
  public var connectFireBottom = false
  /// A circuit that does not work on the chip. haldls: `connect_fire_from_right`
  public var connectFireFromRight = false
  /// Send the fire signal to the right neighbour. haldls: `connect_fire_to_right`
  public var connectFireToRight = false
  /// Send spikes off the neuron. haldls: `enable_spike_out`
  public var enableSpikeOut = false
  /// Send the fire signal to connected neurons. haldls: `enable_neuron_master`
  public var enableNeuronMaster = false
  /// Bit 0 of the Bayesian operation. haldls: `enable_bayesian_0`
  public var enableBayesian0 = false
  /// Bit 1 of the Bayesian operation. haldls: `enable_bayesian_1`
  public var enableBayesian1 = false

  /// The defaults of the real software.
  public init() {}
}

extension NeuronBackendConfig {
  /// Earlier end of the analog reset. haldls: `NeuronBackendConfig::ResetHoldoff`
  @frozen public struct ResetHoldoff: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Clock cycles of the refractory period. haldls: `NeuronBackendConfig::RefractoryTime`
  @frozen public struct RefractoryTime: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Clock of the refractory counter. haldls: `NeuronBackendConfig::InputClock`
  @frozen public enum InputClock: UInt8, FieldChoice {
    case slow = 0
    case fast = 1
  }
}

extension NeuronBackendConfig {
  public typealias CoordinateType = NeuronBackendConfigOnDLS

  public static var wordCount: Int { 4 }

  public static func writeAddress(of coordinate: NeuronBackendConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.neuronBackends, coordinate.block)
      + 4 * UInt32(coordinate.local.rawValue) + UInt32(word)
  }

  public static var cerealTypeName: String { "haldls::vx::v3::NeuronBackendConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field(
      "address_out", &addressOut,
      .bits(0, 0, width: 6, from: 2).inverted + .bits(1, 4, width: 2).inverted)
    visitor.field(
      "reset_holdoff", &resetHoldoff, .bits(0, 6, width: 2) + .bits(1, 6, width: 2, from: 2))
    visitor.field(
      "refractory_time", &refractoryTime,
      .bits(1, 0, width: 4, from: 4).inverted + .bits(2, 2, width: 4).inverted)
    visitor.field("post_overwrite", &postOverwrite, .bits(2, 0))
    visitor.field("select_input_clock", &selectInputClock, .bits(2, 1))
    visitor.field("enable_adaptation_pulse", &enableAdaptationPulse, .bits(2, 6))
    visitor.field("enable_bayesian_extension", &enableBayesianExtension, .bits(2, 7))
    visitor.field("enable_neuron_slave", &enableNeuronSlave, .bits(3, 0))
    visitor.field("connect_fire_bottom", &connectFireBottom, .bits(3, 1))
    visitor.field("connect_fire_from_right", &connectFireFromRight, .bits(3, 2))
    visitor.field("connect_fire_to_right", &connectFireToRight, .bits(3, 3))
    visitor.field("enable_spike_out", &enableSpikeOut, .bits(3, 4))
    visitor.field("enable_neuron_master", &enableNeuronMaster, .bits(3, 5))
    visitor.field("enable_bayesian_0", &enableBayesian0, .bits(3, 7))
    visitor.field("enable_bayesian_1", &enableBayesian1, .bits(3, 6))
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

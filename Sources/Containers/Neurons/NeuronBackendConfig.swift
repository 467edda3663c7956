public import Coordinates

/// Digital backend of one neuron: spikes and refractory time. haldls: `NeuronBackendConfig`
public struct NeuronBackendConfig: Container {
  /// Address that the neuron sends with its spikes, 0…255. haldls: `address_out`
  public var addressOut: NeuronBackendAddressOut = 0
  /// Early end of the analog reset, 0…15: 31 − 2 · value clock cycles before the refractory period
  /// ends.
  ///
  /// haldls: `reset_holdoff`
  public var resetHoldoff: ResetHoldoff = 15
  /// Length of the refractory period in cycles of the selected clock, 0…255.
  ///
  /// haldls: `refractory_time`
  public var refractoryTime: RefractoryTime = 0
  /// Overwrites the post pulse of the correlation sensors. haldls: `post_overwrite`
  public var postOverwrite = false
  /// Clock that the refractory counter counts. haldls: `select_input_clock`
  public var selectInputClock: InputClock = .slow
  /// Enables the adaptation pulse after each spike. haldls: `enable_adaptation_pulse`
  public var enableAdaptationPulse = false
  /// Enables the extension for Bayesian networks; see ``AtomicNeuron/Bayesian``.
  ///
  /// haldls: `enable_bayesian_extension`
  public var enableBayesianExtension = true
  /// Receives the fire signal of another neuron. haldls: `enable_neuron_slave`
  public var enableNeuronSlave = false
  /// Connects the fire signal with that of the other row. haldls: `connect_fire_bottom`
  public var connectFireBottom = false
  /// Circuit that does not work on the chip; leave it off. haldls: `connect_fire_from_right`
  public var connectFireFromRight = false
  /// Sends the fire signal to the right neighbour. haldls: `connect_fire_to_right`
  public var connectFireToRight = false
  /// Sends spikes to the event output of the neuron. haldls: `enable_spike_out`
  public var enableSpikeOut = false
  /// Sends the fire signal to connected neurons. haldls: `enable_neuron_master`
  public var enableNeuronMaster = false
  /// Bit 0 of the logic operation of the Bayesian extension. haldls: `enable_bayesian_0`
  public var enableBayesian0 = false
  /// Bit 1 of the logic operation of the Bayesian extension. haldls: `enable_bayesian_1`
  public var enableBayesian1 = false

  /// Creates haldls' default: no spikes out, no refractory time, slow clock, reset holdoff 15.
  public init() {}
}

extension NeuronBackendConfig {
  /// Number that sets how early the analog reset ends. haldls: `NeuronBackendConfig::ResetHoldoff`
  @frozen public struct ResetHoldoff: RangedInteger, FieldValue {
    /// Allowed values: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Value h in 0…15; the analog reset ends 31 − 2h clock cycles early.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Length of the refractory period in cycles of the selected clock, 0…255.
  ///
  /// haldls: `NeuronBackendConfig::RefractoryTime`
  @frozen public struct RefractoryTime: RangedInteger, FieldValue {
    /// Allowed times: 0…255.
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    /// Number of clock cycles, 0…255.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…255.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Clock that the refractory counter counts. haldls: `NeuronBackendConfig::InputClock`
  @frozen public enum InputClock: UInt8, FieldChoice {
    /// The clock that `clockScaleSlow` sets.
    case slow = 0
    /// The clock that `clockScaleFast` sets.
    case fast = 1
  }
}

extension NeuronBackendConfig {
  /// Coordinate of a neuron's backend; the chip has 512.
  public typealias CoordinateType = NeuronBackendConfigOnDLS

  /// Number of 32-bit words on the bus: 4.
  public static var wordCount: Int { 4 }

  /// Returns the address of a word: base of the half + 4 · neuron + word.
  public static func writeAddress(of coordinate: NeuronBackendConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.neuronBackends, coordinate.block)
      + 4 * UInt32(coordinate.local.rawValue) + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::v3::NeuronBackendConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
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

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

public import Coordinates

/// Clocks and waits common to the neuron backends of one half of the columns.
///
/// haldls: `CommonNeuronBackendConfig`
public struct CommonNeuronBackendConfig: Container {
  /// Enables the event registers. haldls: `enable_event_registers`
  public var enableEventRegisters = true
  /// Holds all neurons of the half in reset. haldls: `force_reset`
  public var forceReset = false
  /// Enables the refractory clocks. haldls: `enable_clocks`
  public var enableClocks = true
  /// Divider of the slow refractory clock, 0…15: 250 MHz / 2^(value + 1).
  ///
  /// haldls: `clock_scale_slow`
  public var clockScaleSlow: ClockScale = 0
  /// Divider of the fast refractory clock, 0…15: 250 MHz / 2^(value + 1).
  ///
  /// haldls: `clock_scale_fast`
  public var clockScaleFast: ClockScale = 0
  /// Selects the clock edge on which events are sampled, by event output: true is the rising edge.
  ///
  /// haldls: `sample_positive_edge`
  public var samplePositiveEdge = TypedArray4<Bool, NeuronEventOutputOnNeuronBackendBlock>(
    repeating: true)
  /// Divider of the clock of adaptation pulses, 0…15: 250 MHz / 2^(value + 1).
  ///
  /// haldls: `clock_scale_adaptation_pulse`
  public var clockScaleAdaptationPulse: ClockScale = 0
  /// Divider of the clock of post pulses, 0…15: 250 MHz / 2^(value + 1).
  ///
  /// haldls: `clock_scale_post_pulse`
  public var clockScalePostPulse: ClockScale = 0
  /// Wait of a global post pulse, 0…255. haldls: `wait_global_post_pulse`
  public var waitGlobalPostPulse: WaitGlobalPostPulse = 1
  /// Wait of a spike counter reset, 0…255. haldls: `wait_spike_counter_reset`
  public var waitSpikeCounterReset: WaitSpikeCounterReset = 4
  /// Wait of a spike counter read, 0…255. haldls: `wait_spike_counter_read`
  public var waitSpikeCounterRead: WaitSpikeCounterRead = 112
  /// Length of the artificial fire pulse that a triggered reset sends, 0…255.
  ///
  /// haldls: `wait_fire_neuron`
  public var waitFireNeuron: WaitFireNeuron = 4

  /// Creates haldls' default: clocks on and undivided (125 MHz), no reset.
  public init() {}
}

extension CommonNeuronBackendConfig {
  /// Clock of 250 MHz / 2^(value + 1). haldls: `CommonNeuronBackendConfig::ClockScale`
  @frozen public struct ClockScale: RangedInteger, FieldValue {
    /// Allowed exponents: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Exponent s of the divider 2^(s + 1), 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Wait of a global post pulse, 0…255. haldls: `CommonNeuronBackendConfig::WaitGlobalPostPulse`
  @frozen public struct WaitGlobalPostPulse: RangedInteger, FieldValue {
    /// Allowed waits: 0…255.
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    /// Number of clock cycles, 0…255.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…255.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Wait of a spike counter reset, 0…255.
  ///
  /// haldls: `CommonNeuronBackendConfig::WaitSpikeCounterReset`
  @frozen public struct WaitSpikeCounterReset: RangedInteger, FieldValue {
    /// Allowed waits: 0…255.
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    /// Number of clock cycles, 0…255.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…255.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Wait of a spike counter read, 0…255. haldls: `CommonNeuronBackendConfig::WaitSpikeCounterRead`
  @frozen public struct WaitSpikeCounterRead: RangedInteger, FieldValue {
    /// Allowed waits: 0…255.
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    /// Number of clock cycles, 0…255.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…255.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Length of the artificial fire pulse that a triggered reset sends, 0…255.
  ///
  /// haldls: `CommonNeuronBackendConfig::WaitFireNeuron`
  @frozen public struct WaitFireNeuron: RangedInteger, FieldValue {
    /// Allowed lengths: 0…255.
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    /// Number of clock cycles, 0…255.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…255.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CommonNeuronBackendConfig {
  /// Coordinate of a half of the columns.
  public typealias CoordinateType = CommonNeuronBackendConfigOnDLS

  /// Number of 32-bit words on the bus: 2.
  public static var wordCount: Int { 2 }

  /// Returns the address of a word: base of the half + word.
  public static func writeAddress(of coordinate: CommonNeuronBackendConfigOnDLS, word: Int)
    -> UInt32
  {
    OmnibusAddress.onBlock(OmnibusAddress.commonNeuronBackends, coordinate) + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CommonNeuronBackendConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field(
      "enable_event_registers", key: "en_event_regs", &enableEventRegisters, .bits(0, 0))
    visitor.field("force_reset", &forceReset, .bits(0, 1))
    visitor.field("enable_clocks", key: "en_clocks", &enableClocks, .bits(0, 2))
    visitor.field("clock_scale_slow", &clockScaleSlow, .bits(0, 4))
    visitor.field("clock_scale_fast", &clockScaleFast, .bits(0, 8))
    visitor.array("sample_positive_edge", key: "sample_pos_edge", &samplePositiveEdge) {
      .bits(0, 12 + $0.value)
    }
    visitor.field(
      "clock_scale_adaptation_pulse", key: "clock_scale_adapt_pulse", &clockScaleAdaptationPulse,
      .bits(0, 16))
    visitor.field("clock_scale_post_pulse", &clockScalePostPulse, .bits(0, 20))
    visitor.field("wait_global_post_pulse", &waitGlobalPostPulse, .bits(1, 0))
    visitor.field("wait_spike_counter_reset", &waitSpikeCounterReset, .bits(1, 8))
    visitor.field("wait_spike_counter_read", &waitSpikeCounterRead, .bits(1, 16))
    visitor.field("wait_fire_neuron", &waitFireNeuron, .bits(1, 24))
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

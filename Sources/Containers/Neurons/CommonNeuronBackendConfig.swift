// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Clocks and waits common to the neuron backends of one half of the columns.
///
/// haldls: `CommonNeuronBackendConfig`
public struct CommonNeuronBackendConfig: Container {
  /// Event registers on. haldls: `enable_event_registers`
  public var enableEventRegisters = true
  /// Hold all neurons of the half in reset. haldls: `force_reset`
  public var forceReset = false
  /// Refractory clocks on. haldls: `enable_clocks`
  public var enableClocks = true
  /// Slow clock: 250 MHz / 2^(value + 1). haldls: `clock_scale_slow`
  public var clockScaleSlow: ClockScale = 0
  /// Fast clock: 250 MHz / 2^(value + 1). haldls: `clock_scale_fast`
  public var clockScaleFast: ClockScale = 0
  /// Clock edge on which events are sampled. haldls: `sample_positive_edge`
  public var samplePositiveEdge = TypedArray4<Bool, NeuronEventOutputOnNeuronBackendBlock>(
    repeating: true)
  /// Clock of adaptation pulses. haldls: `clock_scale_adaptation_pulse`
  public var clockScaleAdaptationPulse: ClockScale = 0
  /// Clock of post pulses. haldls: `clock_scale_post_pulse`
  public var clockScalePostPulse: ClockScale = 0
  /// Wait of the post pulse. haldls: `wait_global_post_pulse`
  public var waitGlobalPostPulse: WaitGlobalPostPulse = 1
  /// Wait of the counter reset. haldls: `wait_spike_counter_reset`
  public var waitSpikeCounterReset: WaitSpikeCounterReset = 4
  /// Wait of the counter read. haldls: `wait_spike_counter_read`
  public var waitSpikeCounterRead: WaitSpikeCounterRead = 112
  /// Length of the artificial fire pulse. haldls: `wait_fire_neuron`
  public var waitFireNeuron: WaitFireNeuron = 4

  /// The defaults of the real software.
  public init() {}
}

extension CommonNeuronBackendConfig {
  /// Clock of 250 MHz / 2^(value + 1). haldls: `CommonNeuronBackendConfig::ClockScale`
  @frozen public struct ClockScale: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Wait of the post pulse. haldls: `CommonNeuronBackendConfig::WaitGlobalPostPulse`
  @frozen public struct WaitGlobalPostPulse: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Wait of the counter reset. haldls: `CommonNeuronBackendConfig::WaitSpikeCounterReset`
  @frozen public struct WaitSpikeCounterReset: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Wait of the counter read. haldls: `CommonNeuronBackendConfig::WaitSpikeCounterRead`
  @frozen public struct WaitSpikeCounterRead: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Length of the artificial fire pulse. haldls: `CommonNeuronBackendConfig::WaitFireNeuron`
  @frozen public struct WaitFireNeuron: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CommonNeuronBackendConfig {
  public typealias CoordinateType = CommonNeuronBackendConfigOnDLS

  public static var wordCount: Int { 2 }

  public static func writeAddress(of coordinate: CommonNeuronBackendConfigOnDLS, word: Int)
    -> UInt32
  {
    OmnibusAddress.onBlock(OmnibusAddress.commonNeuronBackends, coordinate) + UInt32(word)
  }

  public static var cerealTypeName: String { "haldls::vx::CommonNeuronBackendConfig" }

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

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

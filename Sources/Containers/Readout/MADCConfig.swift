// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Timing, inputs and amplifiers of the fast ADC. haldls: `MADCConfig`
public struct MADCConfig: Container {
  /// Readout channel that is sampled first. haldls: `active_mux_initially_selected_input`
  public var activeMuxInitiallySelectedInput: SourceMultiplexerOnReadoutSourceSelection = 0
  /// Samples of one channel before switching. haldls: `active_mux_input_select_length`
  public var activeMuxInputSelectLength: ActiveMuxInputSelectLength = 0
  /// A sample takes 12 + value MADC cycles. haldls: `sample_duration_adjust`
  public var sampleDurationAdjust: SampleDurationAdjust = 5
  /// Edge of the SAR reset. haldls: `enable_sar_reset_on_fall`
  public var enableSARResetOnFall = false
  /// Wait of the SAR reset. haldls: `sar_reset_wait`
  public var sarResetWait: SARResetWait = 3
  /// Length of the SAR reset. haldls: `sar_reset_length`
  public var sarResetLength: SARResetLength = 0
  /// MADC cycles to wake up. haldls: `powerup_wait_value`
  public var powerupWaitValue: PowerupWaitValue = 96
  /// Additional conversion cycles; the nominal rate ignores them.
  ///
  /// haldls: `conversion_cycles_offset`
  public var conversionCyclesOffset: ConversionCyclesOffset = 12
  /// Cycles of the calibration. haldls: `calibration_wait_value`
  public var calibrationWaitValue: CalibrationWaitValue = 0
  /// Calibration on. haldls: `enable_calibration`
  public var enableCalibration = false
  /// Samples of one recording without continuous sampling. haldls: `number_of_samples`
  public var numberOfSamples: NumberOfSamples = 0
  /// Begin of the preamplifier window. haldls: `preamp_sampling_window_start`
  public var preampSamplingWindowStart: SamplingWindowStart = 3
  /// End of the preamplifier window. haldls: `preamp_sampling_window_end`
  public var preampSamplingWindowEnd: SamplingWindowEnd = 8
  /// Begin of the current converter window. haldls: `iconv_sampling_window_start`
  public var iconvSamplingWindowStart: SamplingWindowStart = 9
  /// End of the current converter window. haldls: `iconv_sampling_window_end`
  public var iconvSamplingWindowEnd: SamplingWindowEnd = 14
  /// Clock edge of the digital sampling. haldls: `sample_on_positive_edge`
  public var sampleOnPositiveEdge = true
  /// Send the sample counter instead of samples. haldls: `enable_dummy_data`
  public var enableDummyData = false
  /// Preamplifier to the MADC. haldls: `connect_preamp_to_madc`
  public var connectPreampToMADC = true
  /// Pads to the MADC. haldls: `connect_pads_to_madc`
  public var connectPadsToMADC = false
  /// Preamplifier to the pads. haldls: `connect_preamp_to_pads`
  public var connectPreampToPads = false
  /// Gain capacitor of the preamplifier. haldls: `preamp_gain_capacitor_size`
  public var preampGainCapacitorSize: PreampGainCapacitorSize = 31
  /// Clock divider on. haldls: `enable_madc_clock_scaling`
  public var enableMADCClockScaling = false
  /// Clock divider 2 · (value + 1). haldls: `madc_clock_scale_value`
  public var madcClockScaleValue: MADCClockScaleValue = 0
  /// Amplifiers of the input multiplexer on. haldls: `enable_active_mux_amplifiers`
  public var enableActiveMuxAmplifiers = true
  /// Pseudo-differential reference by readout channel.
  ///
  /// haldls: `enable_pseudo_differential_reference`
  public var enablePseudoDifferentialReference = TypedArray2<
    Bool, SourceMultiplexerOnReadoutSourceSelection
  >(
    repeating: false)
  /// Connect the current meter. haldls: `signal_selection_connect_current_meter`
  public var signalSelectionConnectCurrentMeter = false
  /// Connect the input multiplexer. haldls: `signal_selection_connect_active_mux`
  public var signalSelectionConnectActiveMux = true
  /// Connect the debug line. haldls: `signal_selection_connect_debug`
  public var signalSelectionConnectDebug = false
  /// Connect the preamplifier. haldls: `signal_selection_connect_preamp`
  public var signalSelectionConnectPreamp = true
  /// Current converter on. haldls: `enable_iconv_amplifier`
  public var enableIconvAmplifier = false
  /// Current converter to the neurons. haldls: `connect_iconv_neuron`
  public var connectIconvNeuron = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)
  /// Current converter to the synapses. haldls: `connect_iconv_synapse`
  public var connectIconvSynapse = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)

  /// The defaults of the real software.
  public init() {}
}

extension MADCConfig {
  /// Samples of one input before switching. haldls: `MADCConfig::ActiveMuxInputSelectLength`
  @frozen public struct ActiveMuxInputSelectLength: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Additional MADC cycles of a sample. haldls: `MADCConfig::SampleDurationAdjust`
  @frozen public struct SampleDurationAdjust: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...7 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Wait of the SAR reset. haldls: `MADCConfig::SARResetWait`
  @frozen public struct SARResetWait: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Length of the SAR reset. haldls: `MADCConfig::SARResetLength`
  @frozen public struct SARResetLength: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// MADC cycles to wake up. haldls: `MADCConfig::PowerupWaitValue`
  @frozen public struct PowerupWaitValue: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt16> { 0...1023 }
    public let rawValue: UInt16
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Additional conversion cycles. haldls: `MADCConfig::ConversionCyclesOffset`
  @frozen public struct ConversionCyclesOffset: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Cycles of the calibration. haldls: `MADCConfig::CalibrationWaitValue`
  @frozen public struct CalibrationWaitValue: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt16> { 0...1023 }
    public let rawValue: UInt16
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Samples of one recording. haldls: `MADCConfig::NumberOfSamples`
  @frozen public struct NumberOfSamples: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt16> { 0...65535 }
    public let rawValue: UInt16
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Begin of a sampling window. haldls: `MADCConfig::SamplingWindowStart`
  @frozen public struct SamplingWindowStart: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// End of a sampling window. haldls: `MADCConfig::SamplingWindowEnd`
  @frozen public struct SamplingWindowEnd: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Gain capacitor of the preamplifier. haldls: `MADCConfig::PreampGainCapacitorSize`
  @frozen public struct PreampGainCapacitorSize: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Clock divider 2 · (value + 1). haldls: `MADCConfig::MADCClockScaleValue`
  @frozen public struct MADCClockScaleValue: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
    public let rawValue: UInt16
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension MADCConfig {
  public typealias CoordinateType = MADCConfigOnDLS

  public static var wordCount: Int { 10 }

  public static func writeAddress(of coordinate: MADCConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.madcConfig + UInt32(word)
  }

  public static var cerealTypeName: String { "haldls::vx::MADCConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field(
      "active_mux_initially_selected_input", &activeMuxInitiallySelectedInput, .bits(0, 3))
    visitor.field("active_mux_input_select_length", &activeMuxInputSelectLength, .bits(0, 4))
    visitor.field("sample_duration_adjust", &sampleDurationAdjust, .bits(0, 8))
    visitor.field("enable_sar_reset_on_fall", &enableSARResetOnFall, .bits(0, 11))
    visitor.field("sar_reset_wait", &sarResetWait, .bits(0, 12))
    visitor.field("sar_reset_length", &sarResetLength, .bits(0, 14))
    visitor.field("powerup_wait_value", &powerupWaitValue, .bits(1, 0))
    visitor.field("conversion_cycles_offset", &conversionCyclesOffset, .bits(1, 12))
    visitor.field("calibration_wait_value", &calibrationWaitValue, .bits(2, 0))
    visitor.field("enable_calibration", &enableCalibration, .bits(2, 15))
    visitor.field("number_of_samples", &numberOfSamples, .bits(3, 0))
    visitor.field("preamp_sampling_window_start", &preampSamplingWindowStart, .bits(4, 0))
    visitor.field("preamp_sampling_window_end", &preampSamplingWindowEnd, .bits(4, 5))
    visitor.field("iconv_sampling_window_start", &iconvSamplingWindowStart, .bits(5, 0))
    visitor.field("iconv_sampling_window_end", &iconvSamplingWindowEnd, .bits(5, 5))
    visitor.field("sample_on_positive_edge", &sampleOnPositiveEdge, .bits(6, 0))
    visitor.field("enable_dummy_data", &enableDummyData, .bits(6, 1))
    visitor.field("connect_preamp_to_madc", &connectPreampToMADC, .bits(7, 0))
    visitor.field("connect_pads_to_madc", &connectPadsToMADC, .bits(7, 1))
    visitor.field("connect_preamp_to_pads", &connectPreampToPads, .bits(7, 2))
    visitor.field("preamp_gain_capacitor_size", &preampGainCapacitorSize, .bits(7, 3))
    visitor.field("enable_madc_clock_scaling", &enableMADCClockScaling, .bits(8, 0))
    visitor.field("madc_clock_scale_value", &madcClockScaleValue, .bits(8, 1))
    visitor.field("enable_active_mux_amplifiers", &enableActiveMuxAmplifiers, .bits(9, 0))
    visitor.array("enable_pseudo_differential_reference", &enablePseudoDifferentialReference) {
      .bits(9, 1 + $0.value)
    }
    visitor.field(
      "signal_selection_connect_current_meter", &signalSelectionConnectCurrentMeter, .bits(9, 3))
    visitor.field(
      "signal_selection_connect_active_mux", &signalSelectionConnectActiveMux, .bits(9, 4))
    visitor.field("signal_selection_connect_debug", &signalSelectionConnectDebug, .bits(9, 5))
    visitor.field("signal_selection_connect_preamp", &signalSelectionConnectPreamp, .bits(9, 6))
    visitor.field("enable_iconv_amplifier", &enableIconvAmplifier, .bits(9, 7))
    visitor.array("connect_iconv_neuron", &connectIconvNeuron) { .bits(9, 8 + $0.value) }
    visitor.array("connect_iconv_synapse", &connectIconvSynapse) { .bits(9, 11 - $0.value) }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

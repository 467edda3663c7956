public import Coordinates

/// Timing, inputs and amplifiers of the fast ADC. haldls: `MADCConfig`
public struct MADCConfig: Container {
  /// Readout channel that is sampled first, 0 or 1. haldls: `active_mux_initially_selected_input`
  public var activeMuxInitiallySelectedInput: SourceMultiplexerOnReadoutSourceSelection = 0
  /// Number of samples of one channel before switching to the other, 0…15; 0 stays on the first.
  ///
  /// haldls: `active_mux_input_select_length`
  public var activeMuxInputSelectLength: ActiveMuxInputSelectLength = 0
  /// Duration of a sample, 0…7: 12 + value MADC cycles. haldls: `sample_duration_adjust`
  public var sampleDurationAdjust: SampleDurationAdjust = 5
  /// Resets the SAR logic on the falling clock edge. haldls: `enable_sar_reset_on_fall`
  public var enableSARResetOnFall = false
  /// Wait of the SAR reset, 0…3. haldls: `sar_reset_wait`
  public var sarResetWait: SARResetWait = 3
  /// Length of the SAR reset, 0…3. haldls: `sar_reset_length`
  public var sarResetLength: SARResetLength = 0
  /// Time to wake up, 0…1023 MADC cycles. haldls: `powerup_wait_value`
  public var powerupWaitValue: PowerupWaitValue = 96
  /// Additional conversion cycles, 0…15; the nominal sample rate ignores them.
  ///
  /// haldls: `conversion_cycles_offset`
  public var conversionCyclesOffset: ConversionCyclesOffset = 12
  /// Length of the calibration, 0…1023 MADC cycles. haldls: `calibration_wait_value`
  public var calibrationWaitValue: CalibrationWaitValue = 0
  /// Enables the calibration of the converter. haldls: `enable_calibration`
  public var enableCalibration = false
  /// Number of samples of a recording without continuous sampling, 0…65535.
  ///
  /// haldls: `number_of_samples`
  public var numberOfSamples: NumberOfSamples = 0
  /// Begin of the preamplifier window, 0…31. haldls: `preamp_sampling_window_start`
  public var preampSamplingWindowStart: SamplingWindowStart = 3
  /// End of the preamplifier window, 0…31. haldls: `preamp_sampling_window_end`
  public var preampSamplingWindowEnd: SamplingWindowEnd = 8
  /// Begin of the current converter window, 0…31. haldls: `iconv_sampling_window_start`
  public var iconvSamplingWindowStart: SamplingWindowStart = 9
  /// End of the current converter window, 0…31. haldls: `iconv_sampling_window_end`
  public var iconvSamplingWindowEnd: SamplingWindowEnd = 14
  /// Samples on the rising clock edge. haldls: `sample_on_positive_edge`
  public var sampleOnPositiveEdge = true
  /// Sends the low ten bits of the sample counter instead of samples, as a test pattern.
  ///
  /// haldls: `enable_dummy_data`
  public var enableDummyData = false
  /// Connects the preamplifier to the MADC. haldls: `connect_preamp_to_madc`
  public var connectPreampToMADC = true
  /// Connects the pads to the MADC. haldls: `connect_pads_to_madc`
  public var connectPadsToMADC = false
  /// Connects the preamplifier to the pads. haldls: `connect_preamp_to_pads`
  public var connectPreampToPads = false
  /// Gain capacitor of the preamplifier, 0…31. haldls: `preamp_gain_capacitor_size`
  public var preampGainCapacitorSize: PreampGainCapacitorSize = 31
  /// Enables the clock divider. haldls: `enable_madc_clock_scaling`
  public var enableMADCClockScaling = false
  /// Divider of the MADC clock, 0…4095: 2 · (value + 1). haldls: `madc_clock_scale_value`
  public var madcClockScaleValue: MADCClockScaleValue = 0
  /// Enables the amplifiers of the input multiplexer. haldls: `enable_active_mux_amplifiers`
  public var enableActiveMuxAmplifiers = true
  /// Enables the pseudo-differential reference of a readout channel.
  ///
  /// haldls: `enable_pseudo_differential_reference`
  public var enablePseudoDifferentialReference = TypedArray2<
    Bool, SourceMultiplexerOnReadoutSourceSelection
  >(
    repeating: false)
  /// Connects the current meter to the preamplifier.
  ///
  /// haldls: `signal_selection_connect_current_meter`
  public var signalSelectionConnectCurrentMeter = false
  /// Connects the input multiplexer to the preamplifier.
  ///
  /// haldls: `signal_selection_connect_active_mux`
  public var signalSelectionConnectActiveMux = true
  /// Connects the debug line to the preamplifier. haldls: `signal_selection_connect_debug`
  public var signalSelectionConnectDebug = false
  /// Connects the preamplifier to the converter. haldls: `signal_selection_connect_preamp`
  public var signalSelectionConnectPreamp = true
  /// Enables the current converter. haldls: `enable_iconv_amplifier`
  public var enableIconvAmplifier = false
  /// Connects the current converter to the neurons of a hemisphere. haldls: `connect_iconv_neuron`
  public var connectIconvNeuron = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)
  /// Connects the current converter to the synapses of a hemisphere.
  ///
  /// haldls: `connect_iconv_synapse`
  public var connectIconvSynapse = TypedArray2<Bool, HemisphereOnDLS>(repeating: false)

  /// Creates haldls' default: 17 MADC cycles a sample, input multiplexer and preamplifier
  /// connected.
  public init() {}
}

extension MADCConfig {
  /// Samples of one input before switching. haldls: `MADCConfig::ActiveMuxInputSelectLength`
  @frozen public struct ActiveMuxInputSelectLength: RangedInteger, FieldValue {
    /// Allowed lengths: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Number of samples, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Additional MADC cycles of a sample. haldls: `MADCConfig::SampleDurationAdjust`
  @frozen public struct SampleDurationAdjust: RangedInteger, FieldValue {
    /// Allowed adjustments: 0…7.
    @inlinable public static var range: ClosedRange<UInt8> { 0...7 }
    /// Number of MADC cycles beyond 12, 0…7.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…7.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Wait of the SAR reset. haldls: `MADCConfig::SARResetWait`
  @frozen public struct SARResetWait: RangedInteger, FieldValue {
    /// Allowed waits: 0…3.
    @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
    /// Number of MADC cycles, 0…3.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…3.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Length of the SAR reset. haldls: `MADCConfig::SARResetLength`
  @frozen public struct SARResetLength: RangedInteger, FieldValue {
    /// Allowed lengths: 0…3.
    @inlinable public static var range: ClosedRange<UInt8> { 0...3 }
    /// Number of MADC cycles, 0…3.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…3.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Time to wake up, 0…1023 MADC cycles. haldls: `MADCConfig::PowerupWaitValue`
  @frozen public struct PowerupWaitValue: RangedInteger, FieldValue {
    /// Allowed waits: 0…1023.
    @inlinable public static var range: ClosedRange<UInt16> { 0...1023 }
    /// Number of MADC cycles, 0…1023.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…1023.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Additional conversion cycles. haldls: `MADCConfig::ConversionCyclesOffset`
  @frozen public struct ConversionCyclesOffset: RangedInteger, FieldValue {
    /// Allowed offsets: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Number of MADC cycles, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Length of the calibration, 0…1023 MADC cycles. haldls: `MADCConfig::CalibrationWaitValue`
  @frozen public struct CalibrationWaitValue: RangedInteger, FieldValue {
    /// Allowed waits: 0…1023.
    @inlinable public static var range: ClosedRange<UInt16> { 0...1023 }
    /// Number of MADC cycles, 0…1023.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…1023.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Samples of one recording. haldls: `MADCConfig::NumberOfSamples`
  @frozen public struct NumberOfSamples: RangedInteger, FieldValue {
    /// Allowed numbers: 0…65535.
    @inlinable public static var range: ClosedRange<UInt16> { 0...65535 }
    /// Number of samples, 0…65535.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…65535.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Begin of a sampling window. haldls: `MADCConfig::SamplingWindowStart`
  @frozen public struct SamplingWindowStart: RangedInteger, FieldValue {
    /// Allowed times: 0…31.
    @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
    /// MADC cycle of the conversion, 0…31.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…31.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// End of a sampling window. haldls: `MADCConfig::SamplingWindowEnd`
  @frozen public struct SamplingWindowEnd: RangedInteger, FieldValue {
    /// Allowed times: 0…31.
    @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
    /// MADC cycle of the conversion, 0…31.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…31.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Gain capacitor of the preamplifier. haldls: `MADCConfig::PreampGainCapacitorSize`
  @frozen public struct PreampGainCapacitorSize: RangedInteger, FieldValue {
    /// Allowed sizes: 0…31.
    @inlinable public static var range: ClosedRange<UInt8> { 0...31 }
    /// Size of the capacitor, 0…31.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…31.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Divider of the MADC clock, 0…4095: 2 · (value + 1). haldls: `MADCConfig::MADCClockScaleValue`
  @frozen public struct MADCClockScaleValue: RangedInteger, FieldValue {
    /// Allowed values: 0…4095.
    @inlinable public static var range: ClosedRange<UInt16> { 0...4095 }
    /// Value v of the divider 2(v + 1), 0…4095.
    public let rawValue: UInt16
    /// Creates the value from a number that is known to lie in 0…4095.
    @inlinable public init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension MADCConfig {
  /// Coordinate of the only MADC.
  public typealias CoordinateType = MADCConfigOnDLS

  /// Number of 32-bit words on the bus: 10.
  public static var wordCount: Int { 10 }

  /// Returns the address of a word: base + word.
  public static func writeAddress(of coordinate: MADCConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.madcConfig + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::MADCConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
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

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

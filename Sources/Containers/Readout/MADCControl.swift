public import Coordinates

/// Commands to the fast ADC. haldls: `MADCControl`
public struct MADCControl: Container {
  /// Enables the current converter. haldls: `enable_iconv_amplifier`
  public var enableIconvAmplifier = false
  /// Enables the preamplifier. haldls: `enable_pre_amplifier`
  public var enablePreAmplifier = false
  /// Samples until `stopRecording`, instead of `numberOfSamples` times.
  ///
  /// haldls: `enable_continuous_sampling`
  public var enableContinuousSampling = false
  /// Powers the converter down after the recording. haldls: `enable_power_down_after_sampling`
  public var enablePowerDownAfterSampling = false
  /// Stops the recording. haldls: `stop_recording`
  public var stopRecording = false
  /// Starts a recording. haldls: `start_recording`
  public var startRecording = false
  /// Wakes the converter up; it then needs `powerupWaitValue` MADC cycles. haldls: `wake_up`
  public var wakeUp = false

  /// Creates haldls' default: no command.
  public init() {}
}

extension MADCControl {
  /// Coordinate of the only MADC.
  public typealias CoordinateType = MADCControlOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// A Boolean value that is `false`: a trigger can be written, not read.
  public static var isReadable: Bool { false }

  /// Returns the address of the command register.
  public static func writeAddress(of coordinate: MADCControlOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.madcControl
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::MADCControl" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable_iconv_amplifier", &enableIconvAmplifier, .bits(0, 6))
    visitor.field("enable_pre_amplifier", &enablePreAmplifier, .bits(0, 5))
    visitor.field("enable_continuous_sampling", &enableContinuousSampling, .bits(0, 4))
    visitor.field("enable_power_down_after_sampling", &enablePowerDownAfterSampling, .bits(0, 3))
    visitor.field("stop_recording", &stopRecording, .bits(0, 2))
    visitor.field("start_recording", &startRecording, .bits(0, 1))
    visitor.field("wake_up", &wakeUp, .bits(0, 0))
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

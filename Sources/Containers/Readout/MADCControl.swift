// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Commands to the fast ADC. haldls: `MADCControl`
public struct MADCControl: Container {
  /// Current converter on. haldls: `enable_iconv_amplifier`
  public var enableIconvAmplifier = false
  /// Preamplifier on. haldls: `enable_pre_amplifier`
  public var enablePreAmplifier = false
  /// Sample until stopped. haldls: `enable_continuous_sampling`
  public var enableContinuousSampling = false
  /// Power down after the recording. haldls: `enable_power_down_after_sampling`
  public var enablePowerDownAfterSampling = false
  /// Stop. haldls: `stop_recording`
  public var stopRecording = false
  /// Start. haldls: `start_recording`
  public var startRecording = false
  /// Wake up. haldls: `wake_up`
  public var wakeUp = false

  /// The defaults of the real software.
  public init() {}
}

extension MADCControl {
  public typealias CoordinateType = MADCControlOnDLS

  public static var wordCount: Int { 1 }

  public static var isReadable: Bool { false }

  public static func writeAddress(of coordinate: MADCControlOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.madcControl
  }

  public static var cerealTypeName: String { "haldls::vx::MADCControl" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable_iconv_amplifier", &enableIconvAmplifier, .bits(0, 6))
    visitor.field("enable_pre_amplifier", &enablePreAmplifier, .bits(0, 5))
    visitor.field("enable_continuous_sampling", &enableContinuousSampling, .bits(0, 4))
    visitor.field("enable_power_down_after_sampling", &enablePowerDownAfterSampling, .bits(0, 3))
    visitor.field("stop_recording", &stopRecording, .bits(0, 2))
    visitor.field("start_recording", &startRecording, .bits(0, 1))
    visitor.field("wake_up", &wakeUp, .bits(0, 0))
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

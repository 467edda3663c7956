// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Whether the FPGA records events and MADC samples of the chip. haldls: `EventRecordingConfig`
public struct EventRecordingConfig: Container {
  /// Record. haldls: `enable_event_recording`
  public var enableEventRecording = false

  /// The default of the real software.
  public init() {}
}

extension EventRecordingConfig {
  public typealias CoordinateType = EventRecordingConfigOnFPGA

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: EventRecordingConfigOnFPGA, word: Int) -> UInt32 {
    OmnibusAddress.eventRecording
  }

  public static var cerealTypeName: String { "haldls::vx::EventRecordingConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable_event_recording", &enableEventRecording, .bits(0, 0))
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

/// Whether FPGA and chip agree on their time. haldls: `SystimeSync`
public struct SystimeSync: Hashable, Sendable {
  /// Synchronise. haldls: `do_sync`
  public var doSync = true

  /// The default of the real software.
  public init() {}
}

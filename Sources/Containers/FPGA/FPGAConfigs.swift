public import Coordinates

/// Switch of the FPGA that records events and MADC samples of the chip.
///
/// haldls: `EventRecordingConfig`
public struct EventRecordingConfig: Container {
  /// Records events and MADC samples; without it a program reads none.
  ///
  /// haldls: `enable_event_recording`
  public var enableEventRecording = false

  /// Creates haldls' default: no recording.
  public init() {}
}

extension EventRecordingConfig {
  /// Coordinate of the switch on the FPGA.
  public typealias CoordinateType = EventRecordingConfigOnFPGA

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the register on the FPGA.
  public static func writeAddress(of coordinate: EventRecordingConfigOnFPGA, word: Int) -> UInt32 {
    OmnibusAddress.eventRecording
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::EventRecordingConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("enable_event_recording", &enableEventRecording, .bits(0, 0))
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

/// Synchronisation of the times of FPGA and chip. haldls: `SystimeSync`
public struct SystimeSync: Hashable, Sendable {
  /// Synchronises the times. haldls: `do_sync`
  public var doSync = true

  /// Creates haldls' default: synchronise.
  public init() {}
}

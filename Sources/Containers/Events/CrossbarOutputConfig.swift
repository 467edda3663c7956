public import Coordinates

/// Counters and rates of the crossbar outputs. haldls: `CrossbarOutputConfig`
public struct CrossbarOutputConfig: Container {
  /// Counts the events of an output. haldls: `enable_event_counter`
  public var enableEventCounter = TypedArray<Bool, CrossbarOutputOnDLS>(repeating: false)
  /// Limits the event rate of an output to the host. haldls: `enable_slow`
  public var enableSlow = TypedArray4<Bool, CrossbarL2OutputOnDLS>(repeating: false)

  /// Creates haldls' default: no counter, no limit.
  public init() {}
}

extension CrossbarOutputConfig {
  /// Coordinate of the only register.
  public typealias CoordinateType = CrossbarOutputConfigOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the register.
  public static func writeAddress(of coordinate: CrossbarOutputConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.crossbarOutputs
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CrossbarOutputConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("enable_event_counter", &enableEventCounter) { .bits(0, 4 + $0.value) }
    visitor.array("enable_slow", &enableSlow) { .bits(0, $0.value) }
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

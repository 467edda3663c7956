// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Counters and rates of the crossbar outputs. haldls: `CrossbarOutputConfig`
public struct CrossbarOutputConfig: Container {
  /// Count the events of the outputs. haldls: `enable_event_counter`
  public var enableEventCounter = TypedArray<Bool, CrossbarOutputOnDLS>(repeating: false)
  /// Limit the rate of the outputs to the host. haldls: `enable_slow`
  public var enableSlow = TypedArray4<Bool, CrossbarL2OutputOnDLS>(repeating: false)

  /// The defaults of the real software.
  public init() {}
}

extension CrossbarOutputConfig {
  public typealias CoordinateType = CrossbarOutputConfigOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: CrossbarOutputConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.crossbarOutputs
  }

  public static var cerealTypeName: String { "haldls::vx::CrossbarOutputConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("enable_event_counter", &enableEventCounter) { .bits(0, 4 + $0.value) }
    visitor.array("enable_slow", &enableSlow) { .bits(0, $0.value) }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Memory timing of one synapse array. haldls: `CommonSynramConfig`
public struct CommonSynramConfig: Container {
  /// Precharge of the west half; higher is shorter. haldls: `pc_conf_west`
  public var pcConfWest: PCConf = 8
  /// Precharge of the east half; higher is shorter. haldls: `pc_conf_east`
  public var pcConfEast: PCConf = 8
  /// Word line delay of the west half; higher is shorter. haldls: `w_conf_west`
  public var wConfWest: WConf = 3
  /// Word line delay of the east half; higher is shorter. haldls: `w_conf_east`
  public var wConfEast: WConf = 3
  /// Access wait counter. haldls: `wait_ctr_clear`
  public var waitCtrClear: WaitCtrClear = 4

  /// The defaults of the real software.
  public init() {}
}

extension CommonSynramConfig {
  /// Precharge; higher is shorter. haldls: `CommonSynramConfig::PCConf`
  @frozen public struct PCConf: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Delay of the word lines; higher is shorter. haldls: `CommonSynramConfig::WConf`
  @frozen public struct WConf: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Access wait counter. haldls: `CommonSynramConfig::WaitCtrClear`
  @frozen public struct WaitCtrClear: RangedInteger, FieldValue {
    @inlinable public static var range: ClosedRange<UInt8> { 0...7 }
    public let rawValue: UInt8
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CommonSynramConfig {
  public typealias CoordinateType = CommonSynramConfigOnDLS

  public static var wordCount: Int { 3 }

  public static func writeAddress(of coordinate: CommonSynramConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onPPU(OmnibusAddress.synramControl, coordinate) + UInt32(word)
  }

  public static var cerealTypeName: String { "haldls::vx::CommonSynramConfig" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("pc_conf_west", &pcConfWest, .bits(0, 0))
    visitor.field("pc_conf_east", &pcConfEast, .bits(0, 4))
    visitor.field("w_conf_west", &wConfWest, .bits(1, 0))
    visitor.field("w_conf_east", &wConfEast, .bits(1, 8))
    visitor.field("wait_ctr_clear", &waitCtrClear, .bits(2, 0))
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

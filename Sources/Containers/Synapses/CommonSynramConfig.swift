public import Coordinates

/// Memory timing of one synapse array. haldls: `CommonSynramConfig`
public struct CommonSynramConfig: Container {
  /// Precharge time of the west half, 0…15: higher is shorter. The model keeps it and does not use
  /// it.
  ///
  /// haldls: `pc_conf_west`
  public var pcConfWest: PCConf = 8
  /// Precharge time of the east half, 0…15: higher is shorter. The model keeps it and does not use
  /// it.
  ///
  /// haldls: `pc_conf_east`
  public var pcConfEast: PCConf = 8
  /// Word line delay of the west half, 0…255: higher is shorter. The model keeps it and does not
  /// use it.
  ///
  /// haldls: `w_conf_west`
  public var wConfWest: WConf = 3
  /// Word line delay of the east half, 0…255: higher is shorter. The model keeps it and does not
  /// use it.
  ///
  /// haldls: `w_conf_east`
  public var wConfEast: WConf = 3
  /// Wait of a memory access, 0…7. The model keeps it and does not use it. haldls: `wait_ctr_clear`
  public var waitCtrClear: WaitCtrClear = 4

  /// Creates haldls' default: precharge 8, word line delay 3, wait 4.
  public init() {}
}

extension CommonSynramConfig {
  /// Precharge; higher is shorter. haldls: `CommonSynramConfig::PCConf`
  @frozen public struct PCConf: RangedInteger, FieldValue {
    /// Allowed codes: 0…15.
    @inlinable public static var range: ClosedRange<UInt8> { 0...15 }
    /// Code of the precharge time, 0…15.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…15.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Delay of the word lines; higher is shorter. haldls: `CommonSynramConfig::WConf`
  @frozen public struct WConf: RangedInteger, FieldValue {
    /// Allowed codes: 0…255.
    @inlinable public static var range: ClosedRange<UInt8> { 0...255 }
    /// Code of the delay, 0…255.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…255.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }

  /// Wait of a memory access, 0…7. The model keeps it and does not use it.
  ///
  /// haldls: `CommonSynramConfig::WaitCtrClear`
  @frozen public struct WaitCtrClear: RangedInteger, FieldValue {
    /// Allowed waits: 0…7.
    @inlinable public static var range: ClosedRange<UInt8> { 0...7 }
    /// Code of the wait, 0…7.
    public let rawValue: UInt8
    /// Creates the value from a number that is known to lie in 0…7.
    @inlinable public init(unchecked rawValue: UInt8) { self.rawValue = Self.asserted(rawValue) }
  }
}

extension CommonSynramConfig {
  /// Coordinate of a synapse array.
  public typealias CoordinateType = CommonSynramConfigOnDLS

  /// Number of 32-bit words on the bus: 3.
  public static var wordCount: Int { 3 }

  /// Returns the address of a word: base of the array's control registers + word.
  public static func writeAddress(of coordinate: CommonSynramConfigOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onPPU(OmnibusAddress.synramControl, coordinate) + UInt32(word)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CommonSynramConfig" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("pc_conf_west", &pcConfWest, .bits(0, 0))
    visitor.field("pc_conf_east", &pcConfEast, .bits(0, 4))
    visitor.field("w_conf_west", &wConfWest, .bits(1, 0))
    visitor.field("w_conf_east", &wConfEast, .bits(1, 8))
    visitor.field("wait_ctr_clear", &waitCtrClear, .bits(2, 0))
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

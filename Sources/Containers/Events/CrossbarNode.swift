public import Coordinates

/// Filter of one connection of the event crossbar: an event passes if its masked label is the
/// target.
///
/// haldls: `CrossbarNode`
public struct CrossbarNode: Container {
  /// Bits of the label that are compared, 0…16383. haldls: `mask`
  public var mask: NeuronLabel = 0
  /// Value that the masked label must equal, 0…16383. haldls: `target`
  public var target: NeuronLabel = 0
  /// Counts events that do not pass. haldls: `enable_drop_counter`
  public var enableDropCounter = false

  /// Creates haldls' default: mask and target 0, which every event passes.
  public init() {}
}

extension CrossbarNode {
  /// Coordinate of a node; the crossbar has 76.
  public typealias CoordinateType = CrossbarNodeOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the word: base + node.
  public static func writeAddress(of coordinate: CrossbarNodeOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.crossbarNodes + UInt32(coordinate.rawValue)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::CrossbarNode" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("mask", &mask, .bits(0, 0))
    visitor.field("target", &target, .bits(0, 16))
    visitor.field("enable_drop_counter", &enableDropCounter, .bits(0, 31))
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

extension CrossbarNode {
  /// A filter that no event passes: mask 0, target 1. haldls: `CrossbarNode::drop_all`
  public static var dropAll: CrossbarNode {
    var node = CrossbarNode()
    node.target = 1
    return node
  }

  /// Returns a Boolean value that tells if an event with this label passes.
  @inlinable public func passes(_ label: NeuronLabel) -> Bool {
    label.rawValue & mask.rawValue == target.rawValue
  }
}

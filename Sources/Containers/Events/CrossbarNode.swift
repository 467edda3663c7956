// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Filter of one connection of the event crossbar: an event passes if its masked label is the
/// target.
///
/// haldls: `CrossbarNode`
public struct CrossbarNode: Container {
  /// Bits of the label that are compared. haldls: `mask`
  public var mask: NeuronLabel = 0
  /// What the masked label must equal. haldls: `target`
  public var target: NeuronLabel = 0
  /// Count dropped events. haldls: `enable_drop_counter`
  public var enableDropCounter = false

  /// The defaults of the real software.
  public init() {}
}

extension CrossbarNode {
  public typealias CoordinateType = CrossbarNodeOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: CrossbarNodeOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.crossbarNodes + UInt32(coordinate.rawValue)
  }

  public static var cerealTypeName: String { "haldls::vx::CrossbarNode" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("mask", &mask, .bits(0, 0))
    visitor.field("target", &target, .bits(0, 16))
    visitor.field("enable_drop_counter", &enableDropCounter, .bits(0, 31))
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

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

  /// Whether an event with this label passes.
  @inlinable public func passes(_ label: NeuronLabel) -> Bool {
    label.rawValue & mask.rawValue == target.rawValue
  }
}

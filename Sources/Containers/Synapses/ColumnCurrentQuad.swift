// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Switches between four column lines and the synaptic inputs of their neurons.
///
/// haldls: `ColumnCurrentQuad`
public struct ColumnCurrentQuad: Container {
  /// Switches of the four columns. haldls: `switches`
  public var switches = TypedArray4<ColumnCurrentSwitch, EntryOnQuad>(
    repeating: ColumnCurrentSwitch())

  /// The defaults of the real software.
  public init() {}
}

extension ColumnCurrentQuad {
  public typealias CoordinateType = ColumnCurrentQuadOnDLS

  public static var wordCount: Int { 2 }

  public static func writeAddress(of coordinate: ColumnCurrentQuadOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.columnQuad(word == 0 ? 0x14000 : 0x24000, coordinate)
  }

  public static var cerealTypeName: String { "haldls::vx::ColumnCurrentQuad" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.groups("switches", &switches) { .init(bit: 24 - 8 * $0.value) }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

extension ColumnCurrentQuad {
  /// Switches of one column.
  public struct ColumnCurrentSwitch: FieldGroup {
    /// Connect the excitatory line to the neuron. haldls: `enable_synaptic_current_excitatory`
    public var enableSynapticCurrentExcitatory = false
    /// Connect the inhibitory line to the neuron. haldls: `enable_synaptic_current_inhibitory`
    public var enableSynapticCurrentInhibitory = false
    /// Connect the excitatory line to the shared debug line. haldls: `enable_debug_excitatory`
    public var enableDebugExcitatory = false
    /// Connect the inhibitory line to the shared debug line. haldls: `enable_debug_inhibitory`
    public var enableDebugInhibitory = false

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String {
      "haldls::vx::ColumnCurrentQuad::ColumnCurrentSwitch"
    }

    public static var cerealKeyPrefix: String { "m_" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field(
        "enable_synaptic_current_excitatory", &enableSynapticCurrentExcitatory, .bits(0, 0))
      visitor.field(
        "enable_synaptic_current_inhibitory", &enableSynapticCurrentInhibitory, .bits(0, 1))
      visitor.field("enable_debug_excitatory", &enableDebugExcitatory, .bits(1, 0))
      visitor.field("enable_debug_inhibitory", &enableDebugInhibitory, .bits(1, 1))
    }
  }
}

public import Coordinates

/// Switches between four column lines and the synaptic inputs of their neurons.
///
/// haldls: `ColumnCurrentQuad`
public struct ColumnCurrentQuad: Container {
  /// Switches of the four columns. haldls: `switches`
  public var switches = TypedArray4<ColumnCurrentSwitch, EntryOnQuad>(
    repeating: ColumnCurrentSwitch())

  /// Creates haldls' default: every switch open.
  public init() {}
}

extension ColumnCurrentQuad {
  /// Coordinate of four columns; the chip has 128 quads.
  public typealias CoordinateType = ColumnCurrentQuadOnDLS

  /// Number of 32-bit words on the bus: 2.
  public static var wordCount: Int { 2 }

  /// Returns the address of a word: word 0 holds the connections to the neurons, word 1 those to
  /// the debug lines.
  public static func writeAddress(of coordinate: ColumnCurrentQuadOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.columnQuad(word == 0 ? 0x14000 : 0x24000, coordinate)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::ColumnCurrentQuad" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.groups("switches", &switches) { .init(bit: 24 - 8 * $0.value) }
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

extension ColumnCurrentQuad {
  /// Switches of one column.
  public struct ColumnCurrentSwitch: FieldGroup {
    /// Connects the excitatory line of the column to the synaptic input of the neuron.
    ///
    /// haldls: `enable_synaptic_current_excitatory`
    public var enableSynapticCurrentExcitatory = false
    /// Connects the inhibitory line of the column to the synaptic input of the neuron.
    ///
    /// haldls: `enable_synaptic_current_inhibitory`
    public var enableSynapticCurrentInhibitory = false
    /// Connects the excitatory line of the column to the shared debug line, on which an external
    /// voltage can reset it.
    ///
    /// haldls: `enable_debug_excitatory`
    public var enableDebugExcitatory = false
    /// Connects the inhibitory line of the column to the shared debug line, on which an external
    /// voltage can reset it.
    ///
    /// haldls: `enable_debug_inhibitory`
    public var enableDebugInhibitory = false

    /// Creates haldls' default: every switch open.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String {
      "haldls::vx::ColumnCurrentQuad::ColumnCurrentSwitch"
    }

    /// Prefix of the keys in serialised files: `m_`.
    public static var cerealKeyPrefix: String { "m_" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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

// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Switches between four columns, neurons and debug lines and their CADC channels.
///
/// To read a membrane switch both `enableInternal…` and `enableCADCNeuronReadout…` on, debug off.
///
/// haldls: `ColumnCorrelationQuad`
public struct ColumnCorrelationQuad: Container {
  /// Switches of the four columns. haldls: `switches`
  public var switches = TypedArray4<ColumnCorrelationSwitch, EntryOnQuad>(
    repeating: ColumnCorrelationSwitch())

  /// The defaults of the real software.
  public init() {}
}

extension ColumnCorrelationQuad {
  public typealias CoordinateType = ColumnCorrelationQuadOnDLS

  public static var wordCount: Int { 4 }

  public static func writeAddress(of coordinate: ColumnCorrelationQuadOnDLS, word: Int) -> UInt32 {
    let view: UInt32 =
      switch word {
      case 0: 0xF8080
      case 1: 0xF80C0
      case 2: 0x04000
      default: 0x44000
      }
    return OmnibusAddress.columnQuad(view, coordinate)
  }

  public static var cerealTypeName: String { "haldls::vx::ColumnCorrelationQuad" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.groups("switches", &switches) { .init(bit: 24 - 8 * $0.value) }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

extension ColumnCorrelationQuad {
  /// Switches of one column.
  public struct ColumnCorrelationSwitch: FieldGroup {
    /// Connect the column to its causal channel. haldls: `enable_internal_causal`
    public var enableInternalCausal = false
    /// Connect the column to its acausal channel. haldls: `enable_internal_acausal`
    public var enableInternalAcausal = false
    /// Connect the causal debug line to the channel. haldls: `enable_debug_causal`
    public var enableDebugCausal = false
    /// Connect the acausal debug line to the channel. haldls: `enable_debug_acausal`
    public var enableDebugAcausal = false
    /// Connect the neuron readout amplifier to the causal channel.
    ///
    /// haldls: `enable_cadc_neuron_readout_causal`
    public var enableCADCNeuronReadoutCausal = false
    /// Connect the neuron readout amplifier to the acausal channel.
    ///
    /// haldls: `enable_cadc_neuron_readout_acausal`
    public var enableCADCNeuronReadoutAcausal = false

    /// The defaults of the real software.
    public init() {}

    public static var cerealTypeName: String {
      "haldls::vx::ColumnCorrelationQuad::ColumnCorrelationSwitch"
    }

    public static var cerealKeyPrefix: String { "m_" }

    public mutating func visit(_ visitor: inout some FieldVisitor) {
      visitor.field("enable_internal_causal", &enableInternalCausal, .bits(0, 6))
      visitor.field("enable_internal_acausal", &enableInternalAcausal, .bits(0, 7))
      visitor.field("enable_debug_causal", &enableDebugCausal, .bits(1, 6))
      visitor.field("enable_debug_acausal", &enableDebugAcausal, .bits(1, 7))
      visitor.field(
        "enable_cadc_neuron_readout_causal", &enableCADCNeuronReadoutCausal, .bits(2, 5))
      visitor.field(
        "enable_cadc_neuron_readout_acausal", &enableCADCNeuronReadoutAcausal, .bits(3, 5))
    }
  }
}

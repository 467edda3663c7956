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

  /// Creates haldls' default: every switch open.
  public init() {}
}

extension ColumnCorrelationQuad {
  /// Coordinate of four columns; the chip has 128 quads.
  public typealias CoordinateType = ColumnCorrelationQuadOnDLS

  /// Number of 32-bit words on the bus: 4.
  public static var wordCount: Int { 4 }

  /// Returns the address of a word: 0 channels, 1 debug lines, 2 causal and 3 acausal neuron
  /// readout.
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

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::ColumnCorrelationQuad" }

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

extension ColumnCorrelationQuad {
  /// Switches of one column.
  public struct ColumnCorrelationSwitch: FieldGroup {
    /// Connects the column to its causal channel. haldls: `enable_internal_causal`
    public var enableInternalCausal = false
    /// Connects the column to its acausal channel. haldls: `enable_internal_acausal`
    public var enableInternalAcausal = false
    /// Connects the causal debug line to the causal channel, as CADC calibration does.
    ///
    /// haldls: `enable_debug_causal`
    public var enableDebugCausal = false
    /// Connects the acausal debug line to the acausal channel, as CADC calibration does.
    ///
    /// haldls: `enable_debug_acausal`
    public var enableDebugAcausal = false
    /// Connects the readout amplifier of the neuron to the causal channel.
    ///
    /// haldls: `enable_cadc_neuron_readout_causal`
    public var enableCADCNeuronReadoutCausal = false
    /// Connects the readout amplifier of the neuron to the acausal channel.
    ///
    /// haldls: `enable_cadc_neuron_readout_acausal`
    public var enableCADCNeuronReadoutAcausal = false

    /// Creates haldls' default: every switch open.
    public init() {}

    /// Name of the type in serialised calibration files.
    public static var cerealTypeName: String {
      "haldls::vx::ColumnCorrelationQuad::ColumnCorrelationSwitch"
    }

    /// Prefix of the keys in serialised files: `m_`.
    public static var cerealKeyPrefix: String { "m_" }

    /// Shows every field to a visitor, in the order of haldls' serialisation.
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

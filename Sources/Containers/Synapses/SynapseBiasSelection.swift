// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Whether synapse biases come from the CapMem (true) or from outside, by CapMem block.
///
/// haldls: `SynapseBiasSelection`
public struct SynapseBiasSelection: Container {
  /// Bias of the synapse DACs. haldls: `enable_internal_dac_bias`
  public var enableInternalDACBias = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: true)
  /// Ramp bias of the correlation sensors. haldls: `enable_internal_ramp_bias`
  public var enableInternalRampBias = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: true)
  /// Store bias of the correlation sensors. haldls: `enable_internal_store_bias`
  public var enableInternalStoreBias = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: true)
  /// Output bias of the correlation sensors. haldls: `enable_internal_output_bias`
  public var enableInternalOutputBias = TypedArray4<Bool, CapMemBlockOnDLS>(repeating: true)

  /// The defaults of the real software.
  public init() {}
}

extension SynapseBiasSelection {
  public typealias CoordinateType = SynapseBiasSelectionOnDLS

  public static var wordCount: Int { 1 }

  public static func writeAddress(of coordinate: SynapseBiasSelectionOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.synapseBiases
  }

  public static var cerealTypeName: String { "haldls::vx::SynapseBiasSelection" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("enable_internal_dac_bias", &enableInternalDACBias) {
      .bits(0, 3 + 4 * ($0.value ^ 1))
    }
    visitor.array("enable_internal_ramp_bias", &enableInternalRampBias) {
      .bits(0, 2 + 4 * ($0.value ^ 1))
    }
    visitor.array("enable_internal_store_bias", &enableInternalStoreBias) {
      .bits(0, 1 + 4 * ($0.value ^ 1))
    }
    visitor.array("enable_internal_output_bias", &enableInternalOutputBias) {
      .bits(0, 0 + 4 * ($0.value ^ 1))
    }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

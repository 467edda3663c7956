public import Coordinates

/// Selection of the synapse biases by CapMem block: true takes them from the CapMem, false from
/// outside the chip.
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

  /// Creates haldls' default: every bias from the CapMem.
  public init() {}
}

extension SynapseBiasSelection {
  /// Coordinate of the only register.
  public typealias CoordinateType = SynapseBiasSelectionOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// Returns the address of the register.
  public static func writeAddress(of coordinate: SynapseBiasSelectionOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.synapseBiases
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::SynapseBiasSelection" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
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

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

// The members of field types repeat requirements that `RangedInteger` and `FieldChoice` document.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

public import Coordinates

/// Correlation trims of four synapses. haldls: `SynapseCorrelationCalibQuad`
public struct SynapseCorrelationCalibQuad: Container {
  /// Trims of the correlation time constants by entry. haldls: `time_calibs`
  public var timeCalibs = TypedArray4<TimeCalib, EntryOnQuad>(repeating: 0)
  /// Trims of the correlation amplitudes by entry. haldls: `amp_calibs`
  public var ampCalibs = TypedArray4<AmpCalib, EntryOnQuad>(repeating: 0)

  /// The defaults of the real software.
  public init() {}
}

extension SynapseCorrelationCalibQuad {
  /// Trim of a time constant. haldls: `SynapseCorrelationCalibQuad::TimeCalib`
  public typealias TimeCalib = SynapseQuad.TimeCalib
  /// Trim of an amplitude. haldls: `SynapseCorrelationCalibQuad::AmpCalib`
  public typealias AmpCalib = SynapseQuad.AmpCalib
}

extension SynapseCorrelationCalibQuad {
  public typealias CoordinateType = SynapseCorrelationCalibQuadOnDLS

  public static var wordCount: Int { 2 }

  public static func writeAddress(of coordinate: SynapseCorrelationCalibQuadOnDLS, word: Int)
    -> UInt32
  {
    OmnibusAddress.synapseQuad(word == 0 ? 0x10000 : 0x20000, coordinate)
  }

  public static var cerealTypeName: String { "haldls::vx::SynapseCorrelationCalibQuad" }

  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("time_calibs", &timeCalibs) { .bits(0, 24 - 8 * $0.value) }
    visitor.array("amp_calibs", &ampCalibs) { .bits(1, 24 - 8 * $0.value) }
  }

  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

public import Coordinates

/// Correlation trims of four synapses. haldls: `SynapseCorrelationCalibQuad`
public struct SynapseCorrelationCalibQuad: Container {
  /// Trims of the correlation time constants by entry, 0…3. haldls: `time_calibs`
  public var timeCalibs = TypedArray4<TimeCalib, EntryOnQuad>(repeating: 0)
  /// Trims of the correlation amplitudes by entry, 0…3. haldls: `amp_calibs`
  public var ampCalibs = TypedArray4<AmpCalib, EntryOnQuad>(repeating: 0)

  /// Creates haldls' default: every trim 0.
  public init() {}
}

extension SynapseCorrelationCalibQuad {
  /// Trim of a time constant. haldls: `SynapseCorrelationCalibQuad::TimeCalib`
  public typealias TimeCalib = SynapseQuad.TimeCalib
  /// Trim of an amplitude. haldls: `SynapseCorrelationCalibQuad::AmpCalib`
  public typealias AmpCalib = SynapseQuad.AmpCalib
}

extension SynapseCorrelationCalibQuad {
  /// Coordinate of four synapses.
  public typealias CoordinateType = SynapseCorrelationCalibQuadOnDLS

  /// Number of 32-bit words on the bus: 2.
  public static var wordCount: Int { 2 }

  /// Returns the address of a word: word 0 lies in the view of the time trims, word 1 in that of
  /// the amplitude trims.
  public static func writeAddress(of coordinate: SynapseCorrelationCalibQuadOnDLS, word: Int)
    -> UInt32
  {
    OmnibusAddress.synapseQuad(word == 0 ? 0x10000 : 0x20000, coordinate)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::SynapseCorrelationCalibQuad" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("time_calibs", &timeCalibs) { .bits(0, 24 - 8 * $0.value) }
    visitor.array("amp_calibs", &ampCalibs) { .bits(1, 24 - 8 * $0.value) }
  }

  /// Returns one word as it stands on the bus.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes bus words; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }
}

internal import Coordinates

/// The board around the chip, as far as calibration uses it.
struct Board {
  /// External DAC on both synapse debug lines, in volts.
  var synapseDebugVolts = 0.0
  /// Source of the CADC debug line.
  var cadcDebugLine = CADCDebugSource.disconnected
  /// Potential of the converter for the pads, in volts.
  var padVolts = 0.0
  /// Pads that the converter is connected to; the board's switches connect one at most.
  var padsOfDAC = TypedArray2<Bool, PadOnDLS>(repeating: false)

  /// Output range of the board's DACs in volts. calix: `characterize_cadc.py`, `mux_dac_25`
  private static let outputVolts = 0.0...2.5

  /// Takes over a setting.
  mutating func apply(_ setting: BoardSetting) {
    switch setting {
    case .synapseDebugVoltage(let volts): synapseDebugVolts = volts
    case .cadcDebugLine(let source): cadcDebugLine = source
    case .padVolts(let volts): padVolts = volts
    case .padsOfDAC(let pads): padsOfDAC = pads
    }
  }

  /// Refuses a setting that the board cannot give.
  static func check(_ setting: BoardSetting) throws(ChipError) {
    switch setting {
    case .synapseDebugVoltage(let volts): try check(volts, "synapse debug voltage")
    case .cadcDebugLine(let source): try check(source)
    case .padVolts(let volts): try check(volts, "voltage of the pads")
    case .padsOfDAC: return
    }
  }

  private static func check(_ source: CADCDebugSource) throws(ChipError) {
    switch source {
    case .disconnected: return
    case .externalVolts(let volts): try check(volts, "CADC debug voltage")
    case .capMemCell(let cell):
      let cells = 0...CapMem.blockCount * CapMem.cellCount - 1
      guard cells.contains(cell.rawValue) else {
        throw .outOfRange(what: "CapMem cell", value: cell.rawValue, range: cells)
      }
    }
  }

  private static func check(_ volts: Double, _ what: String) throws(ChipError) {
    guard outputVolts.contains(volts) else {
      throw .parameterOutOfRange(key: what, value: volts, range: outputVolts)
    }
  }
}

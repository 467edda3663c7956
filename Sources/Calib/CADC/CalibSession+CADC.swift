import ChipModel
import Containers
import Coordinates

extension CalibSession {
  /// The CapMem cell whose voltage the CADC is calibrated with.
  ///
  /// calix: `cadc_helpers.py`.
  static let cadcDebugCell = SharedCapMemCell.stpVCharge0.cell(on: .topLeft)

  /// Writes uncalibrated channels, all on the shared debug line with its CapMem cell.
  func configureCADCForCalibration() {
    writeCADCBiases()
    setChannelOffsets([Int](repeating: 0, count: CADCChannelConfigOnDLS.count))
    connectCADCToDebugLine()
  }

  /// Connects all channels to the debug line, and the line to its CapMem cell.
  func connectCADCToDebugLine() {
    var quad = ColumnCorrelationQuad()
    for entry in EntryOnQuad.allCases {
      quad.switches[entry].enableDebugCausal = true
      quad.switches[entry].enableDebugAcausal = true
    }
    for coordinate in ColumnCorrelationQuadOnDLS.allCases { builder.write(coordinate, quad) }
    builder.setCADCDebugLine(
      .capMemCell(CapMemCellIndex(rawValue: Self.cadcDebugCell.value)))
  }

  /// Switches the CADC on and sets its constant biases.
  ///
  /// calix: `CADCCalibResult.apply`.
  func writeCADCBiases() {
    setShared(.cadcVBiasRampBuf, all: 400)
    setShared(.cadcIBiasComp, all: ParameterRange.capMem.upper)
    setShared(.cadcIBiasVresetBuf, all: ParameterRange.capMem.upper)
    var config = CADCConfig()
    config.enable = true
    for coordinate in CADCConfigOnDLS.allCases { builder.write(coordinate, config) }
  }

  /// Sets the voltage all channels see, in LSB of a CapMem voltage cell.
  func setCADCDebugCell(_ value: Double) {
    builder.write(Self.cadcDebugCell, CapMemCell(lsb: Int(value)))
  }

  /// Writes the digital offsets of all channels.
  func setChannelOffsets(_ offsets: [Int]) {
    for (index, offset) in offsets.enumerated() {
      var config = CADCChannelConfig()
      config.offset = .init(clamping: offset)
      builder.write(CADCChannelConfigOnDLS(unchecked: index), config)
    }
  }

  /// Reads all channels once, in the order of `CADCChannelConfigOnDLS`.
  func measureChannels() throws -> [Double] {
    let tickets = SynramOnDLS.allCases.map { builder.readCADCRow($0) }
    let results = try run()
    return try tickets.flatMap { ticket -> [Double] in
      let row = try results.get(ticket)
      return row.causal.map(Double.init) + row.acausal.map(Double.init)
    }
  }

  /// Writes the settings of a calibrated CADC.
  ///
  /// calix: `CADCCalibResult.apply`.
  func apply(_ result: CADCCalibResult) {
    writeCADCBiases()
    setShared(.cadcVRampOffset, result.vRampOffset)
    setShared(.cadcIRampSlope, result.iRampSlope)
    setChannelOffsets(result.channelOffset)
  }
}

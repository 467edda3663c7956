import ChipModel
import Containers
import Coordinates

extension CalibSession {
  /// The CapMem cell whose voltage the CADC is calibrated with.
  ///
  /// calix: `cadc_helpers.py`.
  static let cadcDebugCell = SharedCapMemCell.stpVCharge0.cell(on: .topLeft)

  /// Uncalibrated channels, all on the shared debug line with its CapMem cell.
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
    setShared(.cadcIBiasComp, all: 1022)
    setShared(.cadcIBiasVresetBuf, all: 1022)
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

  /// Calibrates ramps and channels.
  ///
  /// calix: `cadc.calibrate`.
  func calibrateCADC(
    _ goal: CADCCalibTarget, _ options: CADCCalibOptions
  ) throws -> CADCCalibResult {
    configureCADCForCalibration()
    let quadrants = Array(0..<CapMemBlockOnDLS.count)
    var offset = CADCRampCalib(session: self, end: .lower, goal: goal)
    let offsets = try calibrate(&offset, BinarySearch(), groups: quadrants)
    var slope = CADCRampCalib(session: self, end: .upper, goal: goal)
    let slopes = try calibrate(&slope, BinarySearch(), groups: quadrants)
    let isFollowing = try findFollowingChannels(goal)
    var success = CADCQuadrants.ofChannel.map { offsets.success[$0] && slopes.success[$0] }
      .and(isFollowing)
    var channelOffset = [Int](repeating: 0, count: CADCChannelConfigOnDLS.count)
    if options.calibrateOffsets {
      var channels = CADCOffsetCalib(session: self, goal: goal, isFollowing: success)
      let result = try calibrate(
        &channels, try LinearPrediction(probeParameters: [0]), groups: CADCQuadrants.ofChannel)
      channelOffset = result.calibratedParameters
      success = success.and(result.success)
    }
    usableColumns = CADCChannels.columns(where: success)
    return CADCCalibResult(
      vRampOffset: offsets.calibratedParameters, iRampSlope: slopes.calibratedParameters,
      channelOffset: channelOffset, success: success)
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

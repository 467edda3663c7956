public import ChipModel
import Containers
import Coordinates

/// The digital offset of each CADC channel, until all read the same shortly after a neuron reset.
///
/// calix: `BaselineCalib`.
struct BaselineCalib: ParameterCalib {
  let session: CalibSession
  let wanted: Double

  let name = "baseline"
  let parameterRange = ParameterRange.channelOffset
  let boundaryMessages: BoundaryMessages? = BoundaryMessages(
    lower: "baselines are too high to be corrected", upper: "baselines are too low to be corrected")
  var instanceCount: Int { CADCChannelConfigOnDLS.count }
  var target: [Double]? { [Double](repeating: wanted, count: instanceCount) }

  static let readCount = 20
  /// From the reset to the read, in microseconds.
  static let delay = 30.0

  mutating func configure(_ parameters: [Int]) throws { session.setChannelOffsets(parameters) }

  mutating func measure() throws -> [Double] {
    let tickets = (0..<Self.readCount).map { _ in
      SynramOnDLS.allCases.map { synram in
        session.builder.resetNeurons(synram)
        session.builder.wait(microseconds: Self.delay)
        return session.builder.readCADCRow(synram)
      }
    }
    let results = try session.run()
    var sums = [Double](repeating: 0, count: instanceCount)
    for rows in tickets {
      let samples = try rows.flatMap { ticket -> [UInt8] in
        let row = try results.get(ticket)
        return row.causal + row.acausal
      }
      for (index, sample) in samples.enumerated() { sums[index] += Double(sample) }
    }
    return sums.map { $0 / Double(Self.readCount) }
  }
}

extension HagenCalibResult {
  /// Shifts all CADC channels so that they read the same after a neuron reset.
  ///
  /// calix: `calibrate_baseline`.
  ///
  /// Constant voltages no longer read alike afterwards. The chip must hold this calibration; the
  /// new offsets are left on it.
  ///
  /// - Parameters:
  ///   - chip: the calibrated chip.
  ///   - targetRead: the wanted read, 0...255.
  /// - Returns: this calibration with the new channel offsets; channels that cannot be shifted far
  ///   enough count as failed.
  /// - Throws: ``CalibError/outOfRange(what:value:lower:upper:)``, `ChipError` from the chip.
  public func calibratingBaseline(
    _ chip: Chip, targetRead: Double = 128
  ) throws -> HagenCalibResult {
    try requireInRange("targetRead", [targetRead], 0...255)
    let session = CalibSession(chip: chip, seed: 0)
    var baseline = BaselineCalib(session: session, wanted: targetRead)
    let result = try session.calibrate(
      &baseline, try LinearPrediction(probeParameters: [0]), groups: Quadrants.ofChannel)
    try session.run()
    var copy = self
    copy.common.cadc.channelOffset = result.calibratedParameters
    copy.common.cadc.success = cadc.success.and(result.success)
    copy.common.report.steps += session.report.steps
    copy.common.report.runCount += session.runCount
    return copy
  }
}

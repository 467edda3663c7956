import Containers
import Coordinates

/// How synapse drivers are measured while they are calibrated.
///
/// calix: `synapse_driver.py`.
private enum DriverMeasurements {
  static let parallelCount = 8
  static let runCount = 5
  /// Runs while ramps are searched: block means average over 64 drivers anyway.
  static let coarseRunCount = 2
  static let hagenDACBias = 820
  static let comparatorBias = 1022
  /// The ramp current while the largest amplitudes are measured.
  static let largestRamp = 1022
  /// The offset while stuck drivers are looked for.
  static let middleOffset = 31
}

extension CalibSession {
  /// Writes the biases all drivers share.
  func writeDriverBiases() {
    setShared(.stpIBiasComparator, all: DriverMeasurements.comparatorBias)
    for cell in [SingleCapMemCell.hagenIbiasDacTop, .hagenIbiasDacBottom] {
      builder.write(cell.cell, CapMemCell(lsb: DriverMeasurements.hagenDACBias))
    }
  }

  /// Calibrates ramps and offsets of all drivers.
  ///
  /// calix: `synapse_driver.calibrate`.
  func calibrateSynapseDrivers(
    _ options: SynapseDriverCalibOptions
  ) throws -> SynapseDriverCalibResult {
    writeDriverBiases()
    if let fixed = options.fixedRegisters { return SynapseDriverCalibResult(fixed) }
    SyninMultiplication(session: self).configure()
    let coarse = SynapseDriverMeasurement(
      session: self, parallelCount: DriverMeasurements.parallelCount,
      runCount: DriverMeasurements.coarseRunCount)
    let maxima = try measureMaximumAmplitudes(coarse)
    let broken = BrokenDrivers(
      largest: maxima, smallest: try measureSmallestAmplitudes(coarse))
    warn(broken.messages)
    var ramp = STPRampCalib(
      session: self, measurement: coarse, maximumAmplitudes: maxima, isWorking: broken.isWorking)
    let ramps = try calibrate(
      &ramp, try STPRampCalib.search, groups: Array(0..<CapMemBlockOnDLS.count))
    let fine = SynapseDriverMeasurement(
      session: self, parallelCount: 1, runCount: DriverMeasurements.runCount)
    let fineMaxima = try measureMaximumAmplitudes(fine)
    var offset = HagenDACOffsetCalib(
      session: self, activation: options.offsetTestActivation, measurement: fine,
      maximumAmplitudes: fineMaxima, isWorking: broken.isWorking)
    let offsets = try calibrate(&offset, BinarySearch(), groups: Self.blockOfDriver)
    let success = zip(Self.blockOfDriver, offsets.success).map { ramps.success[$0] && $1 }
    return SynapseDriverCalibResult(
      stpIRamp: ramps.calibratedParameters, hagenDACOffset: offsets.calibratedParameters,
      success: success)
  }

  /// The largest amplitude of each driver: fastest ramp, no offset, largest activation.
  ///
  /// The present ramp currents are restored.
  private func measureMaximumAmplitudes(
    _ measurement: SynapseDriverMeasurement
  ) throws -> [Double] {
    let ramps = settings.shared(.stpIRamp)
    setRampCurrents(
      [Int](repeating: DriverMeasurements.largestRamp, count: CapMemBlockOnDLS.count))
    setDriverOffsets([Int](repeating: 0, count: SynapseDriverOnDLS.count))
    settle()
    let maxima = try measurement.amplitudes(activation: DriverAlignment.largestActivation)
    setRampCurrents(ramps)
    settle()
    return maxima
  }

  /// The amplitude of each driver at the smallest activation, with a middling ramp and offset.
  private func measureSmallestAmplitudes(
    _ measurement: SynapseDriverMeasurement
  ) throws -> [Double] {
    setRampCurrents([Int](repeating: STPRampCalib.start, count: CapMemBlockOnDLS.count))
    setDriverOffsets(
      [Int](repeating: DriverMeasurements.middleOffset, count: SynapseDriverOnDLS.count))
    settle()
    return try measurement.amplitudes(activation: 1)
  }

  /// Writes the settings of calibrated drivers.
  ///
  /// Receivers stay off and rows disabled: what they shall do is up to the user. calix:
  /// `SynapseDriverCalibResult.apply`.
  func apply(_ result: SynapseDriverCalibResult) {
    writeDriverBiases()
    setRampCurrents(result.stpIRamp)
    setDriverConfigs(result.hagenDACOffset.map { .hagen(offset: $0, isListening: false) })
  }
}

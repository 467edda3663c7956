import Containers
import Coordinates
import Statistics

/// The calibration of the synapse drivers: ramp currents of all blocks, then all offsets.
///
/// calix: `synapse_driver.py`.
struct SynapseDriverCalibration {
  let session: CalibSession
  let options: SynapseDriverCalibOptions

  /// The number of drivers that share a vector while ramps are searched.
  private static let parallelCount = 8
  /// The number of runs while offsets are searched.
  private static let runCount = 5
  /// The number of runs while ramps are searched: block means average over 64 drivers anyway.
  private static let coarseRunCount = 2
  /// The bias of the hagen DACs, in CapMem LSB.
  static let hagenDACBias = 820
  /// The bias of the comparators, in CapMem LSB.
  static let comparatorBias = ParameterRange.capMem.upper
  /// The ramp current while the largest amplitudes are measured.
  private static let largestRamp = ParameterRange.capMem.upper
  /// The ramp current and the offset while stuck drivers are looked for: small activations vanish.
  private static let slowRamp = 319
  private static let middleOffset = 31

  /// Calibrates ramps and offsets of all drivers.
  ///
  /// calix: `synapse_driver.calibrate`.
  func run() throws -> SynapseDriverCalibResult {
    session.writeDriverBiases()
    if let fixed = options.fixedRegisters { return SynapseDriverCalibResult(fixed) }
    SyninMultiplication(session: session).configure()
    let coarse = SynapseDriverMeasurement(
      session: session, parallelCount: Self.parallelCount,
      runCount: Self.coarseRunCount)
    let maxima = try measureMaximumAmplitudes(coarse)
    let broken = BrokenDrivers(
      largest: maxima, smallest: try measureSmallestAmplitudes(coarse))
    session.warn(broken.messages)
    let bench = Bench(coarse: coarse, maxima: maxima, isWorking: broken.isWorking)
    return try options.alignsMiddle ? alignMiddle(bench) : alignSmall(bench)
  }

  /// The measurement of ramps, and what it has found so far.
  private struct Bench {
    let coarse: SynapseDriverMeasurement
    let maxima: [Double]
    let isWorking: [Bool]
  }

  private var fine: SynapseDriverMeasurement {
    SynapseDriverMeasurement(session: session, parallelCount: 1, runCount: Self.runCount)
  }

  /// Adjusts ramps at small activations and drivers at the activation of the options.
  private func alignSmall(_ bench: Bench) throws -> SynapseDriverCalibResult {
    var ramp = STPRampCalib(
      session: session, measurement: bench.coarse, maximumAmplitudes: bench.maxima,
      isWorking: bench.isWorking)
    let ramps = try session.calibrate(
      &ramp, BinarySearch(), groups: Array(CapMemBlockOnDLS.allCases))
    let fine = fine
    let activation = HagenActivation(unchecked: options.offsetTestActivation)
    var offset = HagenDACOffsetCalib(
      session: session, activation: activation, measurement: fine,
      target: DriverAlignment.amplitudes(
        maxima: try measureMaximumAmplitudes(fine), activation: activation),
      isWorking: bench.isWorking)
    return try result(ramps, &offset)
  }

  /// Adjusts ramps and drivers at a middle activation.
  ///
  /// calix of 2021 measured on membranes, which gives the same ratios of amplitudes.
  private func alignMiddle(_ bench: Bench) throws -> SynapseDriverCalibResult {
    let offsets = [Int](repeating: MiddleRampCalib.offset, count: SynapseDriverOnDLS.count)
    session.setDriverOffsets(offsets)
    session.setRampCurrents(
      [Int](repeating: MiddleRampCalib.testRamp, count: CapMemBlockOnDLS.count))
    session.settle()
    var ramp = MiddleRampCalib(
      session: session, measurement: bench.coarse,
      maximumAmplitudes: try bench.coarse.amplitudes(
        activation: DriverAlignment.largestActivation), isWorking: bench.isWorking)
    let ramps = try session.calibrate(
      &ramp, BinarySearch(), groups: Array(CapMemBlockOnDLS.allCases))
    let fine = fine
    let middle = median(
      try fine.amplitudes(activation: MiddleRampCalib.activation).working(bench.isWorking))
    var offset = HagenDACOffsetCalib(
      session: session, activation: MiddleRampCalib.activation, measurement: fine,
      target: offsets.map { _ in middle }, isWorking: bench.isWorking, failsAtEnds: false)
    return try result(ramps, &offset)
  }

  private func result(
    _ ramps: ParameterCalibResult, _ offset: inout HagenDACOffsetCalib
  ) throws -> SynapseDriverCalibResult {
    let offsets = try session.calibrate(&offset, BinarySearch(), groups: Quadrants.ofDriver)
    let success = zip(Quadrants.ofDriver, offsets.success).map { ramps.success[$0.value] && $1 }
    return SynapseDriverCalibResult(
      stpIRamp: ramps.calibratedParameters, hagenDACOffset: offsets.calibratedParameters,
      success: success)
  }

  /// The largest amplitude of each driver: fastest ramp, no offset, largest activation.
  ///
  /// The calibration current stays as it is, and the present ramp currents are restored.
  private func measureMaximumAmplitudes(
    _ measurement: SynapseDriverMeasurement
  ) throws -> [Double] {
    let ramps = session.settings.shared(.stpIRamp)
    session.setShared(.stpIRamp, all: Self.largestRamp)
    session.setDriverOffsets([Int](repeating: 0, count: SynapseDriverOnDLS.count))
    session.settle()
    let maxima = try measurement.amplitudes(activation: DriverAlignment.largestActivation)
    session.setShared(.stpIRamp, ramps)
    session.settle()
    return maxima
  }

  /// The amplitude of each driver at the smallest activation, with a middling ramp and offset.
  private func measureSmallestAmplitudes(
    _ measurement: SynapseDriverMeasurement
  ) throws -> [Double] {
    session.setRampCurrents([Int](repeating: Self.slowRamp, count: CapMemBlockOnDLS.count))
    session.setDriverOffsets(
      [Int](repeating: Self.middleOffset, count: SynapseDriverOnDLS.count))
    session.settle()
    return try measurement.amplitudes(activation: 1)
  }
}

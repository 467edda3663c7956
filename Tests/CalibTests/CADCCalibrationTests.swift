import Calib
import Statistics
import Testing

/// Thresholds of calix: `test_cadc_calibration`.
@Suite struct CADCCalibrationTests {
  /// Returns whether reads of the middle of the range pass: all channels, and quadrants among each
  /// other.
  private func isUniform(_ reads: [Double]) -> Bool {
    let means = (0..<4).map { quadrant in
      mean(
        reads.indices.filter { $0 / 512 * 2 + $0 % 256 / 128 == quadrant }.map { reads[$0] })
    }
    return standardDeviation(reads) < 3 && (means.max() ?? 0) - (means.min() ?? 0) < 5
      && means.allSatisfy { abs($0 - 127.5) < 40 }
  }

  @Test func `a calibrated CADC reads the middle of its range alike on all channels`() throws {
    let chip = try CalibratedChips.typical()
    let (result, report) = try CADCCalibration.calibrate(chip)
    #expect(result.success == [Bool](repeating: true, count: 1024))
    #expect(standardDeviation(result.channelOffset.map(Double.init)) < 20)
    #expect(isUniform(try CADCUniformity.measure(chip, capMemValue: 310)))
    #expect(
      report.steps.map(\.name) == ["CADC ramp offset", "CADC ramp slope", "CADC channel offset"])
    #expect(report.steps.map(\.runCount) == [13, 13, 4])
    let offset = try #require(report.step("CADC channel offset"))
    let before = try #require(offset.before)
    #expect(before.standardDeviation > 5, "calibration has something to do")

    // The upper end is adjusted last. The lower end was found with another slope, as in calix, so
    // it moves by the share of its read that belongs to the ramp. Over 24 chips the reads are
    // 220.1 ± 0.35 and 17.6 ± 0.4: the limits are eight and eighteen deviations away, no false alarm.
    #expect(abs(mean(try CADCUniformity.measure(chip, capMemValue: 550)) - 220) < 3)
    #expect(abs(mean(try CADCUniformity.measure(chip, capMemValue: 70)) - 20) < 10)
  }

  @Test func `wrong settings fail the same check, and applying the result repairs it`() throws {
    let chip = try CalibratedChips.typical()
    let (result, _) = try CADCCalibration.calibrate(chip)
    var wrong = result
    wrong.vRampOffset = [50, 50, 50, 50]
    wrong.iRampSlope = [250, 250, 250, 250]
    wrong.channelOffset = [Int](repeating: 0, count: 1024)
    try wrong.apply(to: chip)
    #expect(!isUniform(try CADCUniformity.measure(chip, capMemValue: 310)))
    try result.apply(to: chip)
    #expect(isUniform(try CADCUniformity.measure(chip, capMemValue: 310)))
  }

  @Test func `offsets can be left alone`() throws {
    let chip = try CalibratedChips.typical()
    let (result, report) = try CADCCalibration.calibrate(
      chip, target: .hagen, options: CADCCalibOptions(calibrateOffsets: false))
    #expect(result.channelOffset == [Int](repeating: 0, count: 1024))
    #expect(report.steps.count == 2)
  }

  @Test func `the noise-free chip calibrates to the LSB`() throws {
    let chip = try CalibratedChips.chip("ideal")
    let (result, _) = try CADCCalibration.calibrate(chip, target: .hagen)
    #expect(result.success.allSatisfy { $0 })
    #expect(Set(result.vRampOffset).count == 1 && Set(result.iRampSlope).count == 1)
    #expect(try CADCUniformity.measure(chip, capMemValue: 150).allSatisfy { abs($0 - 20) <= 1 })
    #expect(try CADCUniformity.measure(chip, capMemValue: 500).allSatisfy { abs($0 - 220) <= 1 })
  }

  @Test func `a range beyond the ramp fails its quadrants and says why`() throws {
    let chip = try CalibratedChips.typical()
    let (result, report) = try CADCCalibration.calibrate(
      chip, target: CADCCalibTarget(dynamicRange: LSBRange(0, 20), readRange: LSBRange(1, 255)))
    #expect(result.success.allSatisfy { !$0 })
    #expect(report.steps.flatMap(\.messages).contains { $0.contains("feasible") })
    #expect(report.messages.count == 2)
  }

  @Test func `progress starts at zero, never falls and ends at one`() throws {
    var seen: [CalibrationProgress] = []
    _ = try CADCCalibration.calibrate(try CalibratedChips.typical()) { seen.append($0) }
    #expect(seen.first == CalibrationProgress(step: "CADC ramp offset", fraction: 0))
    #expect(seen.last == CalibrationProgress(step: "done", fraction: 1))
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.fraction <= $1.fraction })
  }

  @Test func `a target without meaning is refused before anything runs`() throws {
    let chip = try CalibratedChips.typical()
    #expect(throws: CalibError.self) {
      try CADCCalibration.calibrate(
        chip, target: CADCCalibTarget(dynamicRange: LSBRange(-1, 300)))
    }
    #expect(chip.chipSeconds == 0)
  }
}

import ChipModel
import Statistics
import Testing
import _TestSupport

@testable import Calib

/// Thresholds of calix: `test_hagen_input`.
@Suite(.fullTier) struct SynapseDriverCalibrationTests {
  /// Results of a sweep over activations.
  struct Sweep {
    let means: [Double]
    let mismatch: Double
    private let amplitudes: [[Double]]

    init(_ amplitudes: [[Double]]) {
      self.amplitudes = amplitudes
      means = amplitudes.map { mean($0) }
      mismatch = mean(amplitudes.map { standardDeviation($0) })
    }

    /// Spread of the drivers at an index of the activations, relative to their mean.
    func relativeSpread(_ index: Int) -> Double {
      standardDeviation(amplitudes[index]) / means[index]
    }

    private func meanStep(_ range: Range<Int>) -> Double {
      (means[range.upperBound - 1] - means[range.lowerBound]) / Double(range.count - 1)
    }

    /// A Boolean value that tells whether all thresholds are met.
    var passes: Bool {
      let lowest = means.min() ?? 0
      let highest = means.max() ?? 0
      return meanStep(0..<31) > 0.5 && meanStep(0..<5) > 0.2 && meanStep(26..<31) > 0.2
        && lowest > -1 && highest > 20 && (highest - lowest) / abs(lowest) > 8
        && mismatch < (highest - lowest) / 8 && mismatch < 4
    }
  }

  private func sweep(_ chip: Chip, offsets: [Int]) throws -> Sweep {
    Sweep(try DriverAmplitudes.measure(chip, offsets: offsets))
  }

  @Test func `calibrated drivers give equal, rising amplitudes`() throws {
    let result = try CalibratedChips.synin
    let chip = try CalibratedChips.typical()
    try result.apply(to: chip)
    let sweep = try sweep(chip, offsets: result.synapseDriver.hagenDACOffset)
    #expect(sweep.passes, "\(sweep)")
    // Much better than required: some 2 LSB are expected.
    #expect(sweep.mismatch < 2)
    #expect(result.synapseDriver.success.count { $0 } >= 250)
  }

  @Test func `uncalibrated drivers fail, and applying the result repairs them`() throws {
    let result = try CalibratedChips.synin
    let chip = try CalibratedChips.typical()
    try result.apply(to: chip)
    let calibrated = try sweep(chip, offsets: result.synapseDriver.hagenDACOffset)
    let uncalibrated = try sweep(chip, ramp: 400, offset: 31)
    #expect(!uncalibrated.passes)
    // The gain of a driver has no knob; the start of its ramp has, and short pulses show it. At smaller
    // activations most drivers send no pulse.
    #expect(uncalibrated.relativeSpread(15) > 2.5 * calibrated.relativeSpread(15))
    try result.apply(to: chip)
    #expect(try sweep(chip, offsets: result.synapseDriver.hagenDACOffset).passes)
  }

  @Test(arguments: 0..<10 as Range<UInt64>) func `the settings of calix's negative test fail`(
    seed: UInt64
  ) throws {
    let chip = try CalibratedChips.typical(seed: seed)
    let hagen = try SharedCalibrations.hagen("typical", seed: seed)
    try hagen.apply(to: chip)
    try hagen.hagenSyninResult(for: chip).apply(to: chip)
    let sweep = try sweep(chip, ramp: 400, offset: 31)
    #expect(!sweep.passes)
  }

  private func sweep(_ chip: Chip, ramp: Int, offset: Int) throws -> Sweep {
    let session = CalibSession(chip: chip, seed: 0)
    session.setRampCurrents([ramp, ramp, ramp, ramp])
    session.settle()
    try session.run()
    return try sweep(chip, offsets: [Int](repeating: offset, count: 256))
  }

  @Test func `a calibration for membranes is converted to one for lines in few runs`() throws {
    let hagen = try CalibratedChips.hagen
    let chip = try CalibratedChips.typical()
    try hagen.apply(to: chip)
    let result = try hagen.hagenSyninResult(for: chip)
    #expect(result.report.runCount < 80)
    #expect(result.synapseDriver == hagen.synapseDriver)
    #expect(try sweep(chip, offsets: result.synapseDriver.hagenDACOffset).passes)
  }

  @Test func `the noise-free chip codes activations in equal steps`() throws {
    let chip = try CalibratedChips.chip("ideal")
    let result = try HagenSyninCalibration.calibrate(chip)
    #expect(result.synapseDriver.success.allSatisfy { $0 })
    let amplitudes = try DriverAmplitudes.measure(
      chip, offsets: result.synapseDriver.hagenDACOffset, activations: [1, 11, 21, 31], runCount: 1)
    let means = amplitudes.map { mean($0) }
    let steps = zip(means, means.dropFirst()).map { $1 - $0 }
    #expect(steps.allSatisfy { $0 > 8 && abs($0 - mean(steps)) <= 1 }, "\(means)")
    #expect(amplitudes.allSatisfy { standardDeviation($0) == 0 })
  }

  @Test func `the same seeds give the same result`() throws {
    let again = try HagenSyninCalibration.calibrate(
      try CalibratedChips.typical(runSeed: 0), seed: 3)
    #expect(try again == CalibratedChips.synin)
  }
}

@Suite struct DriverAmplitudesTests {
  @Test func `nonsense is refused by name`() throws {
    let chip = try CalibratedChips.chip("ideal")
    let offsets = [Int](repeating: 0, count: 256)
    #expect(throws: CalibError.wrongCount(what: "driver offsets", count: 1, expected: 256)) {
      try DriverAmplitudes.measure(chip, offsets: [1])
    }
    #expect(
      throws: CalibError.outOfRange(what: "activations", value: 0, lower: 1, upper: 31)
    ) { try DriverAmplitudes.measure(chip, offsets: offsets, activations: [0]) }
    #expect(throws: CalibError.self) {
      try DriverAmplitudes.measure(chip, offsets: offsets, parallelCount: 3)
    }
  }
}

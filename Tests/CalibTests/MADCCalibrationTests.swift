import Calib
import Statistics
import Testing
import _TestSupport

/// Steps that use the MADC where the calibration for hagen mode uses the CADC.
@Suite(.fullTier) struct MADCCalibrationTests {
  @Test func `quadrants get equal synapse currents`() throws {
    let chip = try CalibratedChips.typical()
    let result = try MADCCalibration.synapseDACBias(chip)
    #expect(result.success == [true, true, true, true])
    let drops = try #require(result.after)
    #expect(drops.allSatisfy { $0 > 20 }, "the lines drop by more than noise: \(drops)")
    let spread = standardDeviation(drops) / mean(drops)
    #expect(spread < 0.02, "\(drops)")
    #expect(spread < standardDeviation(result.before) / mean(result.before))
  }

  @Test func `membranes decay with the wanted time constants`() throws {
    let chip = try CalibratedChips.typical()
    let wanted = (0..<512).map { $0 < 256 ? 10e-6 : 20e-6 }
    let result = try MADCCalibration.membraneTimeConstants(chip, tauSeconds: wanted)
    let taus = try #require(result.after)
    #expect(result.success.count { $0 } >= 500)
    let ratios = taus.indices.filter { result.success[$0] }.map { taus[$0] / (wanted[$0] * 1e6) }
    #expect(abs(median(ratios) - 1) < 0.03, "\(median(ratios))")
    #expect(standardDeviation(ratios) < 0.1, "\(standardDeviation(ratios))")
  }

  @Test func `a target without meaning is refused`() throws {
    let chip = try CalibratedChips.typical()
    #expect(throws: CalibError.self) {
      try MADCCalibration.membraneTimeConstants(chip, tauSeconds: [10e-6])
    }
    #expect(throws: CalibError.self) {
      try MADCCalibration.membraneTimeConstants(
        chip, tauSeconds: [Double](repeating: 2e-3, count: 512))
    }
  }

  /// calix: `test_neuron_reference_madc`
  @Test(arguments: [true, false])
  func `membranes stay where a reset has left them`(_ isExcitatory: Bool) throws {
    let result = try MADCCalibration.synapticReferences(
      CalibratedChips.typical(), of: CalibratedChips.hagen, excitatory: isExcitatory)
    let drifts = try #require(result.after)
    #expect(result.success.count { $0 } >= 490)
    let found = drifts.indices.filter { result.success[$0] }.map { drifts[$0] }
    #expect(abs(median(found)) < 0.2, "\(median(found)) LSB for a microsecond")
    #expect(standardDeviation(found) < standardDeviation(result.before) / 2)
  }
}

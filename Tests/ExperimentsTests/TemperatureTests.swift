import Calib
import CalibrationStore
import Characterization
import ChipConfiguration
import ChipModel
import Experiments
import Recording
import Testing
import _TestSupport

@Suite(.fullTier) struct TemperatureTests {
  @Test func `an ideal chip keeps its products at the reference temperature only`() throws {
    let (chip, calibration, _) = try CalibrationCache(folder: nil).calibrated(
      ChipInstance(ChipConfiguration.load("ideal"), seed: 1))
    // 313 K is columns.temperature.reference.
    let scan = try TemperatureScan(of: chip, calibratedBy: calibration, kelvin: [313, 363])
    let result = TemperatureResult(seeds: [1, 1], scans: [scan, scan])
    #expect(result.kelvin == [313, 363])
    #expect(result.values(TemperatureScan.gain)[0] == [1, 1])
    #expect(result.values(TemperatureScan.error)[0] == [0, 0])
    #expect(result.values(TemperatureScan.gain)[1].allSatisfy { (0.7...0.95).contains($0) })
    #expect(TemperatureScan.numbers.allSatisfy { result.values($0).map(\.count) == [2, 2] })
    let record = result.record(attributes: [:])
    #expect(record.datasets["gain"]?.shape == [2, 2])
  }
}

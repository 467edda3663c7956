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
  @Test func `a chip that gets no warmer keeps its gain, and values follow the chips`() throws {
    let (chip, calibration, _) = try CalibrationCache(folder: nil).calibrated(
      ChipConfiguration.load("ideal"), seed: 1, runSeed: 0, threads: 1)
    let scan = try TemperatureScan(of: chip, calibratedBy: calibration, kelvin: [313, 363])
    let result = TemperatureResult(seeds: [1, 1], scans: [scan, scan])
    #expect(result.kelvin == [313, 363])
    for number in TemperatureResult.numbers {
      let values = result.values(number)
      #expect(values.count == 2 && values.allSatisfy { $0.count == 2 && $0[0] == $0[1] })
    }
    // The ideal chip does not feel temperature: only its readout can differ, by less than 1 %.
    #expect(result.values(TemperatureResult.gain).allSatisfy { abs($0[0] - 1) < 0.01 })
    let record = result.record(attributes: [:])
    #expect(record.datasets["gain"]?.shape == [2, 2])
  }
}

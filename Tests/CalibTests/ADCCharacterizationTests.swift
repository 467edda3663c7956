import Calib
import ChipModel
import Statistics
import Testing

@Suite struct ADCCharacterizationTests {
  @Test func `both converters follow the external one`() throws {
    let chip = try CalibratedChips.typical()
    let result = try ADCCharacterization(chip, volts: [0.2, 0.4, 0.6, 0.8])
    for (volts, wanted) in zip(result.volts, [0.2, 0.4, 0.6, 0.8]) {
      #expect(volts <= wanted && wanted - volts < 2.5 / 4095)
    }
    let madc = try #require(result.madcFit)
    #expect(abs(madc.slope / chip.parameters.madc.step - 1) < 0.005)
    #expect(madc.worst < 3e-3)
    // The CADC is calibrated to 200 LSB for 480 CapMem LSB, about 0.9 V.
    let fits = result.cadcFits.compactMap(\.self)
    #expect(fits.count == 1024)
    #expect(abs(mean(fits.map(\.slope)) - 0.9 / 200) < 0.5e-3)
    #expect(fits.allSatisfy { $0.worst < 20e-3 })
    #expect(result.cadc.allSatisfy { $0.count == 1024 })
  }

  @Test func `a potential beyond the external converter is refused`() throws {
    let chip = try CalibratedChips.typical()
    #expect(throws: CalibError.self) { try ADCCharacterization(chip, volts: [2.6]) }
    #expect(throws: CalibError.self) { try ADCCharacterization(chip, volts: [-0.1]) }
  }
}

import ArgumentParser
import Calib
import Experiments
import Foundation
import Plots
import Recording
import Statistics

extension CharacterizeCommand {
  /// Measures both converters of a chip and writes a record and pictures.
  func characterizeConverters(_ folder: OutputFolder, _ progress: ProgressLine) throws {
    guard seeds == nil, !json, !markdown else {
      throw ValidationError(
        "--adc measures one chip and prints text; leave out --seeds, --json and --markdown.")
    }
    progress.begin("measuring converters")
    let chip = try chipOptions.freshChip()
    let result = try ADCCharacterization(chip) { progress.update($0.fraction, note: $0.step) }
    progress.clear()
    try HDF5File.write(
      result.record(attributes: chipOptions.attributes(seeds: [chipOptions.seed])),
      to: folder.file("adc.h5"))
    try folder.write(result.figure(chip: "\(chip.identity)"), "adc")
    print(Self.text(result))
    print("record and pictures: \(folder.path)")
  }

  /// A table of reads by potential, and the lines of both converters.
  private static func text(_ result: ADCCharacterization) -> String {
    var rows = [["volts", "CADC mean", "CADC channels", "MADC mean", "MADC noise"]]
    for (index, volts) in result.volts.enumerated() {
      let channels = result.cadc[index].map(\.mean)
      rows.append([
        String(format: "%.3f", volts), String(format: "%.1f", mean(channels)),
        String(format: "± %.1f", standardDeviation(channels)),
        String(format: "%.1f", result.madc[index].mean),
        String(format: "± %.2f", result.madc[index].standardDeviation),
      ])
    }
    let slopes = result.cadcFits.compactMap { $0?.slope }
    let cadc = String(
      format: "CADC: %.3f ± %.3f mV for one LSB", 1e3 * mean(slopes),
      1e3 * standardDeviation(slopes))
    let madc = result.madcFit.map {
      String(
        format: "; MADC: %.4f mV for one LSB, largest distance from this line %.2f mV",
        1e3 * $0.slope, 1e3 * $0.worst)
    }
    return aligned(rows) + cadc + (madc ?? "")
  }
}

public import ArgumentParser
public import Calib
import CalibrationStore
import ChipModel

extension HagenPart: ExpressibleByArgument {}

/// The options that calibrate parts of a chip anew.
struct PartOptions: ParsableArguments {
  @Option(help: "Native file (.h5) of this chip whose other parts stay as they are; see --only.")
  var from: String?

  @Option(help: "Part to calibrate anew for the targets of --from or --set; repeatable.")
  var only: [HagenPart] = []

  func validate() throws {
    guard (from == nil) == only.isEmpty else {
      throw ValidationError("--from and --only belong together; give both or neither.")
    }
  }

  /// Refuses parts of what cannot be calibrated by parts.
  func refuse(if isOther: Bool) throws {
    guard isOther, from != nil else { return }
    throw ValidationError(
      "--from and --only calibrate one chip for membranes; leave out --seeds and --target.")
  }

  /// A chip with some parts of a file's calibration made anew; nil without these options.
  func recalibration(
    of options: ChipOptions, _ targets: TargetOptions, _ progress: ProgressLine
  ) throws -> CalibratedChip? {
    guard let from else { return nil }
    let chip = try options.freshChip()
    var known = try CalibrationFile.read(from, as: HagenCalibResult.self, for: chip)
    known.target = try targets.hagen(known.target)
    let result = try known.recalibrated(Set(only), on: chip, seed: chip.identity.seed) {
      progress.update($0.fraction, note: $0.step)
    }
    return CalibratedChip(chip: chip, result: result, wasCached: false)
  }
}

import ArgumentParser
import Calib
import CalibrationStore
import ChipModel
import Experiments

/// Makes the calibrations that a laboratory finds every morning.
///
/// calix: `calix_generate_default_calibration.py`.
struct NightlyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nightly",
    abstract: """
      Calibrate a chip with the default targets, and write the files that the nightly calibration of a \
      laboratory writes.
      """,
    discussion: """
      Calibrates for hagen and hagen_synin with the default targets and writes, for both, the cocolists of \
      the real software (KIND_cocolist.pbin and .json.gz), the native file (KIND.h5) and a provenance file. \
      Existing files are replaced.
      """)

  @Argument(help: "Folder for the files; made if missing.")
  var folder: String

  @OptionGroup var chipOptions: ChipOptions

  func run() throws {
    let folder = try OutputFolder(folder)
    for target in CalibrationTarget.allCases { try calibrate(target, folder) }
  }

  private func calibrate(_ target: CalibrationTarget, _ folder: OutputFolder) throws {
    let progress = ProgressLine(isQuiet: false)
    progress.begin("calibrating for \(target.rawValue)")
    let made = try chipOptions.calibration(target) {
      progress.update($0.fraction, note: $0.step)
    }
    progress.clear()
    let files = CalibrationFolder(folder.path, kind: target.rawValue)
    try files.write(made.result, of: made.chip)
    print("\(target.rawValue): \(made.result.yieldText)")
    print("files: \(files.native), \(files.json), \(files.portableBinary), \(files.provenance)")
  }
}

import ArgumentParser

/// Works on calibration files.
struct CalibrationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibration",
    abstract: "Look at, convert, verify and compare calibration files.",
    subcommands: [
      ShowCalibration.self, ConvertCalibration.self, VerifyCalibration.self,
      DiffCalibrations.self,
    ])
}

import ArgumentParser
import Calib
import ChipConfiguration
import Experiments

/// The options that set targets of a calibration.
struct TargetOptions: ParsableArguments {
  @Option(help: "YAML file with targets in calix's names; see docs/calibration.md.")
  var targets: String?

  @Option(
    name: .customLong("set"),
    help: """
      Target by its key in that file, such as neuron_target.tau_mem=30us; repeatable, and on top of \
      --targets.
      """)
  var settings: [String] = []

  /// Targets for membranes: of the file or the kind of chip, with the single ones.
  func hagen(_ configuration: ChipConfiguration) throws -> HagenCalibTarget {
    try hagen(configuration.calibTarget)
  }

  /// Targets for membranes: of the file or known ones, with the single ones.
  func hagen(_ known: HagenCalibTarget) throws -> HagenCalibTarget {
    try CalibTargetFile.set(settings, in: targets.map(CalibTargetFile.hagen) ?? known)
  }

  /// Targets for lines: of the file or the default ones, with the single ones.
  func synin() throws -> HagenSyninCalibTarget {
    let target = try targets.map(CalibTargetFile.hagenSynin) ?? HagenSyninCalibTarget()
    return try CalibTargetFile.set(settings, in: target)
  }
}

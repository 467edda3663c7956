import ArgumentParser
import Calib
import CalibrationStore
import ChipModel
import Experiments

/// The purpose of a calibration.
enum CalibrationTarget: String, ExpressibleByArgument, CaseIterable {
  /// Multiplications on membranes.
  case hagen
  /// Multiplications on synaptic lines.
  case hagenSynin = "hagen_synin"
}

/// A chip with a calibration of either purpose applied.
struct CalibratedChip {
  let chip: Chip
  let result: any CalibResult
  let wasCached: Bool
}

extension ChipOptions {
  /// The calibration of a chip, from the cache or made now.
  ///
  /// - Parameters:
  ///   - targets: options that set targets; nil for the default ones.
  ///   - seed: another chip than that of `--seed`.
  ///   - threads: threads for the chip; nil for those of the options.
  func calibration(
    _ target: CalibrationTarget, targets: TargetOptions? = nil, seed: UInt64? = nil,
    threads: Int? = nil,
    _ progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> CalibratedChip {
    var instance = try instance(seed: seed)
    instance.threads = threads ?? instance.threads
    switch target {
    case .hagen:
      let made = try cache.calibrated(
        instance, target: targets?.hagen(instance.configuration), progress: progress)
      return CalibratedChip(
        chip: made.chip, result: made.calibration, wasCached: made.wasCached)
    case .hagenSynin:
      let made = try cache.calibratedForLines(
        instance, target: targets?.synin() ?? HagenSyninCalibTarget(),
        progress: progress)
      return CalibratedChip(
        chip: made.chip, result: made.calibration, wasCached: made.wasCached)
    }
  }
}

extension CalibResult {
  /// Numbers of instances of each part that succeed.
  var yieldText: String {
    successMasks.map { name, mask in "\(mask.count { $0 }) of \(mask.count) \(name)" }
      .joined(separator: ", ")
  }
}

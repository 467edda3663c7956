import Calib
import CalibrationStore
import Characterization
import ChipConfiguration
import ChipModel
import Foundation
import Statistics

/// One evaluation of a fit: a population of calibrated chips.
struct FitTrial {
  let seeds: [UInt64]
  let observables: [Observable]

  /// The median over chips of every observable.
  /// - Throws: what calibration and measurement throw.
  func observe(_ configuration: ChipConfiguration) throws -> [Double] {
    let cache = CalibrationCache(folder: nil)
    let chips = try concurrentMap(seeds, threads: ProcessInfo.processInfo.activeProcessorCount) {
      seed in
      let (chip, calibration, _) = try cache.calibrated(ChipInstance(configuration, seed: seed))
      let device = Characterization(try Device(chip))
      return try observables.map { try $0.value(device, calibration) }
    }
    return observables.indices.map { index in median(chips.map { $0[index] }) }
  }
}

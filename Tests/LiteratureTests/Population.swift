import Calib
import Characterization
import ChipConfiguration
import ChipModel
import Foundation
import Statistics
import Synchronization
import _TestSupport

/// Calibrated chips of one preset, each calibrated and measured once in a test run.
///
/// The medians below have a small error: over n chips that of a figure with spread s is
/// 1.25 s / √n. Every seed is fixed, so that a test that passes once passes always; the false-alarm
/// rate concerns a change of the model that moves the random draws and nothing else.
enum Population {
  /// Typical chips, seeds from 0.
  private static let typicalChips = Result {
    try calibrated("typical", count: 50)
  }
  /// Chips of revision 2, seeds from 0.
  private static let chipsOfRevision2 = Result {
    try calibrated("v2", count: 50)
  }

  /// A kind of chip.
  enum Kind {
    case typical, v2
  }

  // A characterisation serves one caller at a time; suites run beside each other.
  private static let lock = Mutex(())

  /// Figures of the first chips of a population, in order.
  static func figures<Value: Sendable>(
    of kind: Kind, count: Int,
    _ value: @escaping @Sendable (Characterization) throws -> Value
  ) throws -> [Value] {
    try lock.withLock { _ in
      let population = kind == .typical ? typicalChips : chipsOfRevision2
      let chips = try population.get().prefix(count)
      return try inParallel(chips.count) { try value(chips[$0].chip) }
    }
  }

  /// Calibrations of the first typical chips, in order.
  static func calibrations(count: Int) throws -> [HagenCalibResult] {
    try lock.withLock { _ in try typicalChips.get().prefix(count).map(\.calibration) }
  }

  /// A calibrated chip and what its calibration found.
  private struct Member: @unchecked Sendable {
    let chip: Characterization
    let calibration: HagenCalibResult
  }

  private static func calibrated(_ preset: String, count: Int) throws -> [Member] {
    let configuration = try ChipConfiguration.load(preset)
    return try inParallel(count) { seed in
      let chip = try Chip(parameters: configuration.parameters, seed: UInt64(seed), threads: 1)
      let calibration = try SharedCalibrations.hagen(preset, seed: UInt64(seed))
      try calibration.apply(to: chip)
      return Member(chip: Characterization(try Device(chip)), calibration: calibration)
    }
  }

  /// The results of independent work, in order.
  private static func inParallel<Value: Sendable>(
    _ count: Int, _ work: @Sendable (Int) throws -> Value
  ) throws -> [Value] {
    let threads = ProcessInfo.processInfo.activeProcessorCount
    return try concurrentMap(Array(0..<count), threads: threads, work)
  }
}

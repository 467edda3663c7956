public import ChipConfiguration
import Foundation

/// Memory and disk that a trace takes, estimated before the chip runs.
public struct TraceBudget {
  /// Samples of all watched neurons together.
  public let samples: Double
  /// Bytes of the record before compression; random codes hardly shrink.
  public let bytes: Double

  private static let bytesPerTime = 8.0
  private static let bytesPerSample = 12.0
  private static let bytesPerMADCSample = 27.0
  private static let bytesPerPicture = 4e6
  /// Samples that fit into the memory of a small machine.
  private static let mostSamples = 3e7

  /// Estimates the budget of an experiment.
  public init(_ experiment: ExperimentConfiguration) {
    let cycles: Double
    switch experiment.stimulus {
    case .events(_, let count): cycles = Double(count)
    case .product(let inputs, let sends, let wait):
      cycles = 7000 + Double(inputs.count * sends) * Double(wait)
    }
    let times = cycles * 4 / Double(experiment.ticksPerSample)
    let recorded = experiment.madc == nil ? 0 : cycles * 4 / 17
    samples = times * Double(experiment.watch.count) + recorded
    bytes =
      times * (Self.bytesPerTime + Self.bytesPerSample * Double(experiment.watch.count))
      + recorded * Self.bytesPerMADCSample + Self.bytesPerPicture
  }

  /// Refuses what fits neither the disk of a folder nor the memory.
  /// - Throws: ``TraceError``.
  public func check(folder: String) throws {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    if let free = (attributes?[.systemFreeSize] as? NSNumber)?.doubleValue, bytes > free {
      throw TraceError.doesNotFit(folder: folder, needed: bytes, free: free)
    }
    guard samples <= Self.mostSamples else {
      throw TraceError.tooManySamples(samples, most: Self.mostSamples)
    }
  }
}

/// An error in the size of a trace, found before the chip runs.
public enum TraceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The record needs more bytes than the disk of a folder has.
  case doesNotFit(folder: String, needed: Double, free: Double)
  /// The trace has more samples than the memory holds.
  case tooManySamples(Double, most: Double)

  /// A sentence: what is wrong and what to do.
  public var description: String {
    let hint =
      "choose a longer sample_period, fewer neurons, and a shorter duration or fewer num_sends"
    switch self {
    case .doesNotFit(let folder, let needed, let free):
      return
        "The trace needs up to \(Int(needed / 1e6)) MB, but \(folder) has \(Int(free / 1e6)) MB "
        + "free; \(hint), or another place for the record."
    case .tooManySamples(let samples, let most):
      return
        "The trace has \(Int(samples)) samples, but at most \(Int(most)) are possible; \(hint)."
    }
  }
}

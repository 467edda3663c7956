import ChipModel
import Foundation

/// The course of a long product: its parts, what is done of it, and how long it will take.
struct ProductPace {
  /// Ranges of vectors that are multiplied at once.
  let parts: [Range<Int>]
  private let start = Date()
  private let total: Int
  private var done = 0
  private var hasEstimate = false

  /// Products of numbers in a part: less than a second.
  private static let work = 1 << 28
  /// Seconds after which the first part of a product tells the time of the whole one.
  private static let patience = 1.0
  /// Seconds from which on the expected time is worth a line.
  private static let long = 60.0

  /// - Parameter repeats: How often the vectors are multiplied.
  init(_ product: MatrixMultiplication, vectors: Int, repeats: Int) {
    let work = product.rows * product.columns * product.numSends
    let step = max(1, Self.work / max(1, work))
    parts = stride(from: 0, to: vectors, by: step).map { $0..<min($0 + step, vectors) }
    total = max(1, vectors * repeats)
  }

  /// Shows what is done, and once the expected time of a long product.
  mutating func show(after vectors: Int, on progress: ProgressLine) {
    done += vectors
    let (fraction, seconds) = (Double(done) / Double(total), Date().timeIntervalSince(start))
    if !hasEstimate, seconds > Self.patience {
      hasEstimate = true
      if let line = Self.estimate(seconds / fraction) { progress.announce(line) }
    }
    progress.update(fraction)
  }

  /// Returns a line for a product that takes long; nil for a short one.
  static func estimate(_ seconds: Double) -> String? {
    guard seconds > long else { return nil }
    let hours = seconds / 3600
    let time =
      hours < 2 ? "\(Int((seconds / 60).rounded(.up))) minutes" : "\(Int(hours.rounded(.up))) hours"
    return "This product takes about \(time); Ctrl-C stops it."
  }
}

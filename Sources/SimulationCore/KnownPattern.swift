/// Numbers of a chip's pattern that are known, with their uncertainties: a population around one chip.
///
/// A seed draws a member of it: 0 the best estimate, any other one a chip that the measurement allows.
/// Rows that are not known are those of the seed, as on a chip without a known pattern.
public final class KnownPattern: Sendable {
  /// A row at a place of the chip.
  public struct Key: Hashable, Sendable {
    /// The row.
    public let row: PatternRow
    /// The part of the chip.
    public let place: PatternPlace

    /// Names a row at a place.
    public init(_ row: PatternRow, _ place: PatternPlace) {
      self.row = row
      self.place = place
    }

    /// Text for messages and files, such as "top/synram.driver.offset".
    public var name: String { "\(place.rawValue)/\(row.details.name)" }
  }

  /// The numbers of a row, in standard deviations of the population.
  public struct Numbers: Hashable, Sendable {
    /// Best estimates.
    public let mean: [Float]
    /// Their standard deviations: 1 where nothing is known, with a mean of 0.
    public let deviation: [Float]
    /// Shares of the deviations that come with the drawn numbers of other rows and of the row itself,
    /// for numbers whose errors are correlated; empty for independent ones.
    public let loadings: [PatternRow: [Float]]

    /// Numbers with their uncertainties.
    public init(mean: [Float], deviation: [Float], loadings: [PatternRow: [Float]] = [:]) {
      self.mean = mean
      self.deviation = deviation
      self.loadings = loadings
    }
  }

  /// All rows that are known.
  public let rows: [Key: Numbers]
  /// A text that names the numbers: equal for equal patterns, on every machine.
  public let digest: String

  /// A pattern with some known rows.
  public init(_ rows: [Key: Numbers]) {
    self.rows = rows
    var hash = StableHash()
    for (key, numbers) in rows.sorted(by: { $0.key.name < $1.key.name }) {
      hash.add(key.name)
      numbers.mean.withUnsafeBytes { hash.add($0) }
      numbers.deviation.withUnsafeBytes { hash.add($0) }
      for (row, loading) in numbers.sortedLoadings {
        hash.add(row.details.name)
        loading.withUnsafeBytes { hash.add($0) }
      }
    }
    digest = hash.hexadecimal
  }
}

extension KnownPattern: Hashable {
  /// Equal where the digests are.
  public static func == (a: KnownPattern, b: KnownPattern) -> Bool { a.digest == b.digest }

  /// Hashes the digest.
  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

extension KnownPattern {
  /// Returns the reason why a row is impossible on a chip of some size; nil where all rows fit.
  public func problem(on size: PatternSize) -> String? {
    for (key, numbers) in rows.sorted(by: { $0.key.name < $1.key.name }) {
      if let problem = numbers.problem(key, key.row.details.extent.count(on: size)) {
        return "\(key.name) \(problem)"
      }
    }
    return nil
  }
}

extension KnownPattern.Numbers {
  /// The loadings in the order of rows.
  var sortedLoadings: [(row: PatternRow, values: [Float])] {
    loadings.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
  }

  /// The numbers of a member.
  /// - Parameter drawn: What the member's seed draws for a row.
  func member(_ own: PatternRow, _ drawn: (PatternRow) -> [Float]) -> [Float] {
    let parts = loadings.isEmpty ? [(row: own, values: deviation)] : sortedLoadings
    var numbers = mean
    for part in parts {
      for (index, z) in drawn(part.row).enumerated() { numbers[index] += part.values[index] * z }
    }
    return numbers
  }

  fileprivate func problem(_ key: KnownPattern.Key, _ count: Int) -> String? {
    if (key.place == .chip) != key.row.details.isOfChip {
      return
        "lies at a wrong place; write it in \(key.row.details.isOfChip ? "chip" : "top or bottom")"
    }
    if mean.count != count || deviation.count != count {
      return "has \(mean.count) means and \(deviation.count) deviations; \(count) are needed"
    }
    for (row, loading) in sortedLoadings {
      if row.details.isOfChip != key.row.details.isOfChip || loading.count != count {
        return "has a loading of \(row.details.name) with another place or count"
      }
      if !loading.allSatisfy(Self.range.contains) { return "has a loading outside -100...100" }
    }
    if !mean.allSatisfy(Self.range.contains) { return "has a mean outside -100...100" }
    if !deviation.allSatisfy(Self.deviations.contains) { return "has a deviation outside 0...10" }
    return nil
  }

  private static let range: ClosedRange<Float> = -100...100
  private static let deviations: ClosedRange<Float> = 0...10
}

/// Random numbers that fix the pattern of one chip; what is known of it comes first.
public struct PatternDraw: Hashable, Sendable {
  let seed: UInt64
  private let known: KnownPattern?

  /// The pattern of the chip drawn by `seed`.
  public init(seed: UInt64, known: KnownPattern? = nil) {
    self.seed = seed
    self.known = known
  }

  /// Draws the first `count` numbers of a row.
  public func normals(_ row: PatternRow, _ place: PatternPlace = .chip, count: Int) -> [Float] {
    guard let numbers = known?.rows[KnownPattern.Key(row, place)] else {
      return drawn(row, place, count)
    }
    return seed == 0 ? numbers.mean : numbers.member(row) { drawn($0, place, count) }
  }

  /// The numbers of the seed alone.
  private func drawn(_ row: PatternRow, _ place: PatternPlace, _ count: Int) -> [Float] {
    let details = row.details
    return NormalField(seed: seed, domain: details.domain).row(
      vector: Self.vector(place, details.domain), lane: details.lane, count: count)
  }

  /// The vector of a place in the streams of a domain.
  private static func vector(_ place: PatternPlace, _ domain: RandomDomain) -> UInt64 {
    switch place {
    case .top: UInt64(SideVertical.top.rawValue)
    case .bottom: UInt64(SideVertical.bottom.rawValue)
    case .chip: domain == .capMemMismatch ? 0 : UInt64(SideVertical.allCases.count)
    }
  }
}

import Testing

@testable import SimulationCore

/// Rows of a pattern, and numbers of them that are known.
@Suite struct KnownPatternTests {
  private let size = PatternSize(
    drivers: 4, rowsPerDriver: 2, codes: 3, columns: 8, blocks: 2, cellsPerBlock: 5)

  @Test func `the table has each row once, in the order of the cases`() {
    #expect(PatternRow.table.map(\.row) == PatternRow.allCases)
    #expect(Set(PatternRow.table.map(\.name)).count == PatternRow.allCases.count)
    for row in PatternRow.allCases { #expect(PatternRow(name: row.details.name) == row) }
    #expect(PatternRow(name: "synram.driver") == nil)
  }

  @Test func `no two rows share numbers of a seed`() {
    let places = PatternRow.table.map { "\($0.domain) \($0.lane) \($0.isOfChip)" }
    #expect(Set(places).count == places.count)
  }

  @Test func `without known numbers a row is that of the seed in every place`() {
    let draw = PatternDraw(seed: 5)
    let field = NormalField(seed: 5, domain: .driverMismatch)
    #expect(draw.normals(.driverSlope, .top, count: 9) == field.row(vector: 0, lane: 1, count: 9))
    #expect(
      draw.normals(.driverSlope, .bottom, count: 9) == field.row(vector: 1, lane: 1, count: 9))
    let cells = NormalField(seed: 5, domain: .capMemMismatch)
    #expect(draw.normals(.capMemGain, count: 9) == cells.row(vector: 0, lane: 1, count: 9))
  }

  private func pattern(
    _ mean: [Float], _ deviation: [Float], _ loadings: [PatternRow: [Float]] = [:]
  ) -> KnownPattern {
    KnownPattern([
      .init(.driverOffset, .top): .init(mean: mean, deviation: deviation, loadings: loadings)
    ])
  }

  @Test func `seed 0 gives the means, another one adds what it draws times the deviation`() {
    let (mean, deviation): ([Float], [Float]) = ([0.5, -1, 2, 0], [0, 1, 0.25, 1])
    let known = pattern(mean, deviation)
    #expect(PatternDraw(seed: 0, known: known).normals(.driverOffset, .top, count: 4) == mean)
    let drawn = PatternDraw(seed: 7).normals(.driverOffset, .top, count: 4)
    let member = PatternDraw(seed: 7, known: known).normals(.driverOffset, .top, count: 4)
    for j in 0..<4 { #expect(member[j] == mean[j] + deviation[j] * drawn[j]) }
    #expect(member[3] == drawn[3])
  }

  @Test func `rows and places that are not known stay those of the seed`() {
    let known = PatternDraw(seed: 7, known: pattern([1, 2, 3, 4], [0, 0, 0, 0]))
    let plain = PatternDraw(seed: 7)
    #expect(
      known.normals(.driverOffset, .bottom, count: 4)
        == plain.normals(.driverOffset, .bottom, count: 4))
    #expect(
      known.normals(.driverGain, .top, count: 4) == plain.normals(.driverGain, .top, count: 4))
  }

  @Test func `errors of rows with common loadings are correlated`() {
    let (one, none) = ([Float](repeating: 1, count: 4), [Float](repeating: 0, count: 4))
    let known = KnownPattern([
      .init(.driverOffset, .top): .init(
        mean: none, deviation: one, loadings: [.driverGain: [1, 1, 1, 1]]),
      .init(.driverSlope, .top): .init(
        mean: none, deviation: one, loadings: [.driverGain: [-1, -1, -1, -1]]),
    ])
    let draw = PatternDraw(seed: 3, known: known)
    let drawn = PatternDraw(seed: 3).normals(.driverGain, .top, count: 4)
    #expect(draw.normals(.driverOffset, .top, count: 4) == drawn)
    #expect(draw.normals(.driverSlope, .top, count: 4) == drawn.map { -$0 })
    #expect(PatternDraw(seed: 0, known: known).normals(.driverOffset, .top, count: 4) == none)
  }

  @Test func `equal numbers have one digest, each other number another`() {
    let base = pattern([1, 2, 3, 4], [0, 0, 0, 0])
    #expect(base == pattern([1, 2, 3, 4], [0, 0, 0, 0]))
    let others = [
      pattern([1, 2, 3, 5], [0, 0, 0, 0]), pattern([1, 2, 3, 4], [0, 0, 0, 1]),
      pattern([1, 2, 3, 4], [0, 0, 0, 0], [.driverOffset: [1, 1, 1, 1]]),
      KnownPattern([:]),
    ]
    #expect(Set(others.map(\.digest) + [base.digest]).count == 5)
  }

  @Test func `rows that no chip of the size has are named`() {
    let (four, five) = ([Float](repeating: 0, count: 4), [Float](repeating: 0, count: 5))
    #expect(pattern(four, four).problem(on: size) == nil)
    #expect(pattern(four, four, [.driverGain: four]).problem(on: size) == nil)
    let wrong: [(KnownPattern, String)] = [
      (pattern(five, four), "5 means and 4 deviations; 4 are needed"),
      (pattern([.nan, 0, 0, 0], four), "mean outside"),
      (pattern([0, 0, 0, 1000], four), "mean outside"),
      (pattern(four, [0, 0, 0, -1]), "deviation outside"),
      (pattern(four, four, [.driverGain: five]), "loading of synram.driver.gain"),
      (pattern(four, four, [.capMemGain: four]), "loading of capmem.gain"),
      (pattern(four, four, [.driverGain: [0, 0, 0, .infinity]]), "loading outside"),
      (
        KnownPattern([.init(.driverOffset, .chip): .init(mean: four, deviation: four)]),
        "wrong place"
      ),
      (
        KnownPattern([.init(.capMemBlockGain, .top): .init(mean: [], deviation: [])]), "wrong place"
      ),
    ]
    for (pattern, text) in wrong {
      let problem = pattern.problem(on: size) ?? ""
      #expect(problem.contains(text) && problem.contains("/"), "\(problem)")
    }
  }
}

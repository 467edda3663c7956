import SimulationCore
import Testing

@Suite struct SpreadTests {
  @Test func `a factor is one plus the scaled deviation, never below the floor`() {
    let spread = Spread(0.2, scale: 1.5)
    #expect(spread.factor(1) == 1 + 0.2 * 1.5)
    #expect(spread.factor(-1) == 1 - 0.2 * 1.5)
    #expect(spread.factor(-10) == Spread.smallestFactor)
    #expect(Spread(0.2, scale: 1.5, floor: 0).factor(-10) == 0)
    #expect(Spread(0.2, scale: 1.5, floor: -.infinity).factor(-10) == 1 - 0.2 * 1.5 * 10)
    #expect(spread.offset(-10) == 0.2 * 1.5 * -10)
  }

  @Test func `a spread in single precision is the spread rounded`() {
    let spread = Spread(0.25, scale: 2, floor: 0)
    for z in [-3, -1, 0, 0.5, 2] as [Float] {
      #expect(spread.single.factor(z) == Float(spread.factor(z)))
    }
  }

  @Test func `a pair holds one value for each case`() {
    var pair = Pair<ColumnLine, Int>(excitatory: 3, inhibitory: 5)
    pair[.inhibitory] += 1
    #expect(ColumnLine.allCases.map { pair[$0] } == [3, 6])
    #expect(pair.map { 2 * $0 } == Pair { $0 == .excitatory ? 6 : 12 })
  }

  @Test(arguments: [2, 8, 256]) func `the sides of a hemisphere share its columns`(_ count: Int) {
    for side in SideHorizontal.allCases {
      #expect(side.columns(of: count).count == count / 2)
      #expect(
        side.columns(of: count).allSatisfy { SideHorizontal(column: $0, of: count) == side })
    }
  }
}

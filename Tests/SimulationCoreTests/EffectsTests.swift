import SimulationCore
import Testing

@Suite struct EffectsTests {
  @Test func `the table has one row for each effect, in the order of the effects`() {
    #expect(Effect.table.map(\.effect) == Effect.allCases)
  }

  @Test func `the index of an effect is its place among all effects`() {
    #expect(Effect.allCases.map(\.index) == Array(Effect.allCases.indices))
    #expect(MemoryLayout<Effect>.size == 1)
  }

  @Test func `every row names its component, law and source`() {
    for row in Effect.table {
      #expect(!row.component.isEmpty && !row.law.isEmpty && !row.source.isEmpty)
    }
  }

  @Test func `setting one effect leaves the others alone`() {
    var scales = EffectScales(all: 1)
    scales[.cadcNoise] = 0
    #expect(!scales.isOn(.cadcNoise))
    #expect(Effect.allCases.filter { scales[$0] != 1 } == [.cadcNoise])
  }
}

import Experiments
import SimulationCore
import Testing

/// Shapley values of accuracies that are known.
@Suite struct EffectBudgetTests {
  private static let groups = [Effect.cadcNoise, .membraneNoise, .otaOffset].enumerated().map {
    EffectGroup(name: "group \($0.offset)", effects: [$0.element])
  }

  @Test func `every effect of the chip is in one group`() {
    let effects = EffectGroup.all.flatMap(\.effects)
    #expect(effects.count == Effect.allCases.count)
    #expect(Set(effects) == Set(Effect.allCases))
    #expect(EffectGroup.all.allSatisfy { !$0.effects.isEmpty })
  }

  @Test func `costs that add are found exactly, left out and shared`() throws {
    let costs = ["group 0": 0.1, "group 1": 0.02, "group 2": 0.3]
    let budget = EffectBudget(groups: Self.groups) { off, chip in
      1 / Double(chip + 1) - costs.values.reduce(0, +) + off.reduce(0) { $0 + costs[$1.name]! }
    }
    let result = try budget.run(chips: 2, permutations: 4)
    #expect(result.groups == Self.groups.map(\.name))
    for (group, name) in result.groups.enumerated() {
      for share in result.leftOut[group] + result.shapley[group] {
        #expect(abs(share - costs[name]!) < 1e-12, "\(name)")
      }
      #expect(result.leftOut[group].count == 2 && result.shapley[group].count == 2)
    }
  }

  @Test func `shares add up to the whole loss whatever the interactions`() throws {
    // Any two groups together cost more than each alone.
    func accuracy(_ off: Int) -> Double { [0.4, 0.7, 0.95, 1][off] }
    let result = try EffectBudget(groups: Self.groups) { off, _ in accuracy(off.count) }
      .run(chips: 1, permutations: 5)
    #expect(abs(result.shapley.reduce(0) { $0 + $1[0] } - 0.6) < 1e-12)
    #expect(result.leftOut.allSatisfy { abs($0[0] - 0.3) < 1e-12 })
  }

  @Test func `every set of groups is measured once on every chip`() throws {
    var seen: [String] = []
    _ = try EffectBudget(groups: Self.groups) { off, chip in
      seen.append("\(chip) " + off.map(\.name).joined(separator: " "))
      return 0
    }.run(chips: 2, permutations: 6)
    #expect(Set(seen).count == seen.count)
  }
}

import Quantities
import SimulationCore
import Testing

@testable import CADC
@testable import ChipModel
@testable import Columns
@testable import Synram

/// Each spread belongs to one parameter and one effect: those of the effects table.
@Suite struct SpreadPairingTests {
  /// The spreads of all components by name.
  private func spreads(_ p: ChipParameters) -> [String: Spread] {
    var found: [String: Spread] = [:]
    for (component, spreads) in [
      ("synram", SynramSpreads(parameters: p.synram, effects: p.effects) as Any),
      ("columns", ColumnSpreads(parameters: p.columns, effects: p.effects)),
      ("cadc", CADCSpreads(parameters: p.cadc, effects: p.effects)),
    ] {
      for child in Mirror(reflecting: spreads).children {
        if let name = child.label, let spread = child.value as? Spread {
          found["\(component).\(name)"] = spread
        }
      }
    }
    return found
  }

  /// Names of the spreads that a parameter moves when one effect is on.
  private func moved(by parameter: ParameterDescriptor<ChipParameters>, _ effect: Effect?)
    -> Set<String>
  {
    var p = ChipParameters()
    p.effects = EffectScales(all: 0)
    if let effect { p.effects[effect] = 2 }
    parameter.set(0.5, in: &p)
    return Set(spreads(p).filter { $0.value.deviation != 0 }.keys)
  }

  /// The effect scales the mean leakage; its spread is relative to that.
  private static let unscaled = ["columns.pseudoLeak"]

  /// Parameters of the table whose draws do not have the form of a spread, and their effects: the
  /// loss of a bottom row is a mean and a deviation, an input's offset shifts with the temperature,
  /// and the leak's is the sum of two draws.
  private static let otherLaws: [(Effect, String)] = [
    (.driverRowDifference, "synram.driver.row_difference_spread"),
    (.temperature, "columns.temperature.offset_spread"),
    (.membraneLeakMismatch, "columns.offset_spread"),
  ]

  @Test func `a spread belongs to a parameter of its effect in the effects table`() {
    for effect in Effect.allCases {
      for parameter in ChipParameters.table {
        let spreads = moved(by: parameter, effect).subtracting(Self.unscaled)
        #expect(
          spreads.isEmpty || effect.details.parameters.contains(parameter.key),
          "\(effect.name), \(parameter.key): \(spreads)")
      }
    }
  }

  @Test func `a parameter that the effects table calls a spread moves one`() {
    let components = ["Synram", "Columns", "CADC"]
    for row in Effect.table where components.contains(row.component) {
      for parameter in ChipParameters.table where row.parameters.contains(parameter.key) {
        let hasOtherLaw = Self.otherLaws.contains { $0 == (row.effect, parameter.key) }
        guard parameter.key.hasSuffix("spread"), !hasOtherLaw else { continue }
        #expect(
          !moved(by: parameter, row.effect).isEmpty, "\(row.effect.name), \(parameter.key)")
      }
    }
  }

  @Test func `every spread follows a parameter, and an effect unless it is relative to a mean`() {
    let all = Set(spreads(ChipParameters()).keys)
    let withoutEffects = ChipParameters.table.reduce(into: Set<String>()) {
      $0.formUnion(moved(by: $1, nil))
    }
    #expect(withoutEffects == Set(Self.unscaled))
    let following = Effect.allCases.reduce(into: Set<String>()) { found, effect in
      for parameter in ChipParameters.table { found.formUnion(moved(by: parameter, effect)) }
    }
    #expect(following == all && all.count == 39)
  }
}

import ChipModel
import Coordinates
import SimulationCore
import Statistics
import Synram

@testable import ChipModel
@testable import Columns

#if canImport(Glibc)
  import Glibc
#endif

/// Magnitudes of what all parts of a chip, or of a quadrant, have in common.
///
/// Each law holds for 512 chips or more: six standard errors of their spread are 19 per cent or less.
enum ChipSpreadMagnitudes {
  private static let seeds = 0..<512

  private static func relative(_ values: [Double]) -> Double {
    standardDeviation(values) / mean(values)
  }

  /// A quantity of the first column of every chip.
  private static func columns(
    _ bench: EffectBench, _ quantity: (ColumnConstants.Column) -> Double
  ) -> [Double] {
    seeds.map { seed in
      quantity(bench.columns(seed: seed) { $0.leakBias = 0.1 }.constants.columns[0])
    }
  }

  /// Relative errors of ramps, of even and odd drivers, from the time to code 20.
  private static func ramps(_ bench: EffectBench) throws -> [Double] {
    let slot = bench.parameters.synram.slot
    let ideal = try EffectBench(["driver.pulse_law=1"]).synram(drivers: 4, columns: 8)
    let straight = slot - Double(ideal.rowPulses(driver: 0, code: 20).top.length)
    return (0..<1024).flatMap { seed -> [Double] in
      let synram = bench.synram(seed: seed, drivers: 4, columns: 8)
      return [0, 1].map {
        straight / (slot - Double(synram.rowPulses(driver: $0, code: 20).top.length)) - 1
      }
    }
  }

  private static func spread(
    _ quantity: String, base: [String] = [], scales: [Double] = [0, 0.5, 1],
    tolerance: Double = 0.2,
    _ found: @escaping @Sendable (EffectBench) throws -> [Double],
    _ law: @escaping @Sendable (ChipParameters) -> Double
  ) -> MagnitudeLaw {
    MagnitudeLaw(
      quantity: quantity, scales: scales, base: base, tolerance: tolerance,
      found: { relative(try found($0).map { 1 + $0 }) }, law: { law($0) * $1 })
  }

  static let chip: [MagnitudeLaw] = [
    spread("relative spread of the chips' synapse currents", tolerance: 0.1) {
      try SynapseMagnitudes.quadrants($0, weight: 40)
    } _: {
      $0.synram.chipSpread
    },
    spread("relative spread of the chips' ramps", base: ["driver.pulse_law=1"], tolerance: 0.1) {
      try ramps($0)
    } _: {
      $0.synram.rampChipSpread
    },
    spread("relative spread of the chips' membrane capacitances") {
      columns($0) { $0.capacitance * 1e12 }.map { $0 / mean([2.3]) - 1 }
    } _: {
      $0.columns.membraneCapacitanceChipSpread
    },
    MagnitudeLaw(
      quantity: "relative spread of the chips' mean input conductance", tolerance: 0.2,
      found: { bench in
        relative(columns(bench) { $0.excitatory.conductance + $0.inhibitory.conductance })
      },
      law: { p, scale in p.columns.inputChipSpread * scale }),
    MagnitudeLaw(
      quantity: "spread of the chips' difference between inputs", tolerance: 0.2,
      found: { bench in
        standardDeviation(
          columns(bench) {
            let (up, down) = ($0.excitatory.conductance, $0.inhibitory.conductance)
            return 2 * (up - down) / (up + down)
          })
      },
      law: { p, scale in p.columns.inputAsymmetrySpread * scale }),
    MagnitudeLaw(
      quantity: "relative spread of the chips' leak conductances", tolerance: 0.2,
      found: { relative(columns($0, \.leakSiemens)) },
      law: { p, scale in p.columns.leakChipSpread * scale }),
    MagnitudeLaw(
      quantity: "relative spread of the chips' noise", base: ["membrane.noise=1"],
      tolerance: 0.2,
      found: { relative(columns($0) { $0.noiseVariancePerSecond.squareRoot() * $0.capacitance }) },
      law: { p, scale in p.columns.noiseChipSpread * scale }),
    MagnitudeLaw(
      quantity: "spread of the chips' loss of bottom rows", base: ["driver.row_difference=1"],
      tolerance: 0.2,
      found: { bench in
        standardDeviation(
          try seeds.map { seed in
            func ratio(_ bench: EffectBench) -> Double {
              let pulses = bench.synram(seed: seed, drivers: 4, columns: 8)
                .rowPulses(driver: 0, code: 1)
              return Double(pulses.bottom.length / pulses.top.length)
            }
            return ratio(bench) - ratio(try EffectBench(["driver.row_difference=1"]))
          })
      },
      law: { p, scale in p.synram.rowDifferenceChipSpread * scale }),
  ]

  static let quadrant: [MagnitudeLaw] = [
    spread("relative spread of the quadrants' synapse currents", tolerance: 0.1) {
      try SynapseMagnitudes.quadrants($0, weight: 40)
    } _: {
      $0.synram.quadrantSpread
    },
    spread("relative spread of the quadrants' ramps", base: ["driver.pulse_law=1"], tolerance: 0.1)
    {
      try ramps($0)
    } _: {
      $0.synram.rampQuadrantSpread
    },
    MagnitudeLaw(
      quantity: "relative spread of the quadrants' input conductances", tolerance: 0.2,
      found: { relative(columns($0, \.excitatory.conductance)) },
      law: { p, scale in p.columns.inputQuadrantSpread * scale }),
    MagnitudeLaw(
      quantity: "relative spread of the bias that the quadrants' line resistors need",
      tolerance: 0.2,
      found: { bench in
        let exponent = bench.parameters.columns.lineTauExponent
        return relative(columns(bench, \.excitatory.lineTime).map { pow($0, 1 / exponent) })
      },
      law: { p, scale in p.columns.lineQuadrantSpread * scale }),
    MagnitudeLaw(
      quantity: "relative spread of the blocks' voltages", tolerance: 0.2,
      found: { bench in
        relative(
          (0..<256).flatMap { seed in
            var capMem = bench.capMem(seed: seed)
            return (0..<CapMem.blockCount).map { block in
              capMem.write(block * CapMem.cellCount, code: 400, at: .zero)
              return capMem.volts(block * CapMem.cellCount, at: .zero)
                - bench.parameters.capMem.voltageOffset
            }
          })
      },
      law: { p, scale in p.capMem.blockGainSpread * scale }),
  ]
}

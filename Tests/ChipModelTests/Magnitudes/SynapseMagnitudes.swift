import ChipModel
import SimulationCore
import Statistics
import Synram

#if canImport(Glibc)
  import Glibc
#endif

/// Magnitudes of the effects of synapses and their DACs.
enum SynapseMagnitudes {
  /// Rates of rows at a weight, relative to those of the ideal chip.
  private static func errors(
    _ synram: Synram, _ ideal: Synram, weight: UInt8, rows: Range<Int>
  ) -> [Double] {
    rows.flatMap { row -> [Double] in
      for array in [synram, ideal] {
        for j in 0..<array.size.columns { array.setWeight(weight, row: row, column: j) }
      }
      let (own, wanted) = (
        synram.rowRates(row, line: .excitatory), ideal.rowRates(row, line: .excitatory)
      )
      return (0..<synram.size.columns).map { Double(own[$0]) / Double(wanted[$0]) - 1 }
    }
  }

  /// Errors of both quadrants' synapses of many small arrays.
  static func quadrants(_ bench: EffectBench, weight: UInt8) throws -> [Double] {
    let ideal = try EffectBench.ideal.synram(drivers: 4, columns: 8)
    return (0..<1024).flatMap { seed -> [Double] in
      let synram = bench.synram(seed: seed, drivers: 4, columns: 8)
      let all = errors(synram, ideal, weight: weight, rows: 1..<2)
      return [all[0], all[7]]
    }
  }

  /// 4096 synapses: six standard errors are 6.6 per cent.
  static let mismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the currents", tolerance: 0.07,
      found: { bench in
        standardDeviation(
          errors(bench.synram(), try EffectBench.ideal.synram(), weight: 40, rows: 0..<16))
      },
      law: { p, scale in p.synram.synapseSpread * scale })
  ]

  /// 4096 lines: six standard errors are 6.6 per cent. A row shows the error of its line.
  static let lineGain: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of a modulated driver's rates", tolerance: 0.07,
      found: { bench in
        let ideal = try EffectBench.ideal.synram(drivers: 4)
        return standardDeviation(
          (0..<16).flatMap {
            errors(bench.synram(seed: $0, drivers: 4), ideal, weight: 40, rows: 1..<2)
          })
      },
      law: { p, scale in p.synram.lineGainSpread * scale })
  ]

  /// A bit of 2^k elements averages their errors. 2048 quadrants: 9.4 per cent.
  static let dacErrors: [MagnitudeLaw] = [1, 8, 32].map { weight in
    MagnitudeLaw(
      quantity: "spread of weight \(weight)", tolerance: 0.1,
      found: { standardDeviation(try quadrants($0, weight: UInt8(weight))) },
      law: { p, scale in p.synram.synapseDACSpread * scale / Double(weight).squareRoot() })
  }

  static let compression: [MagnitudeLaw] = [20, 63].map { weight in
    MagnitudeLaw(
      quantity: "relative loss at weight \(weight)", tolerance: 1e-4,
      found: { bench in
        -errors(
          bench.synram(drivers: 4), try EffectBench.ideal.synram(drivers: 4),
          weight: UInt8(weight), rows: 1..<2)[0]
      },
      law: { p, scale in
        let share = Double(weight) / 63
        return 1 - 1 / (1 + p.synram.synapseCompression * scale * share * share).squareRoot()
      })
  }

  /// 65536 synapses: six standard errors of two per cent are 17 per cent of them.
  static let dead: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "synapses without current", scales: [0, 20, 50], tolerance: 0.2,
      found: { bench in
        fraction(
          errors(bench.synram(), try EffectBench.ideal.synram(), weight: 40, rows: 0..<256)
        ) { $0 == -1 }
      },
      law: { p, scale in p.synram.deadSynapseFraction * scale })
  ]

  static let stuck: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "synapses that do not keep 0 or 63", scales: [0, 40, 100], tolerance: 0.2,
      found: { bench in
        let synram = bench.synram()
        return fraction(Array(0..<65536)) { index in
          ([0, 63] as [UInt8]).contains { weight in
            synram.setWeight(weight, row: index / 256, column: index % 256)
            return synram.weight(row: index / 256, column: index % 256) != weight
          }
        }
      },
      law: { p, scale in p.synram.stuckSynapseFraction * scale })
  ]
}

import ChipModel
import SimulationCore
import Statistics

@testable import Columns

#if canImport(Glibc)
  import Glibc
#endif

/// Magnitudes of the effects of membranes.
enum MembraneMagnitudes {
  private static func all(
    _ bench: EffectBench, _ quantity: (ColumnConstants.Column) -> Double
  ) -> [Double] {
    (0..<8).flatMap {
      bench.columns(seed: $0) { $0.leakBias = leakBias }.constants.columns.map(quantity)
    }
  }

  private static let leakBias = 0.1

  private static func relative(_ values: [Double]) -> Double {
    standardDeviation(values) / mean(values)
  }

  /// 2048 columns: six standard errors are 9.4 per cent, in all spreads here.
  static let capacitorMismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the membranes' capacitances", tolerance: 0.1,
      found: { relative(all($0, \.capacitance)) },
      law: { p, scale in p.columns.membraneCapacitanceSpread * scale })
  ]

  static let leakMismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the leak conductances", tolerance: 0.1,
      found: { relative(all($0, \.leakSiemens)) },
      law: { p, scale in p.columns.leakConductanceSpread * scale }),
    MagnitudeLaw(
      quantity: "spread of the leak potentials", tolerance: 0.1,
      found: { standardDeviation(all($0, \.leakVolts)) },
      law: { p, scale in
        p.columns.offsetSpread * (1 + leakBias).squareRoot() * scale
      }),
  ]

  static let resetMismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the membranes after a reset", tolerance: 0.1,
      found: { bench in
        standardDeviation((0..<8).flatMap { bench.columns(seed: $0).membranes().map(Double.init) })
      },
      law: { p, scale in p.columns.offsetSpread * scale })
  ]

  static let follower: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the leak potentials", tolerance: 0.1,
      found: { standardDeviation(all($0, \.leakVolts)) },
      law: { p, scale in p.columns.followerSpread * scale })
  ]

  /// Conductances towards the pseudo-leak's potential from how far membranes come in 10 µs.
  private static func pseudoLeaks(_ bench: EffectBench) -> [Double] {
    let p = bench.parameters.columns
    return (0..<8).flatMap { seed -> [Double] in
      let columns = bench.columns(seed: seed) { $0.resetVolts += 0.1 }
      let before = columns.membranes()
      columns.advance(to: PPUCycles(2500))
      return zip(before, columns.membranes()).map { old, new in
        let left = (p.pseudoLeakPotential - Double(new)) / (p.pseudoLeakPotential - Double(old))
        return -log(left) * p.membraneCapacitance / 10e-6
      }
    }
  }

  /// Both inputs leak. The mean of 2048 columns is known to 0.7 per cent.
  static let pseudoLeak: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "mean pseudo-leakage", tolerance: 0.045, found: { mean(pseudoLeaks($0)) },
      law: { p, scale in 2 * p.columns.pseudoLeakConductance * scale }),
    MagnitudeLaw(
      quantity: "spread of the pseudo-leakage", tolerance: 0.1,
      found: { standardDeviation(pseudoLeaks($0)) },
      law: { p, scale in 2 * p.columns.pseudoLeakConductance * p.columns.pseudoLeakSpread * scale }),
  ]

  /// Distance below 10 V, or above -10 V, at which a membrane stops that is driven on for 100 µs.
  static let rails: [MagnitudeLaw] = [-1.0, 1].map { sign in
    MagnitudeLaw(
      quantity: "distance of the rail from \(10 * sign) V", scales: [0, 1], tolerance: 1e-6,
      found: { bench in
        let columns = bench.columns { $0.offsetCurrent = sign }
        columns.advance(to: PPUCycles(25_000))
        return max(0, 10 - sign * Double(columns.membraneVolts(9)))
      },
      law: { p, scale in
        scale == 0 ? 0 : 10 - sign * (sign > 0 ? p.columns.upperRail : p.columns.lowerRail)
      })
  }

  static let resetMemory: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "what a reset of 0.5 µs leaves", scales: [0, 1], tolerance: 1e-5,
      found: { bench in
        let columns = bench.columns()
        columns.state.membrane[9] = 0.9
        columns.hold(9..<10, until: PPUCycles(125))
        columns.advance(to: PPUCycles(125))
        return (Double(columns.membraneVolts(9)) - 0.6) / 0.3
      },
      law: { p, scale in scale * exp(-0.5e-6 / p.columns.resetTime) })
  ]

  /// The noise that a standard normal number of 1 draws.
  private static func noise(_ columns: Columns) -> Double { noises(columns)[9] }

  /// The standard deviation of every membrane's noise.
  private static func noises(_ columns: Columns) -> [Double] {
    columns.drawNoise([Float](repeating: 1, count: 256))
    return (0..<256).map { Double(columns.noise.volts[$0]) }
  }

  /// A one-sided density S of current gives a variance of S/2 per second and square of C.
  static let noise: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "noise after a microsecond", tolerance: 1e-4,
      found: { bench in
        let columns = bench.columns()
        columns.advance(to: PPUCycles(250))
        return noise(columns)
      },
      law: { p, scale in
        let density = p.columns.currentNoiseDensity / 2 * EffectBench.conductanceBias
        return (density * 1e-6).squareRoot() / p.columns.membraneCapacitance * scale
      })
  ]

  static let eventNoise: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "noise after four events", tolerance: 1e-4,
      found: { bench in
        let columns = bench.columns()
        for _ in 0..<4 {
          let none = FloatBuffer(count: 256)
          columns.inject(
            LineSteps(excitatory: none, inhibitory: none), drivers: 1)
        }
        return noise(columns)
      },
      law: { p, scale in
        // On each line; the input makes of a line's noise what it makes of a signal.
        let gain =
          p.columns.inputConductance * EffectBench.conductanceBias
          / (pow(EffectBench.tauBias, p.columns.lineTauExponent) / p.columns.lineFastestTime
            + 1 / (p.columns.lineLeakTime * p.columns.lineParasiticShare))
          / p.columns.membraneCapacitance
        return (4 * 2.0).squareRoot() * p.columns.eventNoise * gain * scale
      })
  ]

  private static let microsecond = MACPhases(
    baseline: PPUCycles(250), lead: PPUCycles(250), wait: PPUCycles(10), tail: PPUCycles(0),
    events: 0)

  /// Volts after a microsecond of an offset at both inputs.
  private static func drift(_ p: ChipParameters, _ offset: Double) -> Double {
    2.0.squareRoot() * offset * p.columns.inputConductance * EffectBench.conductanceBias * 1e-6
      / p.columns.membraneCapacitance
  }

  static let slowNoise: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "noise of a result after a microsecond", tolerance: 1e-3,
      found: { Double($0.columns().macNoiseScales(microsecond).result[9]) },
      law: { p, scale in drift(p, p.columns.slowNoise) * scale })
  ]

  static let runDrift: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread over runs after a microsecond", tolerance: 1e-3,
      found: { Double($0.columns().macRunScales(microsecond).result[9]) },
      law: { p, scale in drift(p, p.columns.runNoise) * scale })
  ]

  static let leakNoise: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "noise of a leaking membrane", tolerance: 1e-4,
      found: { Double($0.columns { $0.leakBias = 0.25 }.leakNoiseVolts(9)) },
      law: { p, scale in p.columns.leakNoise / 2 * scale })
  ]

  /// 4096 columns: six standard errors are 6.6 per cent.
  static let commonStep: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the steps at activation 3", tolerance: 0.07,
      found: { bench in
        standardDeviation(
          (0..<16).flatMap { bench.columns(seed: $0).commonSteps.array.map(Double.init) })
      },
      law: { p, scale in p.columns.stepSpread * scale })
  ]

  /// 4096 neurons: six standard errors are 6.6 per cent.
  static let noiseMismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the neurons' noise after a microsecond",
      base: ["membrane.noise=1"], tolerance: 0.07,
      found: { bench in
        let all = (0..<16).flatMap { seed -> [Double] in
          let columns = bench.columns(seed: seed)
          columns.advance(to: PPUCycles(250))
          return noises(columns)
        }
        return standardDeviation(all) / mean(all)
      },
      law: { p, scale in p.columns.noiseSpread * scale })
  ]

  /// 8192 neurons: six standard errors of a tenth are 20 per cent of it.
  static let stuckInReset: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "membranes that no current moves", scales: [0, 25, 50], tolerance: 0.2,
      found: { bench in
        fraction(
          (0..<32).flatMap { seed -> [Float] in
            let columns = bench.columns(seed: seed) { $0.offsetCurrent = 0.1 }
            columns.advance(to: PPUCycles(100))
            return columns.membranes()
          }
        ) { abs($0 - 0.6) < 1e-4 }
      },
      law: { p, scale in p.columns.stuckFraction * scale })
  ]
}

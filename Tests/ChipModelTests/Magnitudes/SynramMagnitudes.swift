import ChipModel
import SimulationCore
import Statistics
import Synram

#if canImport(Glibc)
  import Glibc
#endif

/// Magnitudes of the effects of drivers and synapses.
enum SynramMagnitudes {
  private static let bias = EffectBench.synramBiases

  /// Seconds from the start of the slot until the ramp passes the threshold of an activation code;
  /// nothing is sunk.
  private static func crossing(_ p: ChipParameters, code: Int) -> Double {
    (threshold(p, code: code) - p.synram.rampStart) / slope(p)
  }

  /// Rise of the ramp in DAC steps per second.
  private static func slope(_ p: ChipParameters) -> Double {
    p.synram.rampRate * bias.left.ramp
  }

  private static func threshold(_ p: ChipParameters, code: Int) -> Double {
    bias.hagenDAC * Double(code)
  }

  private static let pulseLaw = ["driver.pulse_law=1"]

  /// Pulses of all drivers of 32 arrays for one code.
  private static func pulses(_ bench: EffectBench, code: Int) -> [Double] {
    (0..<16).flatMap { seed in
      SideVertical.allCases.flatMap { h in
        let synram = bench.synram(seed: seed, hemisphere: h, columns: 8)
        return (0..<128).map { Double(synram.rowPulses(driver: $0, code: code).top.length) }
      }
    }
  }

  private static func pulse(_ bench: EffectBench, code: Int) -> Double {
    Double(bench.synram(drivers: 4, columns: 8).rowPulses(driver: 0, code: code).top.length)
  }

  private static func idealPulse(code: Int) throws -> Double {
    pulse(try EffectBench.ideal, code: code)
  }

  /// Returns the steps of one event on the excitatory lines at weight 63, in units of the first
  /// argument's.
  static func steps(
    _ synram: Synram, bus: Int = 0, code: UInt8 = 1, at time: Int64 = 0,
    jitter: EventJitter = .none
  ) -> [Double] {
    let row = 2 * bus + 1
    for j in 0..<synram.size.columns where synram.weight(row: row, column: j) != 63 {
      synram.setWeight(63, row: row, column: j)
    }
    let steps = LineSteps { _ in FloatBuffer(count: synram.size.columns) }
    let event = PADIBusEvent(
      bus: bus, rowSelect: 0, payload: code, time: PPUCycles(time), jitter: jitter)
    _ = synram.fire(event, addingTo: steps)
    return steps.excitatory.array.map(Double.init)
  }

  /// An activation of 16: long enough that no column loses all.
  private static let shortCode: UInt8 = 16

  private static let turnOn = ["driver.turn_on=1"]

  /// Seconds that the columns of a bench miss of a short pulse beside the drivers.
  private static func losses(_ bench: EffectBench, seed: Int = 1, bus: Int = 0) throws -> [Double] {
    let near = try EffectBench(turnOn)
    let own = steps(bench.synram(seed: seed, drivers: 4), bus: bus, code: shortCode)
    let beside = steps(near.synram(seed: seed, drivers: 4), bus: bus, code: shortCode)
    let pulse = pulse(near, code: Int(shortCode))
    return zip(own, beside).map { pulse * (1 - $0 / $1) }
  }

  /// Returns the loss of the column at the end of a row: the growth of R times minus the derivative
  /// by R of R ln(1 - c exp(-t / R)).
  private static func endLoss(_ p: ChipParameters) -> Double {
    let s = ((try? idealPulse(code: Int(shortCode))) ?? .nan) / p.synram.turnOn
    let c = p.synram.turnOnSteepness
    return p.synram.turnOnDistance * (c * s / (exp(s) - c) - log(1 - c * exp(-s)))
  }

  static let driverPulseLaw: [MagnitudeLaw] = [3, 12, 20].map { code in
    MagnitudeLaw(
      quantity: "change of the pulse at code \(code)", tolerance: 1e-3,
      found: { pulse($0, code: code) - (try idealPulse(code: code)) },
      law: { p, scale in
        let ideal = (try? idealPulse(code: code)) ?? .nan
        return scale * (p.synram.slot - crossing(p, code: code) - ideal)
      })
  }

  /// 4096 drivers: six standard errors are 6.6 per cent, the ramp's curvature adds one.
  static let driverOffset: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the thresholds", base: pulseLaw, tolerance: 0.08,
      found: {
        standardDeviation(pulses($0, code: 8))
          * slope($0.parameters)
      },
      law: { p, scale in p.synram.offsetSpread * scale })
  ]

  static let driverSlope: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the times to the threshold", base: pulseLaw, tolerance: 0.08,
      found: { bench in
        standardDeviation(pulses(bench, code: 20).map { bench.parameters.synram.slot - $0 })
          / crossing(bench.parameters, code: 20)
      },
      law: { p, scale in p.synram.slopeSpread * scale })
  ]

  static let driverDACErrors: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of a code's threshold in DAC steps", base: pulseLaw, tolerance: 0.08,
      found: { bench in
        let p = bench.parameters
        return standardDeviation(pulses(bench, code: 8)) * slope(p)
          / threshold(p, code: 1)
      },
      law: { p, scale in p.synram.dacSpread * scale })
  ]

  static let driverTurnOn: [MagnitudeLaw] = [12, 20, 27].map { code in
    MagnitudeLaw(
      quantity: "relative loss at code \(code)", tolerance: 1e-4,
      found: { 1 - pulse($0, code: code) / (try idealPulse(code: code)) },
      law: { p, scale in
        let (rise, length) = (p.synram.turnOn * scale, (try? idealPulse(code: code)) ?? .nan)
        guard scale > 0 else { return 0 }
        let (c, s) = (p.synram.turnOnSteepness, length / rise)
        // Below the shortest pulse that is seen, the tangent continues.
        return s > log(1 + c)
          ? -log(1 - c * exp(-s)) / s : 1 - (1 + c) * (s - log(1 + c)) / s
      })
  }

  static let driverDistance: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "loss of the outermost columns", base: turnOn, tolerance: 1e-3,
      found: { bench in
        let losses = try losses(bench)
        return (losses[0] + losses[255]) / 2
      },
      law: { p, scale in endLoss(p) * scale }),
    MagnitudeLaw(
      quantity: "loss half-way to the edge", base: turnOn, tolerance: 1e-3,
      found: { try losses($0)[64] },
      law: { p, scale in endLoss(p) * scale * 63.5 / 127.5 }),
  ]

  /// 2048 columns: six standard errors are 9.4 per cent.
  static let driverDistanceSpread: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the columns' losses", base: turnOn + ["driver.distance=1"],
      tolerance: 0.1,
      found: { bench in
        let straight = try losses(EffectBench(turnOn + ["driver.distance=1"]))
        return standardDeviation(
          try (0..<8).flatMap { seed in zip(try losses(bench, seed: seed), straight).map { $0 - $1 }
          })
      },
      law: { p, scale in endLoss(p) * p.synram.turnOnSpread * scale })
  ]

  /// Two drivers of one column differ by √2 of it; 2048 pairs: six standard errors are 9.4 per cent.
  static let synapseTurnOn: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "difference between two drivers of a column", base: turnOn + ["driver.distance=1"],
      tolerance: 0.1,
      found: { bench in
        standardDeviation(
          try (0..<8).flatMap { seed in
            zip(try losses(bench, seed: seed), try losses(bench, seed: seed, bus: 1)).map {
              $0 - $1
            }
          }) / 2.0.squareRoot()
      },
      law: { p, scale in endLoss(p) * p.synram.synapseTurnOnSpread * scale })
  ]

  /// The difference of two lines is exact; the steps are rounded.
  static let synapseLoad: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "loss of a synapse of weight 63", base: turnOn + ["driver.distance=1"],
      tolerance: 2e-3,
      found: { bench in
        let without = try losses(EffectBench(turnOn + ["driver.distance=1"]))
        return mean(zip(try losses(bench), without).map { $0 - $1 })
      },
      law: { p, scale in endLoss(p) * p.synram.synapseLoad * scale })
  ]

  private static func rowLosses(_ bench: EffectBench) -> [Double] {
    (0..<16).flatMap { seed -> [Double] in
      let synram = bench.synram(seed: seed, columns: 8)
      return (0..<128).map {
        let pulses = synram.rowPulses(driver: $0, code: 1)
        return 1 - Double(pulses.bottom.length) / Double(pulses.top.length)
      }
    }
  }

  static let driverGainMismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the drivers' pulses", tolerance: 0.08,
      found: { bench in
        let lengths = pulses(bench, code: 8)
        return standardDeviation(lengths) / mean(lengths)
      },
      law: { p, scale in p.synram.gainSpread * scale })
  ]

  static let driverRowDifference: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "mean loss of the bottom rows", tolerance: 0.04, found: { mean(rowLosses($0)) },
      law: { p, scale in p.synram.rowDifference * scale }),
    MagnitudeLaw(
      quantity: "spread of that loss", tolerance: 0.1, found: { standardDeviation(rowLosses($0)) },
      law: { p, scale in p.synram.rowDifferenceSpread * scale }),
  ]

  /// Twenty cycles are 80 ns.
  static let driverRecovery: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "gain of a second pulse after 80 ns", tolerance: 1e-3,
      found: { bench in
        let synram = bench.synram(drivers: 4)
        let first = steps(synram, at: 0)[3]
        return steps(synram, at: 20)[3] / first - 1
      },
      law: { p, scale in p.synram.recoveryGain * scale * exp(-80e-9 / p.synram.recoveryTime) })
  ]

  /// 4096 drivers: six standard errors of a tenth are 28 per cent of it.
  static let driverDead: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "drivers without a pulse", scales: [0, 10, 20], tolerance: 0.3,
      found: { fraction(pulses($0, code: 1)) { $0 == 0 } },
      law: { p, scale in p.synram.deadDriverFraction * scale })
  ]

  static let driverStuck: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "drivers with their longest pulse at the smallest activation", scales: [0, 25, 50],
      tolerance: 0.3,
      found: { bench in
        let longest = Float(try idealPulse(code: 1))
        return fraction(pulses(bench, code: 31)) { Float($0) == longest }
      },
      law: { p, scale in p.synram.stuckDriverFraction * scale })
  ]
}

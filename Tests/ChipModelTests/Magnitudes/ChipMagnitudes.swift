import Coordinates
import SimulationCore
import Statistics
import Synram

@testable import ChipModel

#if canImport(Glibc)
  import Glibc
#endif

/// Magnitudes of the effects of buses, CapMem, MADC and program runs.
enum ChipMagnitudes {
  static let busEventLoss: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "lost events of five in one cycle", scales: [0, 1], tolerance: 0,
      found: { bench in
        let chip = try bench.chip()
        let product = try MatrixMultiplication(weights: [1], rows: 1, columns: 1)
        _ = try chip.multiply(inputs: [0], batch: 1, product)
        let label = SpikeLabel.strongest
        var builder = PlaybackProgramBuilder()
        builder.send((0..<5).map { _ in SpikeEvent(label, at: 7) })
        return Double(try chip.run(builder.done()).lostEvents)
      },
      law: { _, scale in 4 * scale })
  ]

  /// The membrane stands still: 9400 samples of 10.2 µs each thousand; 8.8 per cent. A sample is
  /// rounded, which adds a twelfth.
  static let madcNoise: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "variance of MADC samples", scales: [0, 2, 4], tolerance: 0.09,
      found: { bench in
        let chip = try bench.chip()
        var builder = PlaybackProgramBuilder()
        builder.resetNeurons(.top)
        builder.wait(cycles: 600)
        builder.startMADC(9)
        builder.wait(cycles: 40_000)
        let ticket = builder.stopMADC()
        let values = try chip.run(builder.done()).get(ticket).values.map { Double($0) }
        let spread = standardDeviation(values)
        return spread * spread
      },
      law: { p, scale in
        let parts = [p.madc.noise, p.madc.bandNoise].map { $0 * scale / p.madc.step }
        return scale == 0 ? 0 : parts[0] * parts[0] + parts[1] * parts[1] + 1.0 / 12
      })
  ]

  // MARK: - CapMem

  private static func settled(_ bench: EffectBench, code: Int) -> CapMem {
    var capMem = bench.capMem()
    for index in 0..<4096 { capMem.write(index, code: code, at: .zero) }
    return capMem
  }

  /// 4096 cells: six standard errors are 6.6 per cent.
  static let capMemMismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of voltages at code 400", tolerance: 0.07,
      found: { bench in
        let capMem = settled(bench, code: 400)
        return standardDeviation((0..<4096).map { capMem.volts($0, at: .zero) })
      },
      law: { p, scale in p.capMem.gainSpread * p.capMem.voltageStep * 400 * scale }),
    MagnitudeLaw(
      quantity: "relative spread of currents", tolerance: 0.07,
      found: { bench in
        let capMem = settled(bench, code: 400)
        return standardDeviation((0..<4096).map { capMem.current($0, at: .zero) * 1022 / 400 })
      },
      law: { p, scale in p.capMem.gainSpread * scale }),
  ]

  static let capMemSettling: [MagnitudeLaw] = [1.0, 5, 20].map { milliseconds in
    MagnitudeLaw(
      quantity: "part of a step that is left after \(milliseconds) ms", tolerance: 1e-6,
      found: { bench in
        let start = PPUCycles(250_000_000)
        let end = start + PPUCycles(Int64(milliseconds * 250_000))
        var capMem = bench.capMem()
        capMem.write(17, code: 400, at: .zero)
        let before = capMem.current(17, at: start)
        capMem.write(17, code: 800, at: start)
        return 2 - capMem.current(17, at: end) / before
      },
      law: { p, scale in
        scale == 0 ? 0 : exp(-milliseconds * 1e-3 / (p.capMem.settlingTime / log(1024) * scale))
      })
  }

  static let capMemCrosstalk: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "fall of a cell whose whole row has its code, in LSB", tolerance: 1e-9,
      found: { bench in
        var capMem = bench.capMem()
        for column in 0..<CapMem.columnCount {
          capMem.write(CapMem.index(block: 1, column: column, row: 4), code: 600, at: .zero)
        }
        let index = CapMem.index(block: 1, column: 7, row: 4)
        return 600 - capMem.current(index, at: .zero) * CapMem.fullScale
      },
      law: { p, scale in p.capMem.crosstalk * scale })
  ]

  /// A quarter of a period: A (a + b) with normal a and b.
  static let capMemDrift: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the cells' drift in LSB", tolerance: 0.07,
      found: { bench in
        let capMem = settled(bench, code: 500)
        let quarter = bench.parameters.capMem.driftPeriod / 4
        let time = PPUCycles(Int64(quarter / Clocks.ppuPeriodSeconds))
        return standardDeviation((0..<4096).map { capMem.current($0, at: time) * CapMem.fullScale })
      },
      law: { p, scale in p.capMem.drift * 2.0.squareRoot() * scale })
  ]

  // MARK: - Runs

  private static func runs(_ bench: EffectBench) -> [RunCondition] {
    (0..<8192).map {
      RunCondition(
        parameters: bench.parameters, runSeed: 5, start: PPUCycles(Int64($0) * 12345))
    }
  }

  /// The pulse of a driver whose comparator errs by one and a half standard deviations.
  static let driverJitter: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "lengthening of a pulse", tolerance: 1e-3,
      found: { bench in
        let jitter = RunCondition(parameters: bench.parameters, runSeed: 1, start: .zero)
        let synram = bench.synram(drivers: 4)
        let pulse = Double(synram.rowPulses(driver: 0, code: 1).top.length)
        let plain = SynramMagnitudes.steps(synram)[3]
        synram.restDrivers()
        let late = SynramMagnitudes.steps(
          synram, jitter: EventJitter(seconds: jitter.jitterSeconds, normals: [1.5]))[3]
        return (late / plain - 1) * pulse / 1.5
      },
      law: { p, scale in p.synram.jitter * scale })
  ]

  /// 8192 runs: six standard errors of a quarter are 11.5 per cent of it.
  static let runJitter: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "runs with jitter", scales: [0, 25, 50], tolerance: 0.12,
      found: { fraction(runs($0)) { $0.jitterSeconds > 0 } },
      law: { p, scale in p.run.jitterFraction * scale }),
    MagnitudeLaw(
      quantity: "jitter of such a run", scales: [0, 25, 50], tolerance: 1e-6,
      found: { bench in Double(runs(bench).map(\.jitterSeconds).max() ?? 0) },
      law: { p, scale in scale == 0 ? 0 : p.synram.runJitter }),
  ]

  static let runNoise: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "noisy runs", scales: [0, 25, 50], tolerance: 0.12,
      found: { fraction(runs($0)) { $0.noiseFactor > 1 } },
      law: { p, scale in p.run.noiseFraction * scale }),
    MagnitudeLaw(
      quantity: "noise added in such a run, relative to the usual", scales: [0, 25, 50],
      tolerance: 1e-6,
      found: { bench in Double(runs(bench).map(\.noiseFactor).max() ?? 0) - 1 },
      law: { p, scale in scale == 0 ? 0 : p.run.noiseFactor - 1 }),
  ]
}

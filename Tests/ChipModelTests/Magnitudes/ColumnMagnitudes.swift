import ChipModel
import SimulationCore
import Statistics

@testable import Columns

#if canImport(Glibc)
  import Glibc
#endif

/// Magnitudes of the effects of lines, synaptic inputs and membranes.
enum ColumnMagnitudes {
  /// A quantity of all columns of some chips.
  private static func all(
    _ bench: EffectBench, seeds: Int = 8, _ quantity: (ColumnConstants.Column) -> [Double]
  ) -> [Double] {
    (0..<seeds).flatMap { bench.columns(seed: $0).constants.columns.flatMap(quantity) }
  }

  private static func relative(_ values: [Double]) -> Double {
    standardDeviation(values) / mean(values)
  }

  private static func inject(_ columns: Columns, volts: Float) {
    let steps = FloatBuffer(count: 256, repeating: volts / Float(columns.stepVolts))
    columns.inject(
      LineSteps(excitatory: steps, inhibitory: FloatBuffer(count: 256)), drivers: 1)
  }

  private static func inputConductance(_ p: ChipParameters) -> Double {
    p.columns.inputConductance * EffectBench.conductanceBias
  }

  // MARK: - Lines

  static let lineCompression: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "loss of a step of 0.3 V that follows another", tolerance: 1e-4,
      found: { bench in
        let columns = bench.columns { $0.excitatory.tauBias = 0 }
        inject(columns, volts: 0.3)
        let first = columns.lineDrops(9).excitatory
        inject(columns, volts: 0.3)
        return 1 - (columns.lineDrops(9).excitatory - first) / first
      },
      law: { p, scale in 0.3 * scale / p.columns.lineIdlePotential })
  ]

  static let lineTail: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "drop that is left after 400 ns", scales: [0, 1], tolerance: 1e-4,
      found: { bench in
        let columns = bench.columns()
        inject(columns, volts: 0.1)
        columns.advance(to: PPUCycles(100))
        return columns.lineDrops(9).excitatory / 0.1
      },
      law: { p, scale in
        let leak = 1 / (p.columns.lineLeakTime * p.columns.lineParasiticShare)
        let conductance =
          pow(EffectBench.tauBias, p.columns.lineTauExponent) / p.columns.lineFastestTime
        return scale * exp(-400e-9 * (conductance + leak))
      })
  ]

  /// 4096 inputs: six standard errors are 6.6 per cent.
  static let lineMismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the lines' capacitances", tolerance: 0.08,
      found: { relative(all($0) { [$0.excitatory, $0.inhibitory].map(\.lineCapacitance) }) },
      law: { p, scale in p.columns.lineCapacitanceSpread * scale }),
    MagnitudeLaw(
      quantity: "relative spread of the bias that the lines' resistors need", tolerance: 0.08,
      found: { bench in
        relative(
          all(bench) {
            [$0.excitatory, $0.inhibitory].map {
              pow($0.lineTime / $0.lineCapacitance, 1 / bench.parameters.columns.lineTauExponent)
            }
          })
      },
      law: { p, scale in p.columns.lineSpread * scale }),
  ]

  static let lineReadout: [MagnitudeLaw] = [0.1, 0.3, 0.5].map { drop in
    MagnitudeLaw(
      quantity: "rise of a readout above a line that has dropped by \(drop) V", tolerance: 1e-6,
      found: { bench in
        let readout = bench.columns().lineVolts(drop: drop)
        return readout - (bench.parameters.columns.lineRestPotential - drop)
      },
      law: { p, scale in
        let (floor, knee) = (p.columns.lineReadoutFloor, p.columns.lineReadoutKnee)
        let followed = p.columns.lineRestPotential - drop
        return scale * (floor + knee * log(1 + exp((followed - floor) / knee)) - followed)
      })
  }

  // MARK: - Synaptic inputs

  static let otaSaturation: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "loss of an input's current at a drop of 0.3 V", tolerance: 1e-3,
      found: { bench in
        func current(_ bench: EffectBench) -> Double {
          let columns = bench.columns { $0.excitatory.tauBias = 0 }
          let before = columns.membraneVolts(9)
          inject(columns, volts: 0.3)
          columns.advance(to: PPUCycles(50))
          return Double(columns.membraneVolts(9) - before)
        }
        return 1 - current(bench) / current(try EffectBench.ideal)
      },
      law: { p, scale in
        let square = 0.09 * scale
        return p.columns.inputCubic * square - p.columns.inputQuintic * square * square
      })
  ]

  static let otaGainMismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the inputs' conductances", tolerance: 0.08,
      found: { relative(all($0) { [$0.excitatory, $0.inhibitory].map(\.conductance) }) },
      law: { p, scale in p.columns.inputConductanceSpread * scale })
  ]

  static let otaAsymmetry: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "difference of the inputs relative to their mean", tolerance: 1e-6,
      found: { bench in
        let column = bench.columns().constants.columns[9]
        let (up, down) = (column.excitatory.conductance, column.inhibitory.conductance)
        return 2 * (up - down) / (up + down)
      },
      law: { p, scale in p.columns.inputAsymmetry * scale })
  ]

  /// Two inputs drift against each other; 2048 columns: 9.4 per cent.
  static let otaOffset: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the membranes' drifts in volts per second", tolerance: 0.1,
      found: { bench in
        standardDeviation(
          (0..<8).flatMap { seed -> [Double] in
            let columns = bench.columns(seed: seed)
            let before = columns.membranes()
            columns.advance(to: PPUCycles(25))
            return zip(columns.membranes(), before).map { Double($0 - $1) / 100e-9 }
          })
      },
      law: { p, scale in
        inputConductance(p) / p.columns.membraneCapacitance * p.columns.inputOffsetSpread
          * 2.0.squareRoot() * scale
      })
  ]

  /// 8192 columns: six standard errors of a tenth are 20 per cent of it.
  static let columnDead: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "columns without inputs", scales: [0, 25, 50], tolerance: 0.2,
      found: { fraction(all($0, seeds: 32) { [$0.excitatory.conductance] }) { $0 == 0 } },
      law: { p, scale in p.columns.deadFraction * scale })
  ]

  /// Tied to the chip's temperature, 50 K above the reference at scale 1.
  static let temperature: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative loss of conductance", tolerance: 1e-6,
      found: { bench in
        1 - bench.columns().constants.columns[9].excitatory.conductance
          / inputConductance(bench.parameters)
      },
      law: { p, scale in
        let (own, reference) = (p.columns.temperature, p.columns.referenceTemperature)
        let kelvin = reference + scale * (own - reference)
        return 1 - pow(reference / kelvin, p.columns.temperatureExponent)
      }),
    MagnitudeLaw(
      quantity: "spread of the inputs' offset voltages", tolerance: 0.08,
      found: { standardDeviation(all($0) { [$0.excitatory, $0.inhibitory].map(\.offsetVolts) }) },
      law: { p, scale in
        p.columns.temperatureOffsetSpread * scale
          * (p.columns.temperature - p.columns.referenceTemperature)
      }),
  ]
}

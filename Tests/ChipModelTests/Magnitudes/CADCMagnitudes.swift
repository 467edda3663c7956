import CADC
import ChipModel
import SimulationCore
import Statistics

#if canImport(Glibc)
  import Glibc
#endif

/// Magnitudes of the effects of readout amplifiers, ramps and comparators.
enum CADCMagnitudes {
  /// Something of every channel of some converters.
  private static func channels(
    _ bench: EffectBench, seeds: Int = 4, _ quantity: (CADC, Int, CADCChannelKind) -> Double
  ) -> [Double] {
    (0..<seeds).flatMap { seed -> [Double] in
      let cadc = bench.cadc(seed: seed)
      return CADCChannelKind.allCases.flatMap { kind in
        (0..<256).map { quantity(cadc, $0, kind) }
      }
    }
  }

  /// Something of one channel of every quadrant of many chips.
  private static func quadrants(
    _ bench: EffectBench, seeds: Int = 512, _ quantity: (CADC, Int) -> Double
  ) -> [Double] {
    (0..<seeds).flatMap { seed in
      SideVertical.allCases.flatMap { h -> [Double] in
        let cadc = bench.cadc(seed: seed, hemisphere: h, count: 2)
        return [quantity(cadc, 0), quantity(cadc, 1)]
      }
    }
  }

  private static func voltsPerCount(_ p: ChipParameters) -> Double {
    p.cadc.rampStep * EffectBench.rampSlopeBias
  }

  /// 2048 parts: six standard errors are 9.4 per cent, in all spreads here.
  static let readoutGain: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the amplifiers' gains", tolerance: 0.1,
      found: { bench in
        standardDeviation(
          channels(bench, seeds: 8) { cadc, j, _ in
            Double(cadc.readout(0.9, column: j) - cadc.readout(0.5, column: j)) / 0.4
          })
      },
      law: { p, scale in p.cadc.readoutGainSpread * scale })
  ]

  static let readoutOffset: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the amplifiers' offsets", tolerance: 0.1,
      found: { bench in
        standardDeviation(
          channels(bench, seeds: 8) { cadc, j, _ in Double(cadc.readout(0.7, column: j)) })
      },
      law: { p, scale in p.cadc.readoutOffsetSpread * scale })
  ]

  static let rampStart: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the ramps' starts", tolerance: 0.1,
      found: { standardDeviation(quadrants($0) { $0.ramp(column: $1, kind: .causal)[100] }) },
      law: { p, scale in p.cadc.rampStartSpread * scale })
  ]

  static let rampSlope: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the ramps' slopes", tolerance: 0.1,
      found: { bench in
        let straight = 100 * voltsPerCount(bench.parameters)
        return standardDeviation(
          quadrants(bench) {
            let ramp = $0.ramp(column: $1, kind: .acausal)
            return (ramp[200] - ramp[100]) / straight
          })
      },
      law: { p, scale in p.cadc.rampSlopeSpread * scale })
  ]

  static let channelOffset: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "spread of the channels' offsets", tolerance: 0.1,
      found: { standardDeviation(channels($0) { $0.ramp(column: $1, kind: $2)[100] }) },
      law: { p, scale in p.cadc.channelOffsetSpread * scale })
  ]

  static let channelGain: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the channels' slopes", tolerance: 0.1,
      found: { bench in
        let straight = 100 * voltsPerCount(bench.parameters)
        return standardDeviation(
          channels(bench) {
            let ramp = $0.ramp(column: $1, kind: $2)
            return (ramp[200] - ramp[100]) / straight
          })
      },
      law: { p, scale in p.cadc.channelGainSpread * scale })
  ]

  /// Counts that the bend adds to 240, which the ramp passes late.
  static let nonlinearity: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "bend near the end of the ramp", tolerance: 1e-4,
      found: { bench in
        let p = bench.parameters
        let end = Int(p.cadc.comparatorDelay) + 240
        let volts = bench.cadc().ramp(column: 3, kind: .causal)[end]
        let straight = (volts - EffectBench.rampStartVolts) / voltsPerCount(p)
        return (240 / straight - 1) / pow(straight / 256, 4)
      },
      law: { p, scale in p.cadc.rampBend * scale })
  ]

  // MARK: - Noise

  /// Variance of results without inputs, of some columns.
  private static func variance(
    _ bench: EffectBench, batch: Int, columns: [Int]
  ) throws -> Double {
    let product = try MatrixMultiplication(
      weights: [Int8](repeating: 0, count: 256), rows: 1, columns: 256)
    let results = try bench.chip().multiply(
      inputs: [UInt8](repeating: 0, count: batch), batch: batch, product)
    let values = (0..<batch).flatMap { entry in
      columns.map { Double(results[entry * 256 + $0]) }
    }
    return values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
  }

  /// A result is the difference of two conversions; each is rounded, which adds a twelfth.
  private static func variance(_ volts: Double, _ scale: Double, _ p: ChipParameters) -> Double {
    let lsb = p.cadc.rampStep * 349 / 1022
    let sigma = volts * scale / lsb
    return scale == 0 ? 0 : 2 * sigma * sigma + 1.0 / 6
  }

  /// 51 200 results of independent channels: 3.8 per cent.
  static let noise: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "variance of results without inputs", scales: [0, 2, 4], tolerance: 0.04,
      found: { try variance($0, batch: 200, columns: Array(0..<256)) },
      law: { p, scale in variance(p.cadc.comparatorNoise, scale, p) })
  ]

  /// Two ramps and 6000 results: 12 000 numbers, 7.7 per cent.
  static let commonNoise: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "variance of results without inputs, a column of each ramp", scales: [0, 10, 20],
      tolerance: 0.08, found: { try variance($0, batch: 6000, columns: [0, 255]) },
      law: { p, scale in variance(p.cadc.commonNoise, scale, p) })
  ]

  /// 16384 channels: six standard errors are 3.3 per cent.
  static let noiseMismatch: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "relative spread of the comparators' noise", base: ["cadc.noise=1"],
      tolerance: 0.04,
      found: { bench in
        let all = channels(bench, seeds: 32) { Double($0.noiseVolts(column: $1, kind: $2)) }
        return standardDeviation(all) / mean(all)
      },
      law: { p, scale in p.cadc.comparatorNoiseSpread * scale })
  ]

  // MARK: - Broken parts

  private static func reads(_ bench: EffectBench, seeds: Int = 32) -> [Double] {
    channels(bench, seeds: seeds) { Double($0.sample(0.7, column: $1, kind: $2)) }
  }

  /// 16384 channels: six standard errors of a twentieth are 20 per cent of it.
  static let deadChannel: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "channels that read their end", scales: [0, 25, 50], tolerance: 0.21,
      found: { fraction(reads($0)) { $0 == 255 } },
      law: { p, scale in p.cadc.deadChannelFraction * scale })
  ]

  static let stuckChannel: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "channels that read their start", scales: [0, 25, 50], tolerance: 0.21,
      found: { bench in
        fraction(reads(bench)) { $0 == bench.parameters.cadc.comparatorDelay }
      },
      law: { p, scale in p.cadc.stuckChannelFraction * scale })
  ]

  /// 8192 quadrants: six standard errors of a tenth are 20 per cent of it.
  static let deadQuadrant: [MagnitudeLaw] = [
    MagnitudeLaw(
      quantity: "quadrants that read their end", scales: [0, 2, 4], tolerance: 0.2,
      found: { bench in
        fraction(
          quadrants(bench, seeds: 2048) { Double($0.sample(0.7, column: $1, kind: .causal)) }
        ) { $0 == 255 }
      },
      law: { p, scale in p.cadc.deadRampFraction * scale })
  ]
}

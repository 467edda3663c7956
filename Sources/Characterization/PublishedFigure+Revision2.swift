internal import SimulationCore
internal import Statistics

/// Figures of chips of revision 2: ``PublishedSweep``, what follows from it, and the tutorials.
extension PublishedFigure {
  /// Figures of the sweep over weights and activations, and of the tutorials.
  public static let revision2: [PublishedFigure] =
    outputs + slopes + shape + bands + ends + tutorials

  /// The figures that a kind of chip is compared with, by its preset's name.
  public static func figures(ofPreset name: String) -> [PublishedFigure] {
    name == "v2" ? revision2 : typical
  }

  private static let sweep = "brainscales2-demos hxtorch_mock_mode.png"

  private static let outputs: [PublishedFigure] = PublishedSweep.rows.map { row in
    .init(
      "sweep.outputs.\(row.input)",
      "128 rows, one send, x = \(row.input): mean of (ours - published) / tolerance at "
        + "\(row.outputs.count) weights; tolerance = max(4 LSB, 8 %)", "", sweep,
      [.driverPulseLaw, .synapseCompression], published: 0, within: -1...1
    ) { try $0.weights().meanDeviation(from: row) }
  }

  private static let slopes: [PublishedFigure] = PublishedSweep.rows.flatMap { row in
    [(true, row.slopes.excitatory), (false, row.slopes.inhibitory)].map { excitatory, slope in
      .init(
        "sweep.slope.\(row.input).\(excitatory ? "exc" : "inh")",
        "x = \(row.input): slope near w = \(excitatory ? "6 to 22" : "-6 to -22")", "LSB", sweep,
        excitatory ? [.driverPulseLaw] : [.driverPulseLaw, .driverRowDifference],
        published: slope, within: 0.92 * slope...1.08 * slope
      ) { try $0.weights().slope(input: row.input, excitatory: excitatory) ?? .nan }
    }
  }

  /// Read from outputs that are known to some 1.5 LSB: 22 and 72 LSB at x = 2, 31 and 107 at 4.
  private static let shape: [PublishedFigure] =
    [(2, -0.16), (4, -0.12)].map { input, loss in
      .init(
        "sweep.compression.\(input)",
        "relative change of output/weight from w = 16 to w = 63, x = \(input)", "", sweep,
        [.synapseCompression, .otaSaturation, .lineCompression], published: loss,
        within: loss - 0.06...loss + 0.06
      ) { try $0.weights().compression(input: input) }
    } + [
      .init(
        "sweep.asymmetry", "inhibitory gain below excitatory", "", sweep, [.driverRowDifference],
        published: 0.08, within: 0.06...0.11
      ) { try $0.weights().asymmetry },
      .init(
        "sweep.offset", "constant c in slope ∝ (x + c), for x = 4 to 16", "", sweep,
        [.driverPulseLaw, .driverTurnOn], published: 4.9, within: 3.9...5.9
      ) { try $0.weights().inputOffset(within: 4...16) },
    ]

  private static let bands: [PublishedFigure] =
    PublishedSweep.halfWidths.map { input, weight, halfWidth in
      .init(
        "sweep.band.\(input).\(weight)",
        "half width of the band of columns, x = \(input), w = \(weight)", "LSB", sweep,
        [.driverLineGain, .driverDistanceSpread, .membraneEventNoise], published: halfWidth,
        within: 0.7 * halfWidth...1.3 * halfWidth
      ) { try $0.weights().halfWidth(input: input, weight: weight) ?? .nan }
    } + [
      .init(
        "sweep.band.quiet", "half width of the band of columns without events", "LSB", sweep,
        [.cadcNoise, .membraneNoise, .cadcCommonNoise],
        published: PublishedSweep.quietHalfWidth,
        within: 0.7 * PublishedSweep.quietHalfWidth...1.3 * PublishedSweep.quietHalfWidth
      ) { try $0.weights().halfWidth(input: 0, weight: 0) ?? .nan }
    ]

  private static func end(
    _ key: String, _ title: String, _ published: Double, within range: ClosedRange<Double>,
    _ value: @escaping @Sendable (WeightSweep) -> Double
  ) -> PublishedFigure {
    .init(
      "sweep.end.\(key)", title, "LSB", sweep, [.cadcChannelOffset], published: published,
      within: range
    ) { try value($0.weights()) }
  }

  private static let ends: [PublishedFigure] = [
    end("top", "positive end, strongest column", 127, within: 127...127) {
      $0.endRange(excitatory: true).upperBound
    },
    end("weakest", "positive end, weakest column", 113, within: 108...122) {
      $0.endRange(excitatory: true).lowerBound
    },
    end("bottom", "negative end, mean of columns", -110, within: -116 ... -104) {
      $0.end(excitatory: false)
    },
    end("first", "column whose negative end is highest", -92, within: -98 ... -86) {
      $0.endRange(excitatory: false).upperBound
    },
    end("last", "column whose negative end is lowest", -120, within: -126 ... -114) {
      $0.endRange(excitatory: false).lowerBound
    },
  ]
}

extension WeightSweep {
  /// The mean distance of outputs from a published row, in units of what is allowed: above 0 for
  /// outputs that are larger on both sides.
  func meanDeviation(from row: PublishedSweep.Row) -> Double {
    let deviations = row.outputs.sorted { $0.key < $1.key }.map { weight, published in
      let corrected = published - PublishedSweep.zero
      guard let own = output(input: row.input, weight: weight) else { return Double.nan }
      return (abs(own) - abs(corrected)) / PublishedSweep.tolerance(of: corrected)
    }
    return mean(deviations)
  }

  /// Relative loss of output per weight from w = 16 to w = 63.
  func compression(input: Int) -> Double {
    guard let low = output(input: input, weight: 16), let high = output(input: input, weight: 63)
    else { return .nan }
    return (high / 63) / (low / 16) - 1
  }

  /// The activation at which the slope over weights, as a straight line over activations, would
  /// vanish; its negative.
  func inputOffset(within range: ClosedRange<Int>) -> Double {
    let used = inputs.filter(range.contains)
    let slopes = used.map { slope(input: $0, excitatory: true) ?? .nan }
    guard let line = Line(fitting: slopes, at: used.map(Double.init)) else { return .nan }
    return line.offset / line.slope
  }
}

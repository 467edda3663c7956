public import ChipModel
import Coordinates
import Statistics

extension Acceptance {
  /// Checks the response to bursts of events through both inputs of all neurons.
  ///
  /// Uses arrays and drivers: apply the calibration again afterwards. calix:
  /// `test_neuron_integration`.
  ///
  /// - Parameters:
  ///   - chip: the chip with a calibration for membranes.
  ///   - expectedBaseline: the baseline that channels were calibrated to; nil if they were not.
  /// - Throws: `ChipError` from the chip.
  public static func neuronIntegration(
    _ chip: Chip, expectedBaseline: Double? = nil
  ) throws -> [AcceptanceCheck] {
    neuronIntegration(
      excitatory: try NeuronIntegration.measure(chip, excitatory: true),
      inhibitory: try NeuronIntegration.measure(chip, excitatory: false),
      expectedBaseline: expectedBaseline)
  }

  /// Judges the movements by bursts through both inputs.
  public static func neuronIntegration(
    excitatory: NeuronIntegration, inhibitory: NeuronIntegration, expectedBaseline: Double? = nil
  ) -> [AcceptanceCheck] {
    let difference = zip(excitatory.baseline, inhibitory.baseline).map { abs($0 - $1) }
    var checks: [AcceptanceCheck] = [
      .below(6, "neurons: difference of baselines, 80 % of them [LSB]", percentile(difference, 80))
    ]
    for (name, measured, sign) in [
      ("excitatory", excitatory, 1.0), ("inhibitory", inhibitory, -1.0),
    ] {
      if let expectedBaseline {
        let error = measured.baseline.map { abs($0 - expectedBaseline) }
        checks.append(
          .below(16, "neurons: \(name) baseline from \(expectedBaseline)", percentile(error, 80)))
      }
      checks += amplitudes(name, measured, sign)
    }
    let sums = quadrants { neurons in
      abs(mean(Array(excitatory.amplitude[neurons])) + mean(Array(inhibitory.amplitude[neurons])))
    }
    checks.append(
      .below(
        expectedBaseline == nil ? 10 : 20, "neurons: difference of inputs, worst quadrant [LSB]",
        sums.max() ?? .nan))
    return checks
  }

  private static func amplitudes(
    _ name: String, _ measured: NeuronIntegration, _ sign: Double
  ) -> [AcceptanceCheck] {
    let noise = quadrants { percentile(Array(measured.noise[$0]), 75) }
    let low = quadrants { percentile(measured.amplitude[$0].map { sign * $0 }, 10) }
    let spread = quadrants { neurons in
      let sorted = measured.amplitude[neurons].sorted()
      let tenth = sorted.count / 10 + 1
      return standardDeviation(Array(sorted[tenth..<sorted.count - tenth]))
    }
    return [
      .below(7, "neurons: \(name) noise, worst quadrant [LSB]", noise.max() ?? .nan),
      .above(20, "neurons: \(name) amplitude, worst quadrant [LSB]", low.min() ?? .nan),
      .below(10, "neurons: \(name) spread, worst quadrant [LSB]", spread.max() ?? .nan),
    ]
  }

  private static func quadrants(_ body: (Range<Int>) -> Double) -> [Double] {
    let count = AtomicNeuronOnDLS.count / CapMemBlockOnDLS.count
    return (0..<CapMemBlockOnDLS.count).map { body($0 * count..<($0 + 1) * count) }
  }
}

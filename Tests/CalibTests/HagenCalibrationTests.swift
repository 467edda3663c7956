import ChipModel
import Coordinates
import Statistics
import Testing
import _TestSupport

@testable import Calib

@Suite(.fullTier) struct HagenCalibrationTests {
  @Test func `most neurons succeed and integrate alike through both inputs`() throws {
    let result = try CalibratedChips.hagen
    #expect(result.neuron.success.count { $0 } > 400)
    #expect(result.cadc.success.allSatisfy { $0 })
    let chip = try CalibratedChips.typical()
    try result.apply(to: chip)
    let excitatory = try NeuronIntegration.measure(chip, excitatory: true)
    let inhibitory = try NeuronIntegration.measure(chip, excitatory: false)
    #expect(
      failures(Acceptance.neuronIntegration(excitatory: excitatory, inhibitory: inhibitory)) == [])
    // Far inside the thresholds: amplitudes of successful neurons spread by a few per cent.
    let amplitudes = excitatory.amplitude.indices
      .filter { result.neuron.success[$0] }.map { excitatory.amplitude[$0] }
    #expect(standardDeviation(amplitudes) / mean(amplitudes) < 0.06)
  }

  @Test func `a calibrated baseline moves all channels to 128`() throws {
    let chip = try CalibratedChips.typical()
    let result = try CalibratedChips.hagen
    try result.apply(to: chip)
    let shifted = try result.calibratingBaseline(chip)
    #expect(shifted.cadc.channelOffset != result.cadc.channelOffset)
    #expect(shifted.neuron == result.neuron)
    #expect(failures(try Acceptance.neuronIntegration(chip, expectedBaseline: 128)) == [])
  }

  @Test func `every step brings its observable closer together`() throws {
    let report = try CalibratedChips.hagen.report
    for name in [
      "CADC channel offset", "excitatory synaptic time constant",
      "inhibitory synaptic time constant", "leak potential", "membrane time constant",
      "excitatory synaptic strength", "inhibitory synaptic strength", "reset potential",
    ] {
      let step = try #require(report.step(name), "\(name)")
      let before = try #require(step.before).standardDeviation
      let after = try #require(step.after).standardDeviation
      #expect(after < 0.5 * before, "\(name): \(before) to \(after)")
    }
    #expect(report.runCount < 1500)
  }

  @Test func `synaptic time constants meet their target`() throws {
    let report = try CalibratedChips.hagen.report
    for input in ["excitatory", "inhibitory"] {
      let after = try #require(report.step("\(input) synaptic time constant")?.after)
      #expect(abs(after.mean - 0.32e-6) < 0.02e-6)
    }
  }

  @Test func `the leak is off in the end, unless it shall stay on`() throws {
    let result = try CalibratedChips.hagen
    #expect(result.neuron.iBiasLeak == [Int](repeating: 0, count: 512))
    let kept = try HagenCalibration.calibrate(
      try CalibratedChips.typical(),
      target: HagenCalibTarget(neuron: HagenNeuronCalibTarget(tauSynSeconds: 0)),
      options: HagenCalibOptions(neuronDisableLeakage: false))
    #expect(mean(kept.neuron.iBiasLeak.map(Double.init)) > 50)
    #expect(kept.report.step("excitatory synaptic time constant") == nil)
    #expect(Set(kept.neuron.excitatory.iBiasTau).isSubset(of: Set(1012...1022)))
  }

  @Test func `a noise target adds the steps that reach it`() throws {
    var target = HagenCalibTarget(neuron: HagenNeuronCalibTarget(tauSynSeconds: 0))
    target.neuron.targetNoise = 1.2
    let result = try HagenCalibration.calibrate(
      try CalibratedChips.typical(), target: target,
      options: HagenCalibOptions(neuronDisableLeakage: false))
    let step = try #require(result.report.step("leak bias"))
    #expect(try #require(step.after).mean < 2)
    #expect(result.neuron.success.count { $0 } > 307)
  }

  @Test
  func `the noise-free chip calibrates completely, and progress names every step of the plan`()
    throws
  {
    let chip = try CalibratedChips.chip("ideal")
    var seen: [CalibrationProgress] = []
    let result = try HagenCalibration.calibrate(chip) { seen.append($0) }
    #expect(result.neuron.success.allSatisfy { $0 })
    #expect(result.synapseDriver.success.allSatisfy { $0 })
    #expect(failures(try Acceptance.neuronIntegration(chip)) == [])
    #expect(seen.map(\.step) == HagenKeptParts().plan.map(\.step) + ["done"])
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.fraction <= $1.fraction })
  }

  @Test func `parts are calibrated by themselves, and others stay`() throws {
    let known = try CalibratedChips.hagen
    let chip = try CalibratedChips.typical()
    var seen: [String] = []
    let made = try known.recalibrated([.neuron], on: chip, seed: 3) { seen.append($0.step) }
    #expect(made.cadc == known.cadc)
    #expect(made.synapseDriver == known.synapseDriver)
    #expect(made.neuron.success.count { $0 } > 400)
    #expect(failures(try Acceptance.neuronIntegration(chip)) == [])
    #expect(seen == HagenPlan.neuron.map(\.step) + ["done"])

    let channels = try known.recalibrated([.cadc], on: chip)
    #expect(channels.neuron == known.neuron)
    #expect(channels.cadc.success.allSatisfy { $0 })

    var request = known.archive
    request.values["only"] = .strings(["neuron"])
    let again = try HagenCalibResult.calibrate(
      try CalibratedChips.typical(), request: request, seed: 3, progress: nil)
    #expect(again == made)
    request.values["only"] = .strings(["leak"])
    #expect(throws: CalibError.self) {
      try HagenCalibResult.calibrate(chip, request: request, seed: 3, progress: nil)
    }
  }

  @Test func `a real result survives its archive`() throws {
    let result = try CalibratedChips.hagen
    #expect(try HagenCalibResult(archive: result.archive) == result)
  }
}

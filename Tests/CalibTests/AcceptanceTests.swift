import ChipModel
import Coordinates
import Statistics
import Testing
import _TestSupport

@testable import Calib

/// Ten chips of `typical` against the whole protocol. Deterministic: seeds are fixed.
@Suite(.fullTier) struct AcceptanceTests {
  static let seeds: [UInt64] = Array(0..<10)

  private func hagen(_ seed: UInt64) throws -> HagenCalibResult {
    try SharedCalibrations.hagen("typical", seed: seed)
  }

  @Test(arguments: seeds) func `calibrated chips keep the whole protocol`(seed: UInt64) throws {
    let result = try hagen(seed)
    let chip = try CalibratedChips.typical(runSeed: 1, seed: seed)
    #expect(failures(try Acceptance.verify(result, on: chip)) == [])
    for (name, mask) in result.successMasks {
      let share = Double(mask.count { $0 }) / Double(mask.count)
      #expect(share >= 0.95, "\(name): \(share)")
    }
  }

  /// Limits for the ratio of the spread after calibration to that at one common setting, of which
  /// the membrane time constant is taken before the leak is switched off.
  ///
  /// calix: `test_neuron_distribution`.
  @Test(
    arguments: seeds,
    [
      ("leak potential", 0.3), ("reset potential", 0.2), ("membrane time constant", 0.45),
      ("excitatory synaptic time constant", 0.2), ("inhibitory synaptic time constant", 0.2),
    ])
  func `calibration narrows the spread of a common setting`(
    seed: UInt64, limit: (name: String, ratio: Double)
  ) throws {
    let steps = try hagen(seed).report.steps.filter { $0.name == limit.name }
    #expect(!steps.isEmpty)
    for step in steps {
      let ratio = try #require(step.spreadRatio)
      #expect(ratio < limit.ratio, "\(limit.name)")
    }
  }

  /// At 10 µs, the target of calix's own test, and at 2 µs, instead of hagen mode's 0.32 µs.
  ///
  /// calix: `test_neuron_distribution`.
  @Test(arguments: seeds.prefix(2), [2e-6, 10e-6])
  func `slow synaptic inputs are narrowed as well`(seed: UInt64, target: Double) throws {
    let result = try HagenCalibration.calibrate(
      try CalibratedChips.typical(runSeed: 0, seed: seed),
      target: HagenCalibTarget(neuron: HagenNeuronCalibTarget(tauSynSeconds: target)))
    for name in ["excitatory", "inhibitory"] {
      let step = try #require(result.report.step("\(name) synaptic time constant"))
      #expect(try #require(step.spreadRatio) < 0.2, "\(name)")
      #expect(abs(median(step.valuesAfter.filter(\.isFinite)) - target) < 0.05 * target, "\(name)")
      #expect(step.failedIndices.count < 26, "\(name): \(step.failedIndices)")
    }
  }

  @Test(arguments: seeds) func `uncalibrated neurons fail`(seed: UInt64) throws {
    let chip = try CalibratedChips.typical(runSeed: 1, seed: seed)
    try hagen(seed).apply(to: chip)
    let session = CalibSession(chip: chip, seed: 0)
    session.setCells(.vLeak, all: 600)
    session.setCells(.vReset, all: 610)
    session.setCells(.iBiasLeak, all: 250)
    for input in SynapticInput.allCases {
      session.setCells(input.shiftRow, all: 310)
      session.setCells(input.gmRow, all: 0)
    }
    session.settle()
    try session.run()
    #expect(try !failures(Acceptance.neuronIntegration(chip)).isEmpty)
  }

  @Test(arguments: seeds) func `an uncalibrated CADC fails`(seed: UInt64) throws {
    let chip = try CalibratedChips.typical(runSeed: 1, seed: seed)
    var wrong = try hagen(seed)
    wrong.common.cadc.vRampOffset = [50, 50, 50, 50]
    wrong.common.cadc.iRampSlope = [250, 250, 250, 250]
    wrong.common.cadc.channelOffset = [Int](repeating: 0, count: 1024)
    try wrong.apply(to: chip)
    #expect(try !failures(Acceptance.cadc(chip, target: wrong.target.cadc)).isEmpty)
  }

  /// calix' start values: every cell at the common setting with which its search begins.
  @Test(arguments: seeds) func `chips at start values fail in CADC and integration`(
    seed: UInt64
  ) throws {
    let chip = try CalibratedChips.typical(runSeed: 1, seed: seed)
    let session = CalibSession(chip: chip, seed: 0)
    session.writeCADCBiases()
    session.setShared(.cadcVRampOffset, all: 100)
    session.setShared(.cadcIRampSlope, all: 350)
    session.configureChip()
    for input in SynapticInput.allCases { session.setCells(input.gmRow, all: 450) }
    session.settle()
    try session.run()
    #expect(try !failures(Acceptance.neuronIntegration(chip)).isEmpty)
    #expect(try !failures(Acceptance.cadc(chip, target: .hagen)).isEmpty)
  }

  @Test(arguments: seeds) func `a calibration of another chip is visibly worse`(
    seed: UInt64
  ) throws {
    let own = try CalibratedChips.typical(runSeed: 1, seed: seed)
    let other = try CalibratedChips.typical(runSeed: 1, seed: seed + 100)
    let result = try hagen(seed)
    try result.apply(to: own)
    try result.apply(to: other)
    let right = try Acceptance.plausibility(own, isForLines: false)
    let wrong = try Acceptance.plausibility(other, isForLines: false)
    #expect(right.holds, "\(right.value)")
    #expect(!wrong.holds, "\(wrong.value)")
    #expect(wrong.value > 3 * right.value)
    #expect(try !failures(Acceptance.neuronIntegration(other)).isEmpty)
  }
}

/// Chips with less than everything.
@Suite(.fullTier) struct SpecialChipsTests {
  @Test func `a chip without noise calibrates, ties and all`() throws {
    let result = try HagenCalibration.calibrate(
      try Chip(parameters: preset("typical", effects: silence), seed: 2))
    #expect(result.neuron.success.count { $0 } >= 486)
    #expect(result.synapseDriver.success.count { $0 } >= 243)
  }

  @Test func `a chip without mismatch calibrates to equal settings`() throws {
    let pattern = [
      "driver.offset=0", "driver.slope=0", "driver.dac_errors=0", "driver.distance_spread=0",
      "synapse.mismatch=0", "synapse.dac_errors=0", "line.mismatch=0", "ota.gain_mismatch=0",
      "ota.offset=0", "membrane.capacitor_mismatch=0", "membrane.leak_mismatch=0",
      "membrane.reset_mismatch=0", "readout.gain=0", "readout.offset=0", "cadc.ramp_start=0",
      "cadc.ramp_slope=0", "cadc.channel_offset=0", "cadc.channel_gain=0", "capmem.mismatch=0",
    ]
    let result = try HagenCalibration.calibrate(
      try Chip(parameters: preset("typical", effects: pattern), seed: 2))
    #expect(result.neuron.success.count { $0 } >= 486)
    #expect(result.cadc.success.allSatisfy { $0 })
    let ramps = result.cadc.vRampOffset
    #expect((ramps.max() ?? 0) - (ramps.min() ?? 0) <= 4)
  }

  @Test(arguments: [
    (["synapse.compression=0", "line.compression=0", "ota.saturation=0"], 486),
    // The decay of a line that is empty at once cannot be measured, so that resistors stay as they are:
    // inputs cannot make up for their mismatch.
    (["line.tail=0", "line.mismatch=0"], 461),
    (
      [
        "synapse.compression=0", "line.compression=0", "ota.saturation=0", "line.tail=0",
        "line.mismatch=0",
      ], 461
    ),
  ])
  func `a chip without saturation and tails calibrates`(effects: [String], neurons: Int) throws {
    let result = try HagenCalibration.calibrate(
      try Chip(parameters: preset("typical", effects: effects), seed: 0))
    #expect(result.neuron.success.count { $0 } >= neurons)
    #expect(result.synapseDriver.success.count { $0 } >= 243)
  }

  @Test(arguments: ["ota.offset=20", "membrane.leak_mismatch=10", "line.mismatch=5"])
  func `a chip out of all proportion ends with marks, not with an error`(effect: String) throws {
    let result = try HagenCalibration.calibrate(
      try Chip(parameters: preset("typical", effects: [effect]), seed: 0))
    #expect(result.neuron.success.contains(false))
  }
}

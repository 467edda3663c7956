import Calib
import Testing

@Suite struct CalibTargetTests {
  @Test func `defaults are calix's`() {
    #expect(CADCCalibTarget().dynamicRange == LSBRange(70, 550))
    #expect(CADCCalibTarget().readRange == LSBRange(20, 220))
    let hagen = HagenCalibTarget()
    #expect(hagen.cadc.dynamicRange == LSBRange(150, 500))
    #expect(hagen.neuron.leak == [Double](repeating: 120, count: 512))
    #expect(hagen.neuron.tauMemSeconds == [Double](repeating: 60e-6, count: 512))
    #expect(hagen.neuron.tauSynExcSeconds == [Double](repeating: 0.32e-6, count: 512))
    #expect(hagen.neuron.iSyninGm == 450)
    #expect(hagen.neuron.targetNoise == nil)
    #expect(hagen.neuron.synapseDACBias == 1022)
    #expect(HagenSyninCalibTarget().cadc.dynamicRange == LSBRange(150, 340))
    #expect(HagenSyninCalibTarget().synapseDACBias == 800)
    let options = HagenCalibOptions()
    #expect(options.neuronDisableLeakage && options.cadc.calibrateOffsets)
    #expect(options.synapseDriver.offsetTestActivation == 3)
  }

  @Test func `fixed registers of the drivers come by name, both or none`() throws {
    #expect(try HagenCalibOptions(driverRegisters: [:]) == HagenCalibOptions())
    let both = ["stp_i_ramp": 600, "hagen_dac_offset": 31]
    #expect(
      try HagenCalibOptions(driverRegisters: both).synapseDriver.fixedRegisters
        == FixedDriverRegisters(stpIRamp: 600, hagenDACOffset: 31))
    #expect(throws: CalibError.halfFixedDrivers(missing: "hagen_dac_offset")) {
      try HagenCalibOptions(driverRegisters: ["stp_i_ramp": 600])
    }
    #expect(throws: CalibError.halfFixedDrivers(missing: "stp_i_ramp")) {
      try HagenCalibOptions(driverRegisters: ["hagen_dac_offset": 31])
    }
  }

  @Test func `defaults are valid and feasible`() throws {
    try HagenCalibTarget().validate()
    try HagenSyninCalibTarget().validate()
    try SynapseDriverCalibOptions().validate()
    #expect(HagenCalibTarget().feasibilityWarnings.isEmpty)
    #expect(HagenSyninCalibTarget().feasibilityWarnings.isEmpty)
    #expect(CADCCalibTarget().feasibilityWarnings.isEmpty)
  }

  @Test func `unusual values only warn`() throws {
    var target = HagenCalibTarget()
    target.cadc.dynamicRange = LSBRange(60, 500)
    target.neuron.leak[7] = 90
    target.neuron.leak[9] = 150
    target.neuron.tauMemSeconds[3] = 110e-6
    target.neuron.targetNoise = 3
    try target.validate()
    #expect(
      target.feasibilityWarnings == [
        "CADC dynamic range: 60.0 is outside the feasible range 70.0...550.0; "
          + "expect imperfect results",
        "leak: 90.0...150.0 is outside the feasible range 100.0...140.0; "
          + "expect imperfect results",
        "tau_mem in us: 110.0 is outside the feasible range 20.0...100.0; "
          + "expect imperfect results",
        "target_noise: 3.0 is outside the feasible range 1.0...2.5; expect imperfect results",
      ])
  }

  @Test func `synaptic time constants of zero mean skip`() throws {
    let target = HagenNeuronCalibTarget(tauSynSeconds: 0)
    try target.validate()
    #expect(target.skipsTauSyn)
    #expect(target.feasibilityWarnings.isEmpty)
    var mixed = target
    mixed.tauSynExcSeconds[3] = 1e-6
    #expect(!mixed.skipsTauSyn)
    #expect(throws: CalibError.self) { try mixed.validate() }
  }

  @Test func `values without meaning are refused by name`() {
    #expect(
      throws: CalibError.outOfRange(
        what: "dynamic_range (CADCCalibTarget.dynamicRange)", value: 1023, lower: 0, upper: 1022)
    ) {
      try CADCCalibTarget(dynamicRange: LSBRange(70, 1023)).validate()
    }
    #expect(throws: CalibError.self) {
      try CADCCalibTarget(readRange: LSBRange(20, 256)).validate()
    }
    #expect(throws: CalibError.self) {
      try CADCCalibTarget(dynamicRange: LSBRange(300, 200)).validate()
    }
    #expect(throws: CalibError.self) {
      try HagenNeuronCalibTarget(tauMemSeconds: 0.05e-6).validate()
    }
    #expect(throws: CalibError.self) {
      try HagenNeuronCalibTarget(tauSynSeconds: 200e-6).validate()
    }
    #expect(throws: CalibError.self) { try HagenNeuronCalibTarget(leak: .nan).validate() }
    #expect(throws: CalibError.self) {
      try HagenSyninCalibTarget(synapseDACBias: 1023).validate()
    }
    #expect(throws: CalibError.self) {
      try SynapseDriverCalibOptions(offsetTestActivation: 0).validate()
    }
    var target = HagenNeuronCalibTarget()
    target.leak.removeLast()
    #expect(
      throws: CalibError.wrongCount(
        what: "leak (HagenNeuronCalibTarget.leak)", count: 511, expected: 512)
    ) { try target.validate() }
  }
}

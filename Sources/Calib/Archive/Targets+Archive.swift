extension CADCCalibTarget {
  /// Puts the target under a path of an archive.
  func store(in archive: inout CalibrationArchive, at path: String) {
    archive.values["\(path)/dynamic_range"] = .doubles([dynamicRange.lower, dynamicRange.upper])
    archive.values["\(path)/read_range"] = .doubles([readRange.lower, readRange.upper])
  }

  /// Takes the target from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    let dynamic = try archive.doubles("\(path)/dynamic_range", count: 2)
    let read = try archive.doubles("\(path)/read_range", count: 2)
    self.init(
      dynamicRange: LSBRange(dynamic[0], dynamic[1]), readRange: LSBRange(read[0], read[1]))
  }
}

extension HagenNeuronCalibTarget {
  /// Puts the target under a path of an archive; no noise target is an empty array.
  func store(in archive: inout CalibrationArchive, at path: String) {
    archive.values["\(path)/leak"] = .doubles(leak)
    archive.values["\(path)/tau_mem_seconds"] = .doubles([tauMemSeconds])
    archive.values["\(path)/tau_syn_exc_seconds"] = .doubles(tauSynExcSeconds)
    archive.values["\(path)/tau_syn_inh_seconds"] = .doubles(tauSynInhSeconds)
    archive.values["\(path)/i_synin_gm"] = .integers([iSyninGm])
    archive.values["\(path)/target_noise"] = .doubles(targetNoise.map { [$0] } ?? [])
    archive.values["\(path)/synapse_dac_bias"] = .integers([synapseDACBias])
  }

  /// Takes the target from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    let count = Self.neuronCount
    self.init(
      tauMemSeconds: try archive.doubles("\(path)/tau_mem_seconds", count: 1)[0],
      iSyninGm: try archive.integer("\(path)/i_synin_gm", in: 0...1022),
      targetNoise: try archive.doubles("\(path)/target_noise").first,
      synapseDACBias: try archive.integer("\(path)/synapse_dac_bias", in: 0...1022))
    leak = try archive.doubles("\(path)/leak", count: count)
    tauSynExcSeconds = try archive.doubles("\(path)/tau_syn_exc_seconds", count: count)
    tauSynInhSeconds = try archive.doubles("\(path)/tau_syn_inh_seconds", count: count)
  }
}

extension HagenCalibTarget {
  /// Puts the target under a path of an archive.
  func store(in archive: inout CalibrationArchive, at path: String) {
    cadc.store(in: &archive, at: "\(path)/cadc")
    neuron.store(in: &archive, at: "\(path)/neuron")
  }

  /// Takes the target from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    self.init(
      cadc: try CADCCalibTarget(from: archive, at: "\(path)/cadc"),
      neuron: try HagenNeuronCalibTarget(from: archive, at: "\(path)/neuron"))
  }
}

extension HagenSyninCalibTarget {
  /// Puts the target under a path of an archive.
  func store(in archive: inout CalibrationArchive, at path: String) {
    cadc.store(in: &archive, at: "\(path)/cadc")
    archive.values["\(path)/synapse_dac_bias"] = .integers([synapseDACBias])
  }

  /// Takes the target from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    self.init(
      cadc: try CADCCalibTarget(from: archive, at: "\(path)/cadc"),
      synapseDACBias: try archive.integer("\(path)/synapse_dac_bias", in: 0...1022))
  }
}

extension HagenCalibOptions {
  /// Puts the options under a path of an archive.
  func store(in archive: inout CalibrationArchive, at path: String) {
    archive.values["\(path)/calibrate_offsets"] = .mask([cadc.calibrateOffsets])
    archive.values["\(path)/uses_madc"] = .mask([neuron.usesMADC])
    archive.values["\(path)/offset_test_activation"] = .integers([
      synapseDriver.offsetTestActivation
    ])
    archive.values["\(path)/fixed_registers"] = .integers(synapseDriver.registerCodes)
    archive.values["\(path)/neuron_disable_leakage"] = .mask([neuronDisableLeakage])
  }

  /// Takes the options from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    self.init(
      cadc: CADCCalibOptions(
        calibrateOffsets: try archive.mask("\(path)/calibrate_offsets", count: 1)[0]),
      neuron: NeuronCalibOptions(usesMADC: try archive.mask("\(path)/uses_madc", count: 1)[0]),
      synapseDriver: SynapseDriverCalibOptions(
        offsetTestActivation: try archive.integer("\(path)/offset_test_activation", in: 1...31),
        registerCodes: try archive.integers("\(path)/fixed_registers", count: 2, in: -1...1022)),
      neuronDisableLeakage: try archive.mask("\(path)/neuron_disable_leakage", count: 1)[0])
  }
}

extension HagenSyninCalibOptions {
  /// Puts the options under a path of an archive.
  func store(in archive: inout CalibrationArchive, at path: String) {
    archive.values["\(path)/calibrate_offsets"] = .mask([cadc.calibrateOffsets])
    archive.values["\(path)/offset_test_activation"] = .integers([
      synapseDriver.offsetTestActivation
    ])
    archive.values["\(path)/fixed_registers"] = .integers(synapseDriver.registerCodes)
  }

  /// Takes the options from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    self.init(
      cadc: CADCCalibOptions(
        calibrateOffsets: try archive.mask("\(path)/calibrate_offsets", count: 1)[0]),
      synapseDriver: SynapseDriverCalibOptions(
        offsetTestActivation: try archive.integer("\(path)/offset_test_activation", in: 1...31),
        registerCodes: try archive.integers("\(path)/fixed_registers", count: 2, in: -1...1022)))
  }
}

extension SynapseDriverCalibOptions {
  /// stp_i_ramp and hagen_dac_offset that are fixed; -1 where drivers are calibrated.
  fileprivate var registerCodes: [Int] {
    fixedRegisters.map { [$0.stpIRamp, $0.hagenDACOffset] } ?? [-1, -1]
  }

  fileprivate init(offsetTestActivation: Int, registerCodes codes: [Int]) {
    self.init(
      offsetTestActivation: offsetTestActivation,
      fixedRegisters: codes.contains(-1)
        ? nil : FixedDriverRegisters(stpIRamp: codes[0], hagenDACOffset: codes[1]))
  }
}

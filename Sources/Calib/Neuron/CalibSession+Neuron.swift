import Containers
import Coordinates

extension CalibSession {
  /// Calibrates the neurons for multiplications on membranes.
  ///
  /// calix: `hagen.neuron.calibrate`.
  ///
  /// The CADC must be calibrated. Drivers and arrays are used for stimuli and must be set again.
  func calibrateNeurons(
    _ goal: HagenNeuronCalibTarget, _ options: NeuronCalibOptions
  ) throws -> NeuronCalibResult {
    configureChip()
    disableInputs()
    setShared(.synIBiasDac, all: goal.synapseDACBias)
    settle()
    let tauCells = SynapticInput.allCases.map { settings.cells($0.tauRow) }
    let livingQuadrants = try calibrateSynapseBias().success
    for (input, cells) in zip(SynapticInput.allCases, tauCells) { setCells(input.tauRow, cells) }
    updateNeuronConfigs { config in
      for input in SynapticInput.allCases { config[isSmallCapacitance: input] = true }
    }
    if options.usesMADC && !goal.skipsTauSyn { try calibrateSynTimeConstants(goal) }

    var success = try calibrateMembranes(goal)
      .and(Self.quadrantOfNeuron.map { livingQuadrants[$0] }).and(usableColumns)
    // Membranes rest at what they read now, not at the ideal target.
    let resting = try measureColumns()
    success = try calibrateInputs(goal, resting: resting).and(success)
    success = try calibratePotentials(resting).and(success)
    if let noise = goal.targetNoise {
      success = try reduceNoise(noise, leak: goal.leak, resting: resting).and(success)
    }
    warnOfUnreadNeurons()
    return neuronResult(success: success)
  }

  private func warnOfUnreadNeurons() {
    let unread = usableColumns.falseIndices
    guard !unread.isEmpty else { return }
    warn(["neurons: \(unread.count) have a CADC channel that fails, and fail with it: \(unread)"])
  }

  private func disableInputs() {
    for input in SynapticInput.allCases { setCells(input.gmRow, all: 0) }
    updateNeuronConfigs { config in
      for input in SynapticInput.allCases { config[isEnabled: input] = false }
    }
  }

  /// Step S, for whatever bias is set: equal synapse currents in all quadrants.
  ///
  /// Succeeds in the quadrants whose synapses give any current.
  func calibrateSynapseBias() throws -> (biases: [Int], success: [Bool]) {
    var bias = DACBiasCalib(session: self)
    let result = try calibrate(&bias, BinarySearch(), groups: Array(0..<CapMemBlockOnDLS.count))
    return (
      result.calibratedParameters,
      (0..<CapMemBlockOnDLS.count).map { !bias.deadQuadrants.contains($0) }
    )
  }

  private func calibrateSynTimeConstants(_ goal: HagenNeuronCalibTarget) throws {
    for (input, target) in zip(
      SynapticInput.allCases, [goal.tauSynExcSeconds, goal.tauSynInhSeconds])
    {
      var tau = SynTimeConstantCalib(session: self, input: input, target: target)
      _ = try calibrateNeurons(&tau)
    }
  }

  private func calibrateMembranes(_ goal: HagenNeuronCalibTarget) throws -> [Bool] {
    var leak = LeakPotentialCalib(session: self, target: goal.leak)
    _ = try calibrateNeurons(&leak)
    var tau = MembraneTimeConstCalib(
      session: self, tauMicroseconds: goal.tauMemSeconds * 1e6)
    return try calibrateNeurons(&tau).success
  }

  /// Strength and reference of both inputs; the excitatory reference comes last, when all other
  /// cells have their values.
  private func calibrateInputs(
    _ goal: HagenNeuronCalibTarget, resting: [Double]
  ) throws -> [Bool] {
    let range = ParameterRange(
      uncheckedLower: 0, upper: min(goal.iSyninGm + 250, ParameterRange.capMem.upper))
    enable(.excitatory, gm: spreadValues(around: goal.iSyninGm))
    var excitatory = SynBiasCalib(
      session: self, input: .excitatory, resting: resting, range: range)
    let excitatoryGm = try calibrateNeurons(&excitatory)
    disable(.excitatory)

    enable(.inhibitory, gm: spreadValues(around: goal.iSyninGm))
    var inhibitory = SynBiasCalib(session: self, input: .inhibitory, matching: excitatory)
    let inhibitoryGm = try calibrateNeurons(&inhibitory)
    let inhibitoryShift = try calibrateReference(.inhibitory, resting: resting)

    enable(.excitatory, gm: excitatoryGm.calibratedParameters)
    let excitatoryShift = try calibrateReference(.excitatory, resting: resting)
    return excitatoryGm.success.and(inhibitoryGm.success).and(inhibitoryShift)
      .and(excitatoryShift)
  }

  private func calibrateReference(
    _ input: SynapticInput, resting: [Double]
  ) throws -> [Bool] {
    var reference = SynReferenceCalib(session: self, input: input, target: resting)
    return try calibrateNeurons(&reference).success
  }

  private func enable(_ input: SynapticInput, gm: [Int]) {
    setCells(input.gmRow, gm)
    updateNeuronConfigs { $0[isEnabled: input] = true }
    settle()
  }

  private func disable(_ input: SynapticInput) {
    setCells(input.gmRow, all: 0)
    updateNeuronConfigs { $0[isEnabled: input] = false }
    settle()
  }

  private func calibratePotentials(_ resting: [Double]) throws -> [Bool] {
    var leak = LeakPotentialCalib(session: self, target: resting)
    let leakSuccess = try calibrateNeurons(&leak).success
    var reset = ResetPotentialCalib(
      session: self, target: .resting(readCount: ResetPotentialCalib.restingReadCount))
    return try calibrateNeurons(&reset).success.and(leakSuccess)
  }

  private func reduceNoise(
    _ noise: Double, leak: [Double], resting: [Double]
  ) throws -> [Bool] {
    var bias = LeakBiasCalib(session: self, noise: noise, leak: leak)
    var success = try calibrateNeurons(&bias).success
    success = try calibrateReference(.excitatory, resting: resting).and(success)
    success = try calibrateReference(.inhibitory, resting: resting).and(success)
    return try calibratePotentials(resting).and(success)
  }

  /// What the chip holds now, as a result.
  private func neuronResult(success: [Bool]) -> NeuronCalibResult {
    NeuronCalibResult(
      vLeak: settings.cells(.vLeak), vReset: settings.cells(.vReset),
      iBiasLeak: settings.cells(.iBiasLeak), iBiasReset: settings.cells(.iBiasReset),
      excitatory: inputSettings(.excitatory), inhibitory: inputSettings(.inhibitory),
      synIBiasDac: settings.shared(.synIBiasDac), success: success)
  }

  private func inputSettings(_ input: SynapticInput) -> SynapticInputSettings {
    SynapticInputSettings(
      iBiasTau: settings.cells(input.tauRow), iBiasShift: settings.cells(input.shiftRow),
      iBiasGm: settings.cells(input.gmRow),
      isHighResistance: settings.neuronConfigs.map { $0[isHighResistance: input] },
      isSmallCapacitance: settings.neuronConfigs.map { $0[isSmallCapacitance: input] })
  }
}

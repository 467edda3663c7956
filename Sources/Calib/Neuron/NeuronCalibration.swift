import Containers
import Coordinates

/// The calibration of the neurons for multiplications on membranes: the order of its steps.
///
/// calix: `hagen/neuron.py`.
struct NeuronCalibration {
  let session: CalibSession
  let goal: HagenNeuronCalibTarget
  let options: NeuronCalibOptions

  /// Calibrates the neurons for multiplications on membranes.
  ///
  /// calix: `hagen.neuron.calibrate`.
  ///
  /// The CADC must be calibrated. Drivers and arrays are used for stimuli and must be set again.
  func run() throws -> NeuronCalibResult {
    session.configureChip()
    disableInputs()
    session.setShared(.synIBiasDac, all: goal.synapseDACBias)
    session.settle()
    let tauCells = SynapticInput.allCases.map { session.settings.cells($0.tauRow) }
    let workingQuadrants = try matchSynapseDAC()
    for (input, cells) in zip(SynapticInput.allCases, tauCells) {
      session.setCells(input.tauRow, cells)
    }
    if options.usesMADC && !goal.skipsTauSyn { try calibrateSynTimeConstants() }

    var success = try calibrateMembranes()
      .and(Quadrants.ofNeuron.map { workingQuadrants[$0.value] }).and(session.usableColumns)
    // Membranes rest at what they read now, not at the ideal target.
    let resting = try session.measureColumns()
    success = try calibrateInputs(resting: resting).and(success)
    success = try calibratePotentials(resting).and(success)
    if let noise = goal.targetNoise {
      success = try reduceNoise(noise, resting: resting).and(success)
    }
    warnOfUnreadNeurons()
    chooseCapacitance()
    return NeuronCalibResult(session.settings, success: success)
  }

  /// Matches the synapse currents of all quadrants, unless the options leave them as they are.
  private func matchSynapseDAC() throws -> [Bool] {
    guard options.matchesSynapseDAC else { return CapMemBlockOnDLS.allCases.map { _ in true } }
    return try session.calibrateSynapseBias().success
  }

  /// Disconnects the capacitors of all lines, if the options want it.
  ///
  /// calix selects the small capacitance before the first step, whose configurations then connect the
  /// capacitors again, and its result has the small one: all steps see lines with their capacitors.
  private func chooseCapacitance() {
    let isSmall = options.usesSmallCapacitance
    session.updateNeuronConfigs { config in
      for input in SynapticInput.allCases { config[isSmallCapacitance: input] = isSmall }
    }
  }

  private func warnOfUnreadNeurons() {
    let unread = session.usableColumns.falseIndices
    guard !unread.isEmpty else { return }
    session.warn([
      "neurons: \(unread.count) have a CADC channel that fails, and fail with it: \(unread)"
    ])
  }

  private func disableInputs() {
    for input in SynapticInput.allCases { session.setCells(input.gmRow, all: 0) }
    session.updateNeuronConfigs { config in
      for input in SynapticInput.allCases { config[isEnabled: input] = false }
    }
  }

  private func calibrateSynTimeConstants() throws {
    for (input, target) in zip(
      SynapticInput.allCases, [goal.tauSynExcSeconds, goal.tauSynInhSeconds])
    {
      var tau = SynTimeConstantCalib(session: session, input: input, target: target)
      _ = try session.calibrateNeurons(&tau)
    }
  }

  private func calibrateMembranes() throws -> [Bool] {
    var leak = LeakPotentialCalib(session: session, target: goal.leak)
    _ = try session.calibrateNeurons(&leak)
    var tau = MembraneTimeConstCalib(
      session: session, tauMicroseconds: goal.tauMemSeconds.map { $0 * 1e6 })
    return try session.calibrateNeurons(&tau).success
  }

  /// Strength and reference of both inputs; the excitatory reference comes last, when all other
  /// cells have their values.
  private func calibrateInputs(resting: [Double]) throws -> [Bool] {
    let range = ParameterRange(
      uncheckedLower: 0, upper: min(goal.iSyninGm + 250, ParameterRange.capMem.upper))
    enable(.excitatory, gm: session.spreadValues(around: goal.iSyninGm))
    var excitatory = SynBiasCalib(
      session: session, input: .excitatory, resting: resting, range: range)
    let excitatoryGm = try session.calibrateNeurons(&excitatory)
    disable(.excitatory)

    enable(.inhibitory, gm: session.spreadValues(around: goal.iSyninGm))
    var inhibitory = SynBiasCalib(session: session, input: .inhibitory, matching: excitatory)
    let inhibitoryGm = try session.calibrateNeurons(&inhibitory)
    let inhibitoryShift = try calibrateReference(.inhibitory, resting: resting)

    enable(.excitatory, gm: excitatoryGm.calibratedParameters)
    let excitatoryShift = try calibrateReference(.excitatory, resting: resting)
    return excitatoryGm.success.and(inhibitoryGm.success).and(inhibitoryShift)
      .and(excitatoryShift)
  }

  private func calibrateReference(
    _ input: SynapticInput, resting: [Double]
  ) throws -> [Bool] {
    var reference = SynReferenceCalib(session: session, input: input, target: resting)
    return try session.calibrateNeurons(&reference).success
  }

  private func enable(_ input: SynapticInput, gm: [Int]) {
    session.setCells(input.gmRow, gm)
    session.updateNeuronConfigs { $0[isEnabled: input] = true }
    session.settle()
  }

  private func disable(_ input: SynapticInput) {
    session.setCells(input.gmRow, all: 0)
    session.updateNeuronConfigs { $0[isEnabled: input] = false }
    session.settle()
  }

  private func calibratePotentials(_ resting: [Double]) throws -> [Bool] {
    var leak = LeakPotentialCalib(session: session, target: resting)
    let leakSuccess = try session.calibrateNeurons(&leak).success
    var reset = ResetPotentialCalib(
      session: session, target: .resting(readCount: ResetPotentialCalib.restingReadCount))
    return try session.calibrateNeurons(&reset).success.and(leakSuccess)
  }

  private func reduceNoise(_ noise: Double, resting: [Double]) throws -> [Bool] {
    var bias = LeakBiasCalib(session: session, noise: noise, leak: goal.leak)
    var success = try session.calibrateNeurons(&bias).success
    success = try calibrateReference(.excitatory, resting: resting).and(success)
    success = try calibrateReference(.inhibitory, resting: resting).and(success)
    return try calibratePotentials(resting).and(success)
  }
}

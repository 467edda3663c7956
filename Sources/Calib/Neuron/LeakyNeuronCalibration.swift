public import ChipModel
import Containers
import Coordinates

/// The wanted behaviour of neurons with a leak and slow inputs, as in a spiking calibration.
public struct LeakyNeuronCalibTarget: Hashable, Sendable {
  /// The range of the CADC; that of the published calibration is not recorded, and with this one v_leak
  /// and i_ramp_slope come near its values.
  public var cadc = CADCCalibTarget.hagen
  /// The resting and the reset read of every membrane, in CADC LSB.
  public var rest = 80.0
  /// The time constant of all membranes in seconds.
  public var tauMemSeconds = 6e-6
  /// The time constant of all lines in seconds.
  public var tauSynSeconds = 6e-6
  /// The mean strength of inputs, in CapMem LSB.
  public var iSyninGm = 500

  /// The targets of a published calibration: cube 66 of fmi-basel/brainscales-2-surrogate-gradients.
  public init() {}
}

/// Registers of neurons that were calibrated with a leak and slow inputs, one value a neuron.
public struct LeakyNeuronRegisters: Sendable {
  /// i_bias_synin_exc_tau and i_bias_synin_inh_tau.
  public var excTau: [Int] = [], inhTau: [Int] = []
  /// i_bias_synin_exc_shift and i_bias_synin_inh_shift.
  public var excShift: [Int] = [], inhShift: [Int] = []
  /// i_bias_synin_exc_gm and i_bias_synin_inh_gm.
  public var excGm: [Int] = [], inhGm: [Int] = []
  /// v_leak, v_reset and i_bias_leak.
  public var vLeak: [Int] = [], vReset: [Int] = [], iBiasLeak: [Int] = []
  /// The calibration of the CADC.
  public var cadc: CADCCalibResult
}

/// Calibrates neurons as calix of 2021 does before it adjusts thresholds: what their registers tell of
/// the circuits.
///
/// calix: `spiking/neuron.py`.
public enum LeakyNeuronCalibration {
  /// The membrane time constant while inputs are matched.
  private static let matchingTauMem = 60e-6
  /// The time constant of lines while inputs are matched: events must not pile up.
  private static let matchingTauSyn = 1.5e-6
  /// The resting read while inputs are matched.
  private static let matchingRest = 100.0

  /// Calibrates the neurons of a chip and reads their registers.
  ///
  /// - Throws: ``CalibError``, `ChipError` from the chip.
  public static func registers(
    of chip: Chip, target: LeakyNeuronCalibTarget = LeakyNeuronCalibTarget(), seed: UInt64 = 0
  ) throws -> LeakyNeuronRegisters {
    try CalibSession.calibrating(chip, seed: seed, observer: nil) { session in
      var registers = LeakyNeuronRegisters(
        cadc: try session.calibrateCADC(target.cadc, CADCCalibOptions()))
      let goal = HagenNeuronCalibTarget(
        leak: matchingRest, tauMemSeconds: matchingTauMem, tauSynSeconds: matchingTauSyn,
        iSyninGm: target.iSyninGm)
      let options = NeuronCalibOptions(matchesSynapseDAC: false, usesSmallCapacitance: false)
      registers.setInputs(
        try NeuronCalibration(session: session, goal: goal, options: options).run())
      try calibrateTimes(session, target)
      registers.setTimes(session.settings)
      session.finish()
      return registers
    }
  }

  /// Time constants and potentials, with the capacitors of the lines and without division of the leak.
  private static func calibrateTimes(
    _ session: CalibSession, _ target: LeakyNeuronCalibTarget
  ) throws {
    session.updateNeuronConfigs { config in
      config.enableLeakDivision = false
      for input in SynapticInput.allCases { config[isEnabled: input] = false }
    }
    let count = AtomicNeuronOnDLS.count
    for input in SynapticInput.allCases {
      var tau = SynTimeConstantCalib(
        session: session, input: input,
        target: [Double](repeating: target.tauSynSeconds, count: count))
      _ = try session.calibrateNeurons(&tau)
    }
    let rest = [Double](repeating: target.rest, count: count)
    var leak = LeakPotentialCalib(session: session, target: rest)
    _ = try session.calibrateNeurons(&leak)
    var tau = MembraneTimeConstCalib(
      session: session,
      tauMicroseconds: [Double](repeating: target.tauMemSeconds * 1e6, count: count))
    _ = try session.calibrateNeurons(&tau)
    _ = try session.calibrateNeurons(&leak)
    var reset = ResetPotentialCalib(session: session, target: .given(rest))
    _ = try session.calibrateNeurons(&reset)
  }
}

extension LeakyNeuronRegisters {
  fileprivate init(cadc: CADCCalibResult) { self.cadc = cadc }

  fileprivate mutating func setInputs(_ result: NeuronCalibResult) {
    (excGm, inhGm) = (result.excitatory.iBiasGm, result.inhibitory.iBiasGm)
    (excShift, inhShift) = (result.excitatory.iBiasShift, result.inhibitory.iBiasShift)
  }

  fileprivate mutating func setTimes(_ settings: ChipSettings) {
    (excTau, inhTau) = (
      settings.cells(SynapticInput.excitatory.tauRow),
      settings.cells(SynapticInput.inhibitory.tauRow)
    )
    (vLeak, vReset) = (settings.cells(.vLeak), settings.cells(.vReset))
    iBiasLeak = settings.cells(.iBiasLeak)
  }
}

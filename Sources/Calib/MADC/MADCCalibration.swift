public import ChipModel
import Containers
import Coordinates

/// Calibrations of single parameters with the MADC instead of the CADC.
///
/// calix: `DACBiasCalibMADC`, `MembraneTimeConstCalibReset`, `ExcSynReferenceCalibMADC`,
/// `InhSynReferenceCalibMADC`. Its calibration for hagen mode uses the CADC for these parameters.
public enum MADCCalibration {
  /// Equalises the synapse currents of all quadrants.
  ///
  /// - Parameters:
  ///   - chip: any chip; its configuration changes.
  ///   - bias: the bias from which the search starts, in CapMem LSB.
  /// - Returns: one bias for each quadrant; `after` holds drops of the lines in MADC LSB.
  /// - Throws: `ChipError` from the chip.
  public static func synapseDACBias(_ chip: Chip, bias: Int = 800) throws -> ParameterCalibResult {
    try calibrate(chip) { session in
      session.configureChip()
      session.setShared(.synIBiasDac, all: bias)
      session.settle()
      var calib = DACBiasCalibMADC(session: session)
      return try session.calibrate(
        &calib, BinarySearch(), groups: Array(CapMemBlockOnDLS.allCases))
    }
  }

  /// Finds leak biases for wanted membrane time constants.
  ///
  /// - Parameters:
  ///   - chip: any chip; its configuration changes.
  ///   - tauSeconds: the wanted time constant of each neuron, 512 values.
  /// - Returns: one bias for each neuron; `after` holds time constants in microseconds.
  /// - Throws: ``CalibError`` for a target without meaning, `ChipError` from the chip.
  public static func membraneTimeConstants(
    _ chip: Chip, tauSeconds: [Double]
  ) throws -> ParameterCalibResult {
    try requireCount("tauSeconds", tauSeconds.count, AtomicNeuronOnDLS.count)
    try requireInRange("tauSeconds", tauSeconds, 0.5e-6...1000e-6)
    return try calibrate(chip) { session in
      session.configureChip()
      session.updateNeuronConfigs { config in
        for input in SynapticInput.allCases { config[isEnabled: input] = false }
      }
      var calib = MembraneTimeConstCalibReset(
        session: session, tauMicroseconds: tauSeconds.map { $0 * 1e6 })
      return try session.calibrateNeurons(&calib)
    }
  }

  /// Finds references of one kind of synaptic input at which membranes without leak stay where they are.
  ///
  /// - Parameters:
  ///   - chip: the chip that the calibration belongs to; its configuration changes.
  ///   - calibration: strengths and all other settings.
  ///   - excitatory: false for inhibitory inputs.
  /// - Returns: one reference for each neuron; `after` holds drifts in MADC LSB for a microsecond.
  /// - Throws: `ChipError` from the chip.
  public static func synapticReferences(
    _ chip: Chip, of calibration: HagenCalibResult, excitatory: Bool
  ) throws -> ParameterCalibResult {
    try calibrate(chip) { session in
      session.apply(
        cadc: calibration.cadc, neuron: calibration.neuron,
        synapseDriver: calibration.synapseDriver)
      var calib = SynReferenceCalibMADC(
        session: session, input: excitatory ? .excitatory : .inhibitory)
      return try session.calibrateNeurons(&calib)
    }
  }

  private static func calibrate(
    _ chip: Chip, _ body: (CalibSession) throws -> ParameterCalibResult
  ) throws -> ParameterCalibResult {
    try CalibSession.calibrating(chip, seed: 0, observer: nil, body)
  }
}

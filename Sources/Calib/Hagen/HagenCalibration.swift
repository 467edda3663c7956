public import ChipModel
import Containers
import Coordinates

/// Calibrates a chip for multiplications on its membranes.
///
/// calix: `hagen.calibrate`.
public enum HagenCalibration {
  /// Calibrates everything and leaves the calibration applied.
  ///
  /// - Parameters:
  ///   - chip: any chip, also one without mismatch and noise.
  ///   - target: what to reach.
  ///   - options: how.
  ///   - seed: the random spread of starting values; the same seed gives the same result.
  ///   - progress: is told the name of each step and the fraction that is done.
  /// - Returns: settings, success of every instance and a report. Instances that miss their
  ///   target are no error.
  /// - Throws: ``CalibError`` for a target without meaning or a chip that cannot be prepared for
  ///   a step, `ChipError` from the chip.
  public static func calibrate(
    _ chip: Chip, target: HagenCalibTarget = HagenCalibTarget(),
    options: HagenCalibOptions = HagenCalibOptions(), seed: UInt64 = 0,
    progress: ((CalibrationProgress) -> Void)? = nil
  ) throws -> HagenCalibResult {
    try target.validate()
    try options.synapseDriver.validate()
    return try CalibSession.calibrating(chip, seed: seed, observer: progress) { session in
      session.warn(target.feasibilityWarnings)
      session.setPlan(HagenPlan.hagen)
      let drivers = try session.calibrateLines(
        cadc: .hagenSynin, cadcOptions: CADCCalibOptions(), synapseDACBias: HagenPlan.lineDACBias,
        driverOptions: options.synapseDriver
      ).synapseDriver
      let cadc = try session.calibrateCADC(target.cadc, options.cadc)
      var neurons = try session.calibrateNeurons(target.neuron, options.neuron)
      if options.neuronDisableLeakage {
        neurons.iBiasLeak = [Int](repeating: 0, count: neurons.iBiasLeak.count)
      }
      // Neuron steps have used the drivers for stimuli.
      session.apply(cadc: cadc, neuron: neurons, synapseDriver: drivers)
      try session.run()
      session.finish()
      return HagenCalibResult(
        common: session.common(chip, cadc, drivers), target: target, options: options,
        neuron: neurons)
    }
  }
}

extension HagenCalibResult {
  /// Writes all settings to a chip: CADC, neurons, then drivers.
  ///
  /// Receivers of drivers stay off.
  ///
  /// - Throws: `ChipError` from the chip.
  public func apply(to chip: Chip) throws {
    let session = CalibSession(chip: chip, seed: 0)
    session.apply(cadc: cadc, neuron: neuron, synapseDriver: synapseDriver)
    try session.run()
  }
}

extension CalibSession {
  /// Queues all settings of a calibration for membranes.
  func apply(
    cadc: CADCCalibResult, neuron: NeuronCalibResult, synapseDriver: SynapseDriverCalibResult
  ) {
    apply(cadc)
    apply(neuron)
    apply(synapseDriver)
    settle()
  }
}

/// The steps of calibrations and their share of the work, as measured.
enum HagenPlan {
  /// The synapse DAC bias while drivers are calibrated.
  ///
  /// calix: `hagen/__init__.py`.
  static let lineDACBias = 800

  static let cadc: [(step: String, weight: Double)] = [
    ("CADC ramp offset", 0.2), ("CADC ramp slope", 0.1), ("CADC channel offset", 0.1),
  ]

  static let lines: [(step: String, weight: Double)] =
    cadc + [("synapse DAC bias", 1.6), ("STP ramp", 20), ("hagen DAC offset", 6)]

  static let hagen: [(step: String, weight: Double)] =
    lines + cadc + [
      ("synapse DAC bias", 1), ("excitatory synaptic time constant", 16),
      ("inhibitory synaptic time constant", 16), ("leak potential", 0.2),
      ("membrane time constant", 2.5), ("excitatory synaptic strength", 5),
      ("inhibitory synaptic strength", 5), ("inhibitory synaptic reference", 0.2),
      ("excitatory synaptic reference", 0.2), ("leak potential", 0.2), ("reset potential", 0.6),
    ]
}

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
  ///   - target: the target.
  ///   - options: the options.
  ///   - seed: the random spread of starting values; the same seed gives the same result.
  ///   - progress: a closure that receives the name of each step and the fraction that is done.
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
      session.progress.setPlan(HagenPlan.hagen)
      // Drivers are calibrated as for lines. calix: `hagen/__init__.py`.
      let lineOptions = HagenSyninCalibOptions(synapseDriver: options.synapseDriver)
      let drivers = try session.calibrateLines(HagenSyninCalibTarget(), lineOptions).synapseDriver
      let cadc = try session.calibrateCADC(target.cadc, options.cadc)
      var neurons = try NeuronCalibration(
        session: session, goal: target.neuron, options: options.neuron
      ).run()
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

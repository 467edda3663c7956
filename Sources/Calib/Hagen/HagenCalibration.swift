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
    try calibrate(
      chip, target: target, options: options, keeping: HagenKeptParts(), seed: seed,
      progress: progress)
  }

  /// Calibrates all parts that are not kept, and leaves the calibration applied.
  static func calibrate(
    _ chip: Chip, target: HagenCalibTarget, options: HagenCalibOptions,
    keeping kept: HagenKeptParts,
    seed: UInt64, progress: ((CalibrationProgress) -> Void)?
  ) throws -> HagenCalibResult {
    try target.validate()
    try options.synapseDriver.validate()
    return try CalibSession.calibrating(chip, seed: seed, observer: progress) { session in
      session.warn(target.feasibilityWarnings)
      session.progress.setPlan(kept.plan)
      let drivers = try session.drivers(options, keeping: kept)
      let cadc = try session.cadc(target, options, keeping: kept)
      let neurons = try session.neurons(target, options, keeping: kept)
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

extension CalibSession {
  // Drivers are calibrated as for lines. calix: `hagen/__init__.py`.
  fileprivate func drivers(
    _ options: HagenCalibOptions, keeping kept: HagenKeptParts
  ) throws -> SynapseDriverCalibResult {
    if let drivers = kept.synapseDriver { return drivers }
    let lineOptions = HagenSyninCalibOptions(synapseDriver: options.synapseDriver)
    return try calibrateLines(HagenSyninCalibTarget(), lineOptions).synapseDriver
  }

  fileprivate func cadc(
    _ target: HagenCalibTarget, _ options: HagenCalibOptions, keeping kept: HagenKeptParts
  ) throws -> CADCCalibResult {
    guard let cadc = kept.cadc else { return try calibrateCADC(target.cadc, options.cadc) }
    usableColumns = CADCChannels.columns(where: cadc.success)
    apply(cadc)
    return cadc
  }

  fileprivate func neurons(
    _ target: HagenCalibTarget, _ options: HagenCalibOptions, keeping kept: HagenKeptParts
  ) throws -> NeuronCalibResult {
    if let neurons = kept.neuron { return neurons }
    var neurons = try NeuronCalibration(
      session: self, goal: target.neuron, options: options.neuron
    ).run()
    if options.neuronDisableLeakage {
      neurons.iBiasLeak = [Int](repeating: 0, count: neurons.iBiasLeak.count)
    }
    return neurons
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

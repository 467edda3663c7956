public import ChipModel
public import Coordinates

/// The amplitudes of all synapse drivers over activation.
///
/// calix: `measure_syndrv_amplitudes`.
public enum DriverAmplitudes {
  /// All activations that send an event, 1...31.
  public static let pulses = Array(HagenActivation.allCases.dropFirst())

  /// Measures all drivers on synaptic lines.
  ///
  /// The chip must hold a calibration for multiplications on lines
  /// (``HagenSyninCalibResult/apply(to:)``).
  ///
  /// - Parameters:
  ///   - chip: the calibrated chip.
  ///   - offsets: the hagen DAC offset of each driver.
  ///   - activations: values in 1...31.
  ///   - parallelCount: the number of drivers that share a vector, a power of two up to 32.
  ///   - runCount: the number of runs that are averaged.
  /// - Returns: for each activation one amplitude for each driver in CADC LSB, top first.
  /// - Throws: ``CalibError`` for values out of range, `ChipError` from the chip.
  public static func measure(
    _ chip: Chip, offsets: [Int], activations: [HagenActivation] = pulses,
    parallelCount: Int = 8, runCount: Int = 5
  ) throws -> [[Double]] {
    try requireCount("driver offsets", offsets.count, SynapseDriverCalibResult.driverCount)
    try requireInRange("activations", activations.map { Double($0.value) }, 1...31)
    try requireInRange("parallelCount", [Double(parallelCount)], 1...32)
    guard parallelCount & (parallelCount - 1) == 0 else {
      throw CalibError.notSupported(
        what: "parallelCount \(parallelCount)", advice: "choose a power of two")
    }
    let session = CalibSession(chip: chip, seed: 0)
    session.setDriverOffsets(offsets)
    let measurement = SynapseDriverMeasurement(
      session: session, parallelCount: parallelCount, runCount: runCount)
    return try activations.map { try measurement.amplitudes(activation: $0) }
  }
}

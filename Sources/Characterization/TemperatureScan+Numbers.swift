extension TemperatureScan {
  /// One number of a chip at one temperature.
  public struct Number: Sendable {
    /// A name for files.
    public let key: String
    /// A title for tables.
    public let title: String
    /// The unit; 1 for a ratio.
    public let unit: String
    /// The number of a scan at one of its points.
    public let value: @Sendable (TemperatureScan, TemperatureScan.Point) -> Double
  }

  /// Gain against the calibration's temperature.
  public static let gain = Number(key: "gain", title: "gain", unit: "1") { $1.gain }
  /// Noise of single results.
  public static let noise = Number(key: "noise", title: "noise [LSB]", unit: "LSB") { $1.noise }
  /// Noise over gain, against the calibration's temperature.
  public static let noiseToSignal = Number(
    key: "noise_to_signal", title: "noise/signal", unit: "1"
  ) { $1.noise / $0.referenceNoise / $1.gain }
  /// Difference of results to those at the calibration's temperature.
  public static let error = Number(key: "error", title: "error [LSB]", unit: "LSB") { $1.error }
  /// All numbers, in the order of tables.
  public static let numbers = [
    gain, noise, noiseToSignal, error,
    Number(key: "shift_share", title: "share of shifts", unit: "1") { $1.shiftShare },
    Number(key: "upwards", title: "shifted up", unit: "1") { $1.upwards },
  ]
}

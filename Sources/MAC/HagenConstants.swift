/// Ranges and sizes of a multiplication in hagen mode (hxtorch: `perceptron.constants`).
public enum HagenConstants {
  /// Rounded weights: two 6-bit synapses of opposite sign (grenade: `MAC::Weight`).
  public static let synapticWeight = -63...63
  /// Rounded inputs: the pulse length of an event (haldls: `HagenActivation`).
  public static let inputActivation = 0...31
  /// Results: signed 8-bit numbers from the PPU.
  public static let outputActivation = -128...127
  /// Signed weights of one column of an array: half the synapse rows.
  public static let hardwareMatrixHeight = 128
  /// Columns of one synapse array.
  public static let hardwareMatrixWidth = 256
  /// FPGA cycles of 8 ns between two events, unless a caller says otherwise.
  public static let defaultWaitBetweenEvents = 5
  /// Gain of the mock, in LSB per product of input and weight, unless measured.
  public static let defaultGain = 0.002
  /// Noise of the mock in LSB, unless measured.
  public static let defaultNoiseStd = 2.0

  /// All constants by hxtorch's names.
  public static let named: [(name: String, value: Double)] = [
    ("synaptic_weight_min", Double(synapticWeight.lowerBound)),
    ("synaptic_weight_max", Double(synapticWeight.upperBound)),
    ("input_activation_min", Double(inputActivation.lowerBound)),
    ("input_activation_max", Double(inputActivation.upperBound)),
    ("output_activation_min", Double(outputActivation.lowerBound)),
    ("output_activation_max", Double(outputActivation.upperBound)),
    ("hardware_matrix_height", Double(hardwareMatrixHeight)),
    ("hardware_matrix_width", Double(hardwareMatrixWidth)),
    ("defaults.wait_between_events", Double(defaultWaitBetweenEvents)),
    ("defaults.gain", defaultGain),
    ("defaults.noise_std", defaultNoiseStd),
  ]
}

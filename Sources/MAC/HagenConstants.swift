internal import Coordinates

/// Ranges and sizes of a multiplication in hagen mode (hxtorch: `perceptron.constants`).
public enum HagenConstants {
  /// Rounded weights: two 6-bit synapses of opposite sign (grenade: `MAC::Weight`).
  public static let synapticWeight = -SynapseWeight.max.value...SynapseWeight.max.value
  /// Rounded inputs: the pulse length of an event (haldls: `HagenActivation`).
  public static let inputActivation = HagenActivation.min.value...HagenActivation.max.value
  /// Results: signed 8-bit numbers from the PPU.
  public static let outputActivation = Int(Int8.min)...Int(Int8.max)
  /// Signed weights of one column of an array: half the synapse rows.
  public static let hardwareMatrixHeight = SynapseDriverOnSynapseDriverBlock.count
  /// Columns of one synapse array.
  public static let hardwareMatrixWidth = SynapseOnSynapseRow.count
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

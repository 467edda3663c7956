/// The settling times of the chip.
///
/// calix: `constants.py`, `neuron_helpers.py`.
enum CalibTiming {
  /// The settling time of CapMem cells after a change, in microseconds.
  static let capMemLevelOff = 20_000.0
  /// The settling time of CapMem cells after a change of all cells, in microseconds.
  static let capMemLevelOffAll = 100_000.0
}

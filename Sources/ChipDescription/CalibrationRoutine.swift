/// A state of the group's calibration code, by the year in which its choices were made: a kind of chip
/// is calibrated as chips of its revision were.
public enum CalibrationRoutine: Int, CaseIterable, Hashable, Sendable {
  /// Chips of revision 2: synapse DACs at their largest bias, drivers aligned at a middle activation.
  case year2021 = 2021
  /// Chips of revision 3: synapse DACs of all quadrants matched, drivers aligned at small activations.
  case year2023 = 2023

  /// Key of the setting.
  static let key = "calibration.calix"
}

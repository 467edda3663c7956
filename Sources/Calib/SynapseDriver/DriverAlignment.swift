import Coordinates

/// The amplitudes drivers are aligned to: a straight line through zero that leaves room for drivers
/// that are less steep than others.
///
/// calix: `synapse_driver.py`.
enum DriverAlignment {
  static let rangeLimit = 0.9
  static let largestActivation = HagenActivation.max
  /// The activation at which the ramp current is adjusted.
  static let rampActivation: HagenActivation = 2
  /// The activation at which drivers are aligned while the ramp current is adjusted.
  static let nestedActivation: HagenActivation = 29

  /// The wanted amplitudes at an activation.
  static func amplitudes(maxima: [Double], activation: HagenActivation) -> [Double] {
    maxima.map { amplitude(maximum: $0, activation: activation) }
  }

  private static func amplitude(maximum: Double, activation: HagenActivation) -> Double {
    rangeLimit * maximum * Double(activation.value)
      / Double(largestActivation.value)
  }
}

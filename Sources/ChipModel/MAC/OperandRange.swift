internal import Coordinates

/// Ranges of the operands of a MAC.
enum OperandRange {
  /// Activations; 0 sends no event.
  static let activations = HagenActivation.min.value...HagenActivation.max.value
  /// Activations that send an event.
  static let events = 1...HagenActivation.max.value
  /// Signed weights, of which each takes a row for either sign.
  static let weights = -SynapseWeight.max.value...SynapseWeight.max.value
  /// Bits of an activation.
  static let activationBits = HagenActivation.count.trailingZeroBitCount
}

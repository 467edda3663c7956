public import Coordinates

/// The board's switches between its DAC and the chip's analog pads. haldls: `ShiftRegister`
///
/// The default connects nothing. The original's switches of LEDs, supplies and monitors are not
/// modelled: the supplies are always right.
public struct ShiftRegister: Hashable, Sendable {
  /// Connects the external DAC to a pad.
  public var connectDACToPad = TypedArray2<Bool, PadOnDLS>(repeating: false)

  /// Creates haldls' default: the DAC drives no pad.
  public init() {}
}

public import Coordinates

/// The board's switches between its DAC and the chip's analog pads. haldls: `ShiftRegister`
///
/// The default connects nothing. The original's switches of LEDs, supplies and monitors are not
/// modelled: the supplies are always right.
public struct ShiftRegister: Hashable, Sendable {
  /// By pad: the external DAC drives it.
  public var connectDACToPad = TypedArray2<Bool, PadOnDLS>(repeating: false)

  /// The default of the real software.
  public init() {}
}

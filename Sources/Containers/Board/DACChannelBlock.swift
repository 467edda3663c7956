/// The board's digital-to-analog converters, as far as a program needs them. lola:
/// `DACChannelBlock`
///
/// Of the original's channels there is the one that can be switched to the chip's analog pads.
/// The others supply the chip and are always right.
public struct DACChannelBlock: Hashable, Sendable {
  /// Potential of the channel for the pads, 0…2.5 V; the chip refuses a program with other values.
  public var padVolts: Double

  /// A potential for the pads, in volts.
  public init(padVolts: Double = 0) { self.padVolts = padVolts }
}

/// One phase-locked loop of the chip. haldls: `ADPLL`
///
/// The model's clocks are those of the defaults: a program may write them, and other settings are
/// refused as not modelled.
public struct ADPLL: Hashable, Sendable {
  /// Proportional part of the loop filter, 1…31. haldls: `loop_filter_prop`
  public var loopFilterProp: UInt8 = 8
  /// N: divider of the loop, 1…31. haldls: `loop_div_n`
  public var loopDivN: UInt8 = 10
  /// M0: divider of the first core output, 1…31. haldls: `core_div_m0`
  public var coreDivM0: UInt8 = 1
  /// M1: divider of the second core output, 1…31. haldls: `core_div_m1`
  public var coreDivM1: UInt8 = 2
  /// P0: prescaler of the loop, 2…4. haldls: `pre_div_p0`
  public var preDivP0: UInt8 = 2
  /// P1: prescaler of the core outputs, 2…4. haldls: `pre_div_p1`
  public var preDivP1: UInt8 = 2
  /// P2: prescaler of the oscillator's own output, 2…4. haldls: `pre_div_p2`
  public var preDivP2: UInt8 = 2
  /// Enables the loop. haldls: `enable`
  public var enable = true
  /// Connects the outputs of the loop to the chip. haldls: `enable_output_clock`
  public var enableOutputClock = true

  /// Creates haldls' default: 1 GHz oscillator, 500 MHz on `core_0`, 250 MHz on `core_1`, 500 MHz
  /// on `dco`.
  public init() {}

  /// Frequency that the FPGA supplies, in hertz. haldls: `constants.h`
  public static let referenceHertz = 50e6

  /// Frequency of the oscillator, in hertz: P0 · N · reference.
  public var oscillatorHertz: Double { Double(preDivP0) * Double(loopDivN) * Self.referenceHertz }

  /// Frequency of output `core_0`, in hertz.
  public var core0Hertz: Double { oscillatorHertz / (Double(preDivP1) * Double(coreDivM0)) }

  /// Frequency of output `core_1`, in hertz; clocks the PPU.
  public var core1Hertz: Double { oscillatorHertz / (Double(preDivP1) * Double(coreDivM1)) }

  /// Frequency of output `dco`, in hertz; clocks the MADC.
  public var dcoHertz: Double { oscillatorHertz / Double(preDivP2) }
}

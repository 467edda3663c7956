public import Coordinates

/// The board's switches: the source of its measurements, supplies and lights. haldls: `ShiftRegister`
///
/// The model knows the connection of a converter to the chip's analog pads. Everything else is kept in
/// files and has no effect: the supplies are always right.
public struct ShiftRegister: WordEncodable {
  /// Source of the first multiplexer. haldls: `select_analog_readout_mux_1_input`
  public var selectAnalogReadoutMux1Input = AnalogReadoutMux1Input.off
  /// Source of the second multiplexer. haldls: `select_analog_readout_mux_2_input`
  public var selectAnalogReadoutMux2Input = AnalogReadoutMux2Input.off
  /// Source of the third multiplexer. haldls: `select_analog_readout_mux_3_input`
  public var selectAnalogReadoutMux3Input = AnalogReadoutMux3Input.off
  /// Connects the reference current of the CapMem. haldls: `enable_i_ref_board`
  public var enableIRefBoard = true
  /// Measures the reference current of the CapMem. haldls: `enable_measure_i_ref`
  public var enableMeasureIRef = false
  /// Connects a converter to the first debug line. haldls: `enable_dac_to_readout_0`
  public var enableDACToReadout0 = false
  /// Connects a converter to the second debug line. haldls: `enable_dac_to_readout_1`
  public var enableDACToReadout1 = false
  /// Lights. haldls: `enable_led`
  public var enableLED = TypedArray<Bool, LEDOnBoard>(repeating: false)
  /// Powers the board's ADC down. haldls: `enable_adc_power_down`
  public var enableADCPowerDown = false
  /// Resets the board's ADC. haldls: `enable_adc_reset`
  public var enableADCReset = false
  /// Supplies. haldls: `enable_vdd`
  public var enableVDD = TypedArray<Bool, VDDOnBoard>(repeating: true)

  /// Creates haldls' default: the multiplexers off, the supplies on.
  public init() {}

  /// Switches that connect the external converter to a pad.
  public init(connectingDACTo pad: PadOnDLS) {
    selectAnalogReadoutMux1Input = Self.readoutChains[pad.value]
    selectAnalogReadoutMux2Input = .muxDAC25
  }
}

extension ShiftRegister {
  /// Source of the first multiplexer. haldls: `AnalogReadoutMux1Input`
  @frozen public enum AnalogReadoutMux1Input: UInt8, FieldChoice {
    /// Nothing.
    case off = 0
    /// The readout chain of the first pad.
    case readoutChain0 = 1
    /// The readout chain of the second pad.
    case readoutChain1 = 2
    /// A converter's channel for later use.
    case muxRFU0 = 3
  }

  /// Source of the second multiplexer. haldls: `AnalogReadoutMux2Input`
  @frozen public enum AnalogReadoutMux2Input: UInt8, FieldChoice {
    /// Nothing.
    case off = 0
    /// The chip's `V_reset`, to which boards route the channel `mux_dac_25`. calix:
    /// `correlation_measurement.py`
    case vReset = 1
    /// The supply of the correlation sensors.
    case vddResMeas = 2
    /// The channel `mux_dac_25` of a converter.
    case muxDAC25 = 3
  }

  /// Source of the third multiplexer. haldls: `AnalogReadoutMux3Input`
  @frozen public enum AnalogReadoutMux3Input: UInt8, FieldChoice {
    /// Nothing.
    case off = 0
    /// The reference current of the CapMem.
    case iRef = 1
    /// A converter's channel for later use.
    case muxRFU1 = 2
    /// A converter's channel for later use.
    case muxRFU2 = 3
  }

  private static let readoutChains = [
    AnalogReadoutMux1Input.readoutChain0, .readoutChain1,
  ]

  /// For each pad, whether the external converter is connected to it; one pad is at most.
  public var padsOfDAC: TypedArray2<Bool, PadOnDLS> {
    let isDACSelected = [.vReset, .muxDAC25].contains(selectAnalogReadoutMux2Input)
    return TypedArray2 {
      isDACSelected && selectAnalogReadoutMux1Input == Self.readoutChains[$0.value]
    }
  }
}

extension ShiftRegister {
  /// Coordinate of the only shift register.
  public typealias CoordinateType = ShiftRegisterOnBoard

  /// Number of 32-bit words: 1.
  public static var wordCount: Int { 1 }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::ShiftRegister" }

  /// Bits of the lights, which are lit by zeros.
  private static let lightBits = [10, 11, 12, 15, 22, 23]

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field(
      "select_analog_readout_mux_1_input", key: "mux_1", &selectAnalogReadoutMux1Input, .bits(0, 0))
    visitor.field(
      "select_analog_readout_mux_2_input", key: "mux_2", &selectAnalogReadoutMux2Input, .bits(0, 2))
    visitor.field(
      "select_analog_readout_mux_3_input", key: "mux_3", &selectAnalogReadoutMux3Input, .bits(0, 4))
    visitor.field("enable_i_ref_board", &enableIRefBoard, .bits(0, 6))
    visitor.field("enable_measure_i_ref", &enableMeasureIRef, .bits(0, 7))
    visitor.field("enable_dac_to_readout_0", &enableDACToReadout0, .bits(0, 8))
    visitor.field("enable_dac_to_readout_1", &enableDACToReadout1, .bits(0, 9))
    visitor.array("enable_led", &enableLED) { .bits(0, Self.lightBits[$0.value]).inverted }
    visitor.field("enable_adc_power_down", &enableADCPowerDown, .bits(0, 13))
    visitor.field("enable_adc_reset", &enableADCReset, .bits(0, 14))
    visitor.array("enable_vdd", &enableVDD) { .bits(0, 16 + $0.value) }
  }

  /// Returns the 24 bits of a transfer.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Decodes the bits of a transfer; bits that belong to no field are ignored.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }

  /// The bytes of one transfer.
  public func writes(at coordinate: ShiftRegisterOnBoard) -> [(address: UInt32, word: UInt32)] {
    SPIRegister.transfer(word(0), bytes: 3, to: SPIRegister.shiftRegister)
  }
}

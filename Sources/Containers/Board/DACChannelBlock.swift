public import Coordinates

/// All channels of the board's converters. lola: `DACChannelBlock`
///
/// The model knows the channel that can be switched to the chip's analog pads. The others are kept in
/// files and have no effect: the supplies of the chip are always right.
public struct DACChannelBlock: WordEncodable {
  /// Codes by channel. lola: `value`
  public var value = TypedArray<DACChannel.Value, DACChannelOnBoard>(repeating: 0)

  /// Creates lola's default: all codes 0.
  public init() {}

  /// Codes that set the channel for the pads.
  ///
  /// - Parameter padVolts: 0…2.5 V.
  /// - Throws: ``ContainerError/fieldRange(container:field:value:allowed:)`` for other potentials.
  public init(padVolts: Double) throws(ContainerError) {
    try setVoltage(of: .muxDAC25, volts: padVolts)
  }
}

extension DACChannelBlock {
  /// Potential of the largest code, in volts; nil for channels of supplies. lola:
  /// `DACChannelBlock::set_voltage`
  private static func fullScale(of channel: DACChannelOnBoard) -> Double? {
    switch channel.value {
    case 0...3: 1.2
    case 4...7: 2.5
    default: nil
    }
  }

  /// Sets a channel to the code at or below a potential. lola: `set_voltage`
  ///
  /// - Throws: ``ContainerError`` for a potential that the channel cannot give, and for channels of
  ///   supplies.
  public mutating func setVoltage(
    of channel: DACChannelOnBoard, volts: Double
  ) throws(ContainerError) {
    let name = DACChannelOnBoard.names[channel.value]
    guard let fullScale = Self.fullScale(of: channel) else {
      throw .potential(channel: name, volts: volts, fullScale: nil)
    }
    let code = volts / fullScale * Double(DACChannel.Value.max.value)
    guard code >= 0, code < Double(DACChannel.Value.count) else {
      throw .potential(channel: name, volts: volts, fullScale: fullScale)
    }
    value[channel] = DACChannel.Value(clamping: Int(code))
  }

  /// Potential of the channel that can be switched to the pads, in volts.
  public var padVolts: Double { Self.padVolts(of: value[.muxDAC25]) }

  /// Potential of a code on the channel for the pads, in volts.
  static func padVolts(of code: DACChannel.Value) -> Double {
    Double(code.value) / Double(DACChannel.Value.max.value) * (fullScale(of: .muxDAC25) ?? 0)
  }

  /// Codes of the supplies for the board's second revision of regulators. lola: `default_ldo_2`
  public static let defaultLDO2: DACChannelBlock = {
    var block = DACChannelBlock()
    for (name, code) in [
      ("vdd25_digital", 608), ("vdd25_analog", 608), ("vdd12_digital", 2090),
      ("vdd12_analog", 1630), ("vdd12_madc", 440), ("vdd12_pll", 440),
    ] as [(String, UInt16)] {
      let place = DACChannelOnBoard.names.firstIndex(of: name) ?? 0
      block.value[DACChannelOnBoard(clamping: place)] = DACChannel.Value(unchecked: code)
    }
    return block
  }()
}

extension DACChannelBlock {
  /// Coordinate of all channels.
  public typealias CoordinateType = DACChannelBlockOnBoard

  /// Number of 32-bit words: one for each channel.
  public static var wordCount: Int { DACChannelOnBoard.count }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "lola::vx::DACChannelBlock" }

  /// Prefix of the keys in serialised files: none.
  public static var cerealKeyPrefix: String { "" }

  /// Shows every field to a visitor, in the order of lola's serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("value", &value) { .bits($0.value, 0) }
  }

  /// Returns the code of a channel.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Takes the codes from words.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }

  /// The bytes of all transfers.
  public func writes(at coordinate: DACChannelBlockOnBoard) -> [(address: UInt32, word: UInt32)] {
    DACChannelOnBoard.allCases.flatMap { DACChannel(value[$0]).writes(at: $0) }
  }
}

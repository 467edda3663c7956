public import Coordinates

/// Set of outstanding accesses that a program waits for. haldls: `Barrier`
public struct Barrier: OptionSet, WordEncodable {
  /// The bits, 5 of them.
  public let rawValue: UInt8

  /// A barrier from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue & 0b11111 }

  /// Reads and writes on the chip's bus.
  public static let omnibus = Barrier(rawValue: 0b00001)
  /// Accesses over JTAG.
  public static let jtag = Barrier(rawValue: 0b00010)
  /// Synchronisation of time.
  public static let systime = Barrier(rawValue: 0b00100)
  /// Other FPGAs.
  public static let multiFPGA = Barrier(rawValue: 0b01000)
  /// Correction of time.
  public static let systimeCorrection = Barrier(rawValue: 0b10000)
}

extension Barrier {
  /// Coordinate of the FPGA's barrier.
  public typealias CoordinateType = BarrierOnFPGA

  /// Number of 32-bit words: 1.
  public static var wordCount: Int { 1 }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::Barrier" }

  /// haldls' names of the bits, in the order of its serialisation.
  private static let names: [(name: String, bit: Barrier)] = [
    ("enable_omnibus", .omnibus), ("enable_jtag", .jtag), ("enable_systime", .systime),
    ("enable_multi_fpga", .multiFPGA), ("enable_systime_correction", .systimeCorrection),
  ]

  /// Shows every bit to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    for (position, (name, bit)) in Self.names.enumerated() {
      var isSet = contains(bit)
      visitor.field(name, &isSet, .bits(0, position))
      if isSet { insert(bit) } else { remove(bit) }
    }
  }

  /// Returns the bits.
  public func word(_ index: Int) -> UInt32 { UInt32(rawValue) }

  /// Takes the bits from a word.
  public init(words: (Int) -> UInt32) {
    self.init(rawValue: UInt8(truncatingIfNeeded: words(0)))
  }

  /// Nothing: a barrier is an instruction of the FPGA.
  public func writes(at coordinate: BarrierOnFPGA) -> [(address: UInt32, word: UInt32)] { [] }
}

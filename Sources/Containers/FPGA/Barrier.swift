/// Set of outstanding accesses that a program waits for. haldls: `Barrier`
public struct Barrier: OptionSet, Hashable, Sendable {
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

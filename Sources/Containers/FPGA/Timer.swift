public import Coordinates

/// The FPGA's counter of cycles of 8 ns, 32 bits. Writing it clears it. haldls: `Timer`
public struct Timer: WordEncodable {
  private var count: Value

  /// Cycles.
  public var value: UInt32 {
    get { count.cycles }
    set { count.cycles = newValue }
  }

  /// A count of cycles.
  public init(_ value: UInt32) { count = Value(value) }

  /// Creates haldls' default: no cycles.
  public init() { self.init(0) }

  /// FPGA cycles in a microsecond. haldls: `Timer::Value::fpga_clock_cycles_per_us`
  public static let cyclesPerMicrosecond: UInt32 = 125
}

extension Timer {
  /// A wait until the timer shows a count. haldls: `Timer::Value`
  public struct Value: WordEncodable {
    /// Cycles.
    public var cycles: UInt32

    /// A wait until the timer shows a count of cycles.
    public init(_ cycles: UInt32) { self.cycles = cycles }

    /// Creates haldls' default: no cycles.
    public init() { self.init(0) }
  }
}

extension Timer {
  /// Coordinate of the only timer.
  public typealias CoordinateType = TimerOnDLS

  /// Number of 32-bit words: 1.
  public static var wordCount: Int { 1 }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::Timer" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.group("value", &count)
  }

  /// Returns the cycles.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Takes the cycles from a word.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }

  /// Nothing: the timer is an instruction of the FPGA.
  public func writes(at coordinate: TimerOnDLS) -> [(address: UInt32, word: UInt32)] { [] }
}

extension Timer.Value {
  /// Coordinate of the only timer.
  public typealias CoordinateType = TimerOnDLS

  /// Number of 32-bit words: 1.
  public static var wordCount: Int { 1 }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::Timer::Value" }

  /// Prefix of the keys in serialised files: none.
  public static var cerealKeyPrefix: String { "" }

  /// A Boolean value that is `false`: files state no version of plain numbers.
  public static var hasCerealVersion: Bool { false }

  /// Shows the number to a visitor.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.field("value", &cycles, .bits(0, 0))
  }

  /// Returns the cycles.
  public func word(_ index: Int) -> UInt32 { layoutWord(index) }

  /// Takes the cycles from a word.
  public init(words: (Int) -> UInt32) {
    self.init()
    setFields(fromLayout: words)
  }

  /// Nothing: a wait is an instruction of the FPGA.
  public func writes(at coordinate: TimerOnDLS) -> [(address: UInt32, word: UInt32)] { [] }
}

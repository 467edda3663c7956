internal import SimulationCore

/// A digest of numbers and texts, the same on every machine: 32 hexadecimal digits.
public struct Digest: Sendable {
  private var hash = StableHash()

  /// A digest of no values.
  public init() {}

  /// A digest of numbers.
  public init<Number: Numeric & BitwiseCopyable>(_ numbers: [Number]) {
    add(numbers)
  }

  /// A digest of bytes.
  public init(bytes: some Sequence<UInt8>) { add(Array(bytes)) }

  /// Adds numbers with their count, bit by bit.
  public mutating func add<Number: Numeric & BitwiseCopyable>(_ numbers: [Number]) {
    hash.add("\(Number.self) \(numbers.count)")
    numbers.withUnsafeBytes { hash.add($0) }
  }

  /// Adds one number, bit by bit.
  public mutating func add<Number: Numeric & BitwiseCopyable>(_ number: Number) { add([number]) }

  /// Adds a text.
  public mutating func add(_ text: String) { hash.add(text) }

  /// Thirty-two hexadecimal digits.
  public var hexadecimal: String { hash.hexadecimal }
}

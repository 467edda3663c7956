/// A property with two cases, which name the values of a ``Pair``.
public protocol PairKey: CaseIterable, Hashable, Sendable, RawRepresentable where RawValue == Int {}

/// Vertical position of a hemisphere on the chip. halco: `HemisphereOnDLS`, `SideVertical`.
@frozen public enum SideVertical: Int, PairKey {
  /// The upper hemisphere.
  case top = 0
  /// The lower hemisphere.
  case bottom = 1
}

/// Side of a hemisphere: one CapMem block, one CADC ramp, half of the columns; together with the
/// hemisphere it names a quadrant. halco: `SideHorizontal`.
@frozen public enum SideHorizontal: Int, PairKey {
  /// The west half: columns 0…127 and even drivers.
  case left = 0
  /// The east half: columns 128…255 and odd drivers.
  case right = 1

  /// Side of a column in a hemisphere of `count` columns.
  @inlinable public init(column: Int, of count: Int) {
    self = column < count / 2 ? .left : .right
  }

  /// Columns of this side in a hemisphere of `count` columns.
  @inlinable public func columns(of count: Int) -> Range<Int> {
    self == .left ? 0..<count / 2 : count / 2..<count / 2 * 2
  }
}

/// Line of a column, one for each synaptic input. halco: `SynapticInputOnNeuron`.
@frozen public enum ColumnLine: Int, PairKey {
  /// The line of the excitatory input.
  case excitatory = 0
  /// The line of the inhibitory input.
  case inhibitory = 1
}

/// Channel of a column's ADC. halco: `CADCChannelType`.
@frozen public enum CADCChannelKind: Int, PairKey {
  /// The channel that a MAC reads.
  case causal = 0
  /// The other channel of the column.
  case acausal = 1
}

/// One value for each case of a key, without the bounds of an array.
@frozen public struct Pair<Key: PairKey, Value> {
  @usableFromInline var first: Value
  @usableFromInline var second: Value

  @inlinable init(_ first: Value, _ second: Value) {
    self.first = first
    self.second = second
  }

  /// Computes the value of each case, in the order of the cases.
  @inlinable public init(_ value: (Key) -> Value) {
    let keys = Array(Key.allCases)
    self.init(value(keys[0]), value(keys[1]))
  }

  /// Value of one case.
  @inlinable public subscript(key: Key) -> Value {
    get { key.rawValue == 0 ? first : second }
    _modify { if key.rawValue == 0 { yield &first } else { yield &second } }
  }

  /// Transforms both values.
  @inlinable public func map<Result>(_ transform: (Value) -> Result) -> Pair<Key, Result> {
    Pair<Key, Result>(transform(first), transform(second))
  }
}

extension Pair: Sendable where Value: Sendable {}
extension Pair: Equatable where Value: Equatable {}
extension Pair: Hashable where Value: Hashable {}

extension Pair where Key == SideHorizontal {
  /// Values of the left and the right side.
  @inlinable public init(left: Value, right: Value) { self.init(left, right) }
}

extension Pair where Key == ColumnLine {
  /// Values of the excitatory and the inhibitory line.
  @inlinable public init(excitatory: Value, inhibitory: Value) {
    self.init(excitatory, inhibitory)
  }

  /// Value of the excitatory line.
  @inlinable public var excitatory: Value { first }

  /// Value of the inhibitory line.
  @inlinable public var inhibitory: Value { second }
}

/// Steps that one event makes on the lines of a hemisphere: one float a column for each line.
public typealias LineSteps = Pair<ColumnLine, FloatBuffer>

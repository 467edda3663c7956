/// A fixed-size array that is indexed by a coordinate and by nothing else. halco: `typed_array`
public protocol TypedArrayProtocol<Index, Value> {
  /// The coordinate that indexes the array.
  associatedtype Index: Coordinate
  /// Type of the values.
  associatedtype Value

  /// One value for every place.
  init(_ value: (Index) -> Value)

  /// The value at a place.
  subscript(index: Index) -> Value { get set }
}

extension TypedArrayProtocol {
  /// Creates an array with the same value at every place.
  @inlinable public init(repeating value: Value) {
    self.init { _ in value }
  }

  /// All values in the order of their places.
  @inlinable public var values: [Value] { Index.allCases.map { self[$0] } }

  /// The values of a sequence in the order of places; nil unless their number fits.
  @inlinable public init?(exactly values: some Collection<Value>) {
    guard values.count == Index.count else { return nil }
    let values = Array(values)
    self.init { values[$0.toEnum()] }
  }
}

/// Two values in place, for coordinates with two values.
@frozen public struct TypedArray2<Value, Index: Coordinate>: TypedArrayProtocol {
  @usableFromInline var first: Value
  @usableFromInline var second: Value

  /// One value for every place; `Index` must have two places.
  @inlinable public init(_ value: (Index) -> Value) {
    precondition(Index.count == 2, "TypedArray2 needs a coordinate with two places")
    first = value(Index(unchecked: 0))
    second = value(Index(unchecked: 1))
  }

  /// The value at a place.
  @inlinable public subscript(index: Index) -> Value {
    get { index.value == 0 ? first : second }
    set {
      if index.value == 0 { first = newValue } else { second = newValue }
    }
  }
}

/// Four values in place, for coordinates with four values.
@frozen public struct TypedArray4<Value, Index: Coordinate>: TypedArrayProtocol {
  @usableFromInline var first: Value
  @usableFromInline var second: Value
  @usableFromInline var third: Value
  @usableFromInline var fourth: Value

  /// One value for every place; `Index` must have four places.
  @inlinable public init(_ value: (Index) -> Value) {
    precondition(Index.count == 4, "TypedArray4 needs a coordinate with four places")
    first = value(Index(unchecked: 0))
    second = value(Index(unchecked: 1))
    third = value(Index(unchecked: 2))
    fourth = value(Index(unchecked: 3))
  }

  /// The value at a place.
  @inlinable public subscript(index: Index) -> Value {
    get {
      switch index.value {
      case 0: first
      case 1: second
      case 2: third
      default: fourth
      }
    }
    set {
      switch index.value {
      case 0: first = newValue
      case 1: second = newValue
      case 2: third = newValue
      default: fourth = newValue
      }
    }
  }
}

/// One value for every place of a coordinate of any size; storage is an array.
@frozen public struct TypedArray<Value, Index: Coordinate>: TypedArrayProtocol {
  @usableFromInline var storage: [Value]

  /// One value for every place.
  @inlinable public init(_ value: (Index) -> Value) {
    storage = Index.allCases.map(value)
  }

  /// The value at a place.
  @inlinable public subscript(index: Index) -> Value {
    get { storage[index.toEnum()] }
    set { storage[index.toEnum()] = newValue }
  }
}

extension TypedArray2: Equatable where Value: Equatable {}
extension TypedArray2: Hashable where Value: Hashable {}
extension TypedArray2: Sendable where Value: Sendable {}
extension TypedArray4: Equatable where Value: Equatable {}
extension TypedArray4: Hashable where Value: Hashable {}
extension TypedArray4: Sendable where Value: Sendable {}
extension TypedArray: Equatable where Value: Equatable {}
extension TypedArray: Hashable where Value: Hashable {}
extension TypedArray: Sendable where Value: Sendable {}

extension TypedArray2: ExpressibleByArrayLiteral {
  /// Two values in the order of places; another number is a programming error.
  public init(arrayLiteral elements: Value...) {
    precondition(elements.count == 2, "this array has two places")
    self.init { elements[$0.toEnum()] }
  }
}

extension TypedArray4: ExpressibleByArrayLiteral {
  /// Four values in the order of places; another number is a programming error.
  public init(arrayLiteral elements: Value...) {
    precondition(elements.count == 4, "this array has four places")
    self.init { elements[$0.toEnum()] }
  }
}

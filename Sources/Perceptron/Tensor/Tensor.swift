/// A row-major block of 32-bit floating point numbers.
///
/// The last axis runs fastest; there are no strides and no views, so element i of `storage` has
/// one place. A tensor of shape [] holds one number. Equality compares shape and elements.
public struct Tensor: Sendable, Equatable {
  /// The length of every axis, none negative.
  public internal(set) var shape: [Int]
  /// All elements; their number is the product of the shape.
  public internal(set) var storage: [Float]

  /// Makes a tensor of elements in row-major order.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)`` if the number of elements
  ///   is not the product of the shape, or an axis is negative.
  public init(shape: [Int], _ elements: [Float]) throws(PerceptronError) {
    guard shape.allSatisfy({ $0 >= 0 }), shape.reduce(1, *) == elements.count else {
      throw .shapeMismatch(
        operation: "Tensor", shapes: [shape, [elements.count]],
        rule: "the second is the number of elements and must be the product of the first")
    }
    self.init(unchecked: shape, elements)
  }

  /// Makes a tensor with one axis.
  public init(_ elements: [Float]) {
    self.init(unchecked: [elements.count], elements)
  }

  /// Makes a tensor without axes.
  public init(scalar: Float) {
    self.init(unchecked: [], [scalar])
  }

  /// Makes a tensor with one value everywhere; no axis may be negative.
  public init(repeating value: Float, shape: [Int]) {
    precondition(shape.allSatisfy { $0 >= 0 }, "no axis may be negative")
    self.init(unchecked: shape, [Float](repeating: value, count: shape.reduce(1, *)))
  }

  /// Makes a matrix of rows of equal length.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)`` for rows of several lengths.
  public init(rows: [[Float]]) throws(PerceptronError) {
    let columns = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == columns }) else {
      throw .shapeMismatch(
        operation: "Tensor", shapes: rows.map { [$0.count] }, rule: "all rows need the same length")
    }
    self.init(unchecked: [rows.count, columns], rows.flatMap { $0 })
  }

  init(unchecked shape: [Int], _ storage: [Float]) {
    assert(shape.reduce(1, *) == storage.count, "element count must be the product of the shape")
    self.shape = shape
    self.storage = storage
  }

  /// Makes a tensor whose elements `body` writes, all of them.
  init(
    uninitialised shape: [Int], _ body: (UnsafeMutableBufferPointer<Float>) throws -> Void
  ) rethrows {
    let count = shape.reduce(1, *)
    storage = try [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
      try body(UnsafeMutableBufferPointer(rebasing: buffer[0..<count]))
      initialised = count
    }
    self.shape = shape
  }

  /// The number of elements.
  public var count: Int { storage.count }

  /// The number of axes.
  public var rank: Int { shape.count }

  /// The element at one index per axis, each within its axis.
  public subscript(indices: Int...) -> Float {
    get { storage[offset(indices)] }
    set { storage[offset(indices)] = newValue }
  }

  private func offset(_ indices: [Int]) -> Int {
    precondition(indices.count == rank, "one index per axis")
    var offset = 0
    for (index, length) in zip(indices, shape) {
      precondition(index >= 0 && index < length, "index outside of its axis")
      offset = offset * length + index
    }
    return offset
  }
}

/// A row-major block of floats in memory that somebody else keeps.
public struct FloatBlock {
  /// The elements; their number is the product of the shape.
  public let elements: UnsafeBufferPointer<Float>
  /// The length of every axis, none negative.
  public let shape: [Int]

  /// Makes a block of elements that outlive it.
  public init(_ elements: UnsafeBufferPointer<Float>, shape: [Int]) {
    assert(shape.reduce(1, *) == elements.count, "element count must be the product of the shape")
    self.elements = elements
    self.shape = shape
  }

  /// The number of elements.
  public var count: Int { elements.count }

  /// The number of axes.
  public var rank: Int { shape.count }

  /// Throws unless all elements are numbers.
  ///
  /// - Throws: ``PerceptronError/notANumber(operation:operand:index:)``.
  func requireNumbers(_ operation: String, _ operand: String) throws(PerceptronError) {
    if let index = elements.firstIndex(where: \.isNaN) {
      throw .notANumber(operation: operation, operand: operand, index: index)
    }
  }
}

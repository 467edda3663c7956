extension Tensor {
  /// Returns the elements in another shape; one axis may be -1 and is worked out.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)`` if the numbers of elements
  ///   differ.
  public func reshaped(_ newShape: [Int]) throws(PerceptronError) -> Tensor {
    var resolved = newShape
    if let free = newShape.firstIndex(of: -1) {
      resolved[free] = 1
      let others = resolved.reduce(1, *)
      resolved[free] = others > 0 ? count / others : 0
    }
    guard resolved.allSatisfy({ $0 >= 0 }), resolved.reduce(1, *) == count else {
      throw .shapeMismatch(
        operation: "reshape", shapes: [shape, newShape],
        rule: "the new shape must have as many elements as the old one")
    }
    return Tensor(unchecked: resolved, storage)
  }

  /// A matrix with rows and columns exchanged.
  ///
  /// - Throws: ``PerceptronError/dimensions(operation:operand:shape:allowed:)`` without two axes.
  public func transposed() throws(PerceptronError) -> Tensor {
    guard rank == 2 else {
      throw .dimensions(
        operation: "transpose", operand: "the tensor", shape: shape, allowed: "2-D")
    }
    return transposed(repeating: 1)
  }

  /// Some entries along the first axis.
  ///
  /// - Throws: ``PerceptronError/axisOutOfRange(axis:rank:)`` for a tensor without axes, or
  ///   ``PerceptronError/shapeMismatch(operation:shapes:rule:)`` for entries that do not exist.
  public func rows(_ range: Range<Int>) throws(PerceptronError) -> Tensor {
    guard let length = shape.first else { throw .axisOutOfRange(axis: 0, rank: 0) }
    guard range.lowerBound >= 0, range.upperBound <= length else {
      throw .shapeMismatch(
        operation: "rows", shapes: [shape, [range.lowerBound, range.upperBound]],
        rule: "the second pair is the range of rows, which must lie within the first axis")
    }
    let width = shape.dropFirst().reduce(1, *)
    return Tensor(
      unchecked: [range.count] + shape.dropFirst(),
      Array(storage[range.lowerBound * width..<range.upperBound * width]))
  }

  /// The transposed matrix, each of its columns `copies` times side by side.
  func transposed(repeating copies: Int) -> Tensor {
    let (rows, columns) = (shape[0], shape[1])
    return Tensor(uninitialised: [columns, rows * copies]) { out in
      storage.withUnsafeBufferPointer { from in
        for c in 0..<columns {
          var to = c * rows * copies
          for r in 0..<rows {
            let value = from[r * columns + c]
            for _ in 0..<copies {
              out[to] = value
              to += 1
            }
          }
        }
      }
    }
  }
}

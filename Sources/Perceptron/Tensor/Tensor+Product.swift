import COpenBLAS

/// A Boolean value that tells whether a matrix enters a product as it is or transposed.
enum Orientation {
  case plain, transposed

  fileprivate var blas: CBLAS_TRANSPOSE { self == .plain ? CblasNoTrans : CblasTrans }
}

/// Sums of a product may not depend on how many threads there are: OpenBLAS works with one.
private let singleThreadedBLAS: Void = openblas_set_num_threads(1)

extension Tensor {
  /// The matrix product with another matrix, in 32-bit floating point.
  ///
  /// - Throws: ``PerceptronError`` unless both are matrices and fit.
  public func multiplied(by other: Tensor) throws(PerceptronError) -> Tensor {
    guard rank == 2, other.rank == 2, shape[1] == other.shape[0] else {
      throw .shapeMismatch(
        operation: "product", shapes: [shape, other.shape],
        rule: "two matrices are needed, with as many columns as the second has rows")
    }
    return Tensor.product(self, .plain, other, .plain, factor: 1)
  }

  /// factor · op(a) · op(b); both shapes must be two-dimensional and fit.
  static func product(
    _ a: Tensor, _ aOrientation: Orientation, _ b: Tensor, _ bOrientation: Orientation,
    factor: Float
  ) -> Tensor {
    let rows = aOrientation == .plain ? a.shape[0] : a.shape[1]
    let columns = bOrientation == .plain ? b.shape[1] : b.shape[0]
    var result = Tensor(repeating: 0, shape: [rows, columns])
    result.accumulateProduct(a, aOrientation, b, bOrientation, factor: factor, overwriting: true)
    return result
  }

  /// Adds factor · op(a) · op(b) to a matrix, or overwrites it.
  ///
  /// The operands' own shapes must be two-dimensional and fit.
  mutating func accumulateProduct(
    _ a: Tensor, _ aOrientation: Orientation, _ b: Tensor, _ bOrientation: Orientation,
    factor: Float, overwriting: Bool = false
  ) {
    let (rows, columns) = (shape[0], shape[1])
    let inner = aOrientation == .plain ? a.shape[1] : a.shape[0]
    assert((aOrientation == .plain ? a.shape[0] : a.shape[1]) == rows, "rows must fit")
    assert((bOrientation == .plain ? b.shape[0] : b.shape[1]) == inner, "inner length must fit")
    assert((bOrientation == .plain ? b.shape[1] : b.shape[0]) == columns, "columns must fit")
    guard rows > 0, columns > 0 else { return }
    _ = singleThreadedBLAS
    storage.withUnsafeMutableBufferPointer { c in
      cblas_sgemm(
        CblasRowMajor, aOrientation.blas, bOrientation.blas, blasint(rows), blasint(columns),
        blasint(inner), factor, a.storage, blasint(max(a.shape[1], 1)), b.storage,
        blasint(max(b.shape[1], 1)), overwriting ? 0 : 1, c.baseAddress, blasint(columns))
    }
  }
}

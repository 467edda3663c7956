import COpenBLAS

/// A Boolean value that tells whether a matrix enters a product as it is or transposed.
enum Orientation {
  case plain, transposed

  /// The letter that BLAS knows it by.
  fileprivate var blas: CChar { CChar(UInt8(ascii: self == .plain ? "N" : "T")) }
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
    let (a, b) = (Operand(a, aOrientation), Operand(b, bOrientation))
    assert(a.rows == shape[0], "rows must fit")
    assert(a.columns == b.rows, "inner length must fit")
    assert(b.columns == shape[1], "columns must fit")
    guard shape[0] > 0, shape[1] > 0 else { return }
    storage.withUnsafeMutableBufferPointer { c in
      multiply(a, b, factor: factor, keep: overwriting ? 0 : 1, into: c.baseAddress)
    }
  }
}

/// A matrix as it enters a product.
private struct Operand {
  let matrix: Tensor
  let orientation: Orientation

  init(_ matrix: Tensor, _ orientation: Orientation) {
    (self.matrix, self.orientation) = (matrix, orientation)
  }

  var rows: Int { orientation == .plain ? matrix.shape[0] : matrix.shape[1] }
  var columns: Int { orientation == .plain ? matrix.shape[1] : matrix.shape[0] }
  /// The distance of two rows in storage.
  var step: blasint { blasint(max(matrix.shape[1], 1)) }
}

/// c = factor · a · b + keep · c.
///
/// BLAS counts along columns and so sees every matrix transposed: cᵀ = factor · bᵀ · aᵀ + keep · cᵀ.
private func multiply(
  _ a: Operand, _ b: Operand, factor: Float, keep: Float, into c: UnsafeMutablePointer<Float>?
) {
  _ = singleThreadedBLAS
  var (aLetter, bLetter) = (a.orientation.blas, b.orientation.blas)
  var (rows, columns, inner) = (blasint(a.rows), blasint(b.columns), blasint(a.columns))
  var (aStep, bStep, cStep) = (a.step, b.step, columns)
  var (factor, keep) = (factor, keep)
  sgemm_(
    &bLetter, &aLetter, &columns, &rows, &inner, &factor, b.matrix.storage, &bStep,
    a.matrix.storage, &aStep, &keep, c, &cStep)
}

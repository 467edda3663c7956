extension Tensor {
  /// Every element times a factor.
  func scaled(by factor: Float) -> Tensor {
    Tensor(uninitialised: shape) { out in
      storage.withUnsafeBufferPointer { from in
        for i in 0..<from.count { out[i] = from[i] * factor }
      }
    }
  }

  /// Adds the sum of all rows of a matrix with `columns` columns to `sums`.
  func addColumnSums(columns: Int, to sums: inout Tensor) {
    guard columns > 0 else { return }
    storage.withUnsafeBufferPointer { from in
      sums.storage.withUnsafeMutableBufferPointer { sums in
        for start in stride(from: 0, to: from.count, by: columns) {
          for c in 0..<columns { sums[c] += from[start + c] }
        }
      }
    }
  }
}

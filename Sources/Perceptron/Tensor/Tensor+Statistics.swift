extension Tensor {
  /// The place of the first element that is not a number.
  var firstNotANumber: Int? { storage.firstIndex { $0.isNaN } }

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

/// The lower median: the element at place (n - 1) / 2 in order, as torch takes it.
func lowerMedian(_ values: [Float]) -> Float {
  precondition(!values.isEmpty, "a median needs values")
  return values.sorted()[(values.count - 1) / 2]
}

extension MatrixMultiplication.Tile {
  /// Returns the tile's part of a batch of input vectors of some width.
  func inputs(of all: [UInt8], batch: Int, width: Int) -> [UInt8] {
    if rows.count == width { return all }
    return [UInt8](unsafeUninitializedCapacity: batch * rows.count) { out, initialised in
      all.withUnsafeBufferPointer { all in
        for entry in 0..<batch {
          let from = all[entry * width + rows.lowerBound..<entry * width + rows.upperBound]
          _ = out[entry * rows.count..<(entry + 1) * rows.count].initialize(fromContentsOf: from)
        }
      }
      initialised = batch * rows.count
    }
  }

  /// Adds the tile's results to the sums of a batch of output vectors of some width.
  func add(_ values: [Int8], batch: Int, to sums: inout [Int32], width: Int) {
    sums.withUnsafeMutableBufferPointer { sums in
      values.withUnsafeBufferPointer { values in
        for entry in 0..<batch {
          let to = UnsafeMutableBufferPointer(
            rebasing: sums[entry * width + columns.lowerBound..<entry * width + columns.upperBound])
          let from = UnsafeBufferPointer(
            rebasing: values[entry * columns.count..<(entry + 1) * columns.count])
          // Without checks of indices eight and more sums are added at once.
          for j in 0..<to.count { to[j] &+= Int32(from[j]) }
        }
      }
    }
  }
}

extension [Int32] {
  /// Returns the sums, each saturated to the range of the results.
  func saturatedToInt8() -> [Int8] {
    [Int8](unsafeUninitializedCapacity: count) { out, initialised in
      withUnsafeBufferPointer { sums in
        let (low, high) = (Int32(Int8.min), Int32(Int8.max))
        for i in 0..<sums.count {
          out[i] = Int8(truncatingIfNeeded: Swift.min(Swift.max(sums[i], low), high))
        }
      }
      initialised = count
    }
  }
}

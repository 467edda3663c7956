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
}

/// Results of a batch, collected tile by tile.
struct TileResults {
  private let batch: Int
  private let width: Int
  /// Results where each column has one tile, otherwise empty.
  private var placed: [Int8] = []
  /// Sums where several tiles share a column, otherwise empty.
  private var sums: [Int32] = []

  init(of product: MatrixMultiplication, batch: Int) {
    (self.batch, width) = (batch, product.columns)
    if product.tiles.allSatisfy({ $0.rows.count == product.rows }) {
      placed = [Int8](repeating: 0, count: batch * width)
    } else {
      sums = [Int32](repeating: 0, count: batch * width)
    }
  }

  /// Results -128…127, row-major: the sums saturate.
  var results: [Int8] { sums.isEmpty ? placed : sums.saturatedToInt8() }

  /// Adds the results of a tile.
  mutating func add(_ values: [Int8], of tile: MatrixMultiplication.Tile) {
    let columns = tile.columns
    if sums.isEmpty {
      each(columns, values, &placed) { $0.update(from: $1, count: columns.count) }
    } else {
      each(columns, values, &sums) { to, from in
        for j in 0..<columns.count { to[j] &+= Int32(from[j]) }
      }
    }
  }

  /// Calls a function with each entry's results in `columns` and with its values.
  private func each<Result>(
    _ columns: Range<Int>, _ values: [Int8], _ results: inout [Result],
    _ body: (UnsafeMutablePointer<Result>, UnsafePointer<Int8>) -> Void
  ) {
    precondition(values.count == batch * columns.count && columns.upperBound <= width)
    results.withUnsafeMutableBufferPointer { results in
      values.withUnsafeBufferPointer { values in
        guard let to = results.baseAddress, let from = values.baseAddress else { return }
        for entry in 0..<batch {
          body(to + entry * width + columns.lowerBound, from + entry * columns.count)
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

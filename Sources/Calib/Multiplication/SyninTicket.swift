import ChipModel

/// The ticket of drops: baselines and one row for each run and vector.
struct SyninTicket {
  let baselines: [Ticket<CADCSampleRow>]
  let rows: [[Ticket<CADCSampleRow>]]

  /// Returns the drop of each column for each vector in CADC LSB, averaged over runs.
  func drops(in results: ProgramResults) throws -> [[Double]] {
    let single = try runs(in: results)
    guard let first = single.first else { return [] }
    return first.indices.map { vector in
      first[vector].indices.map { column in
        single.reduce(0) { $0 + $1[vector][column] } / Double(single.count)
      }
    }
  }

  /// Returns the drop of each column for each run and vector, in CADC LSB.
  func runs(in results: ProgramResults) throws -> [[[Double]]] {
    let reads = try baselines.map { try columnReads($0, in: results) }
    let base = (reads.first ?? []).indices.map { column in
      reads.reduce(0) { $0 + $1[column] } / Double(reads.count)
    }
    return try rows.map { run in
      try run.map { zip(base, try columnReads($0, in: results)).map { $0 - $1 } }
    }
  }
}

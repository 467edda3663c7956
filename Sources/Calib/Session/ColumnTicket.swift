import ChipModel

/// The ticket of a read of both hemispheres.
struct ColumnTicket {
  let rows: [Ticket<CADCSampleRow>]

  /// Returns the mean of the causal and the acausal sample of each column, in CADC LSB, top row
  /// first.
  func reads(in results: ProgramResults) throws -> [Double] {
    try rows.flatMap { try columnReads($0, in: results) }
  }
}

/// Returns the mean of the causal and the acausal sample of each column of one hemisphere.
func columnReads(_ ticket: Ticket<CADCSampleRow>, in results: ProgramResults) throws -> [Double] {
  let row = try results.get(ticket)
  return zip(row.causal, row.acausal).map { (Double($0) + Double($1)) / 2 }
}

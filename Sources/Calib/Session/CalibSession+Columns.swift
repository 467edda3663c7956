import Coordinates

extension CalibSession {
  /// Queues a read of every column of both hemispheres, top first.
  func readColumns() -> ColumnTicket {
    ColumnTicket(rows: SynramOnDLS.allCases.map { builder.readCADCRow($0) })
  }

  /// Reads every column once: the mean of its causal and acausal sample, top row first.
  func measureColumns() throws -> [Double] {
    let ticket = readColumns()
    return try ticket.reads(in: try run())
  }
}

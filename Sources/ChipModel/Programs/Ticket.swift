/// The promise of a value that a program reads; ``ProgramResults/get(_:)`` redeems it after the run.
public struct Ticket<Value: Sendable>: Sendable {
  let slots: Range<Int>
  let program: Int
  /// Reads the value from the slots; nil when they hold something else.
  let extract: @Sendable (ArraySlice<ProgramResults.Value>) -> Value?
}

extension Ticket {
  /// A ticket for a single slot.
  init(
    slot: Int, program: Int, extract: @escaping @Sendable (ProgramResults.Value) -> Value?
  ) {
    slots = slot..<slot + 1
    self.program = program
    self.extract = { $0.first.flatMap(extract) }
  }

  /// A ticket for words that are decoded together.
  init(
    words slots: Range<Int>, program: Int, decode: @escaping @Sendable ([UInt32]) -> Value
  ) {
    self.slots = slots
    self.program = program
    extract = { values in
      let words = values.compactMap(\.word)
      return words.count == values.count ? decode(words) : nil
    }
  }
}

extension ProgramResults {
  /// Returns what a ticket promised.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func get<Value>(_ ticket: Ticket<Value>) throws(ChipError) -> Value {
    guard ticket.program == program, ticket.slots.upperBound <= values.count,
      let value = ticket.extract(values[ticket.slots])
    else { throw .foreignTicket }
    return value
  }

  /// Returns the FPGA cycle, counted from the program's start, at which a read began.
  /// - Throws: ``ChipError/foreignTicket`` for a ticket of another program.
  public func time<Value>(of ticket: Ticket<Value>) throws(ChipError) -> Int {
    _ = try get(ticket)
    return ticket.slots.first.map { times[$0] } ?? 0
  }
}

extension ProgramResults.Value {
  var word: UInt32? { if case .word(let word) = self { word } else { nil } }
  var row: CADCSampleRow? { if case .row(let row) = self { row } else { nil } }
  var trace: MADCTrace? { if case .trace(let trace) = self { trace } else { nil } }
  var probe: ProbeRecording? { if case .probe(let probe) = self { probe } else { nil } }
  var products: MACResults? { if case .products(let results) = self { results } else { nil } }
}

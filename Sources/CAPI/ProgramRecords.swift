internal import ChipModel
internal import Coordinates

/// One instruction of a program as the C side states it: `bss2_record` in `bss2emu.h`.
public struct ProgramRecord {
  /// Kind of instruction.
  let operation: UInt32
  /// Bus address of a word, or number of spike labels.
  let address: UInt32
  /// Word, cycle or labels.
  let data: UInt64
}

/// Kinds of instructions; `bss2emu.h` documents the codes.
private enum RecordOperation: Int, CaseIterable {
  case write, read, resetTimer, readTimer, waitUntil, barrier, spikes
}

/// Builds a program from records and keeps the tickets of its reads.
struct RecordedProgram {
  private var builder = PlaybackProgramBuilder()
  private(set) var tickets: [Ticket<UInt32>] = []

  /// A program of records.
  /// - Throws: ``InterfaceError`` for the first record that states no instruction.
  init(_ records: UnsafeBufferPointer<ProgramRecord>) throws {
    for (index, record) in records.enumerated() { try append(record, index) }
  }

  var program: PlaybackProgram { builder.done() }

  private mutating func append(_ record: ProgramRecord, _ index: Int) throws {
    switch try operation(record, index) {
    case .write:
      let word = try number(record.data, "word of record \(index)", in: 0...Int(UInt32.max))
      builder.write(address: record.address, word: UInt32(word))
    case .read: tickets.append(builder.read(address: record.address))
    case .resetTimer: builder.resetTimer()
    case .readTimer: tickets.append(builder.readTimerWord())
    case .waitUntil:
      builder.blockUntil(
        cycle: try number(record.data, "cycle of record \(index)", in: 0...Int(UInt32.max)))
    case .barrier: builder.wait(cycles: 1)
    case .spikes: try send(record, index)
    }
  }

  private func operation(_ record: ProgramRecord, _ index: Int) throws -> RecordOperation {
    guard let operation = RecordOperation(rawValue: Int(record.operation)) else {
      throw InterfaceError.outOfRange(
        what: "operation of record \(index)", value: Int(record.operation),
        range: 0...RecordOperation.allCases.count - 1)
    }
    return operation
  }

  /// Up to three labels leave in one cycle. haldls: `SpikePack1ToChip` to `SpikePack3ToChip`
  private mutating func send(_ record: ProgramRecord, _ index: Int) throws {
    let count = try number(
      UInt64(record.address), "number of labels of record \(index)", in: 1...3)
    builder.send(
      (0..<count).map {
        SpikeEvent(
          SpikeLabel(unchecked: UInt16(truncatingIfNeeded: record.data >> (16 * UInt64($0)))),
          at: 0)
      })
  }

  private func number(
    _ value: UInt64, _ what: String, in range: ClosedRange<Int>
  ) throws -> Int {
    let number = Int(clamping: value)
    try check(what, number, in: range)
    return number
  }
}

/// Runs a whole program that is given as records, after a latency of the host.
@c(bss2_program_run)
public func programRun(
  _ handle: UInt64, _ records: UnsafeRawPointer?, _ count: Int, _ latencyCycles: Int64,
  _ words: UnsafeMutablePointer<UInt32>?, _ times: UnsafeMutablePointer<Int64>?, _ reads: Int,
  _ samples: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    try check("count", count, in: 0...1 << 24)
    if count > 0, records == nil { throw InterfaceError.null("records") }
    try check("host latency", Int(latencyCycles), in: 0...Int(UInt32.max))
    let built = try RecordedProgram(
      UnsafeBufferPointer(
        start: records?.assumingMemoryBound(to: ProgramRecord.self), count: count))
    try check("reads", reads, in: built.tickets.count...built.tickets.count)
    let results = try withChip(handle) { chip in
      try chip.run(built.program, afterHostLatency: Int(latencyCycles))
    }
    for (index, ticket) in built.tickets.enumerated() {
      words?[index] = try results.get(ticket)
      times?[index] = Int64(try results.time(of: ticket))
    }
    samples?.pointee =
      results.madcSamples.isEmpty
      ? 0 : Registry.shared.add(RecordingEntry(samples: results.madcSamples))
  }
}

internal import ChipModel
internal import Coordinates

/// Words and reads of one program.
private let counts = 0...1 << 24

/// Writes words to bus addresses, then waits a time in microseconds.
@c(bss2_chip_write)
public func chipWrite(
  _ handle: UInt64, _ addresses: UnsafePointer<UInt32>?, _ words: UnsafePointer<UInt32>?,
  _ count: Int, _ waitMicroseconds: Double
) -> Int32 {
  attempt {
    try check("number of words", count, in: counts)
    guard waitMicroseconds >= 0 else {
      throw InterfaceError.noTime(what: "wait", microseconds: waitMicroseconds)
    }
    let addresses = try elements(addresses, count, "addresses")
    let words = try elements(words, count, "words")
    var builder = PlaybackProgramBuilder()
    for (address, word) in zip(addresses, words) { builder.write(address: address, word: word) }
    builder.wait(microseconds: waitMicroseconds)
    let program = builder.done()
    try withChip(handle) { chip in _ = try chip.run(program) }
  }
}

/// Reads words from bus addresses.
@c(bss2_chip_read)
public func chipRead(
  _ handle: UInt64, _ addresses: UnsafePointer<UInt32>?, _ count: Int,
  _ words: UnsafeMutablePointer<UInt32>?
) -> Int32 {
  attempt {
    try check("number of words", count, in: counts)
    guard let words else { throw InterfaceError.null("words") }
    var builder = PlaybackProgramBuilder()
    let tickets = try elements(addresses, count, "addresses").map { builder.read(address: $0) }
    let program = builder.done()
    try withChip(handle) { chip in
      let results = try chip.run(program)
      for (index, ticket) in tickets.enumerated() { words[index] = try results.get(ticket) }
    }
  }
}

/// Converts all columns of a hemisphere: 256 causal, then 256 acausal samples.
@c(bss2_chip_read_cadc)
public func chipReadCADC(
  _ handle: UInt64, _ hemisphere: Int32, _ samples: UnsafeMutablePointer<UInt8>?
) -> Int32 {
  attempt {
    try check("hemisphere", Int(hemisphere), in: 0...1)
    guard let samples else { throw InterfaceError.null("samples") }
    var builder = PlaybackProgramBuilder()
    let ticket = builder.readCADCRow(SynramOnDLS(unchecked: UInt8(hemisphere)))
    let program = builder.done()
    let row = try withChip(handle) { chip in try chip.run(program).get(ticket) }
    for (index, value) in (row.causal + row.acausal).enumerated() { samples[index] = value }
  }
}

/// Records a neuron with the MADC while events are sent. Returns the number of samples, of which at
/// most `capacity` are stored.
@c(bss2_chip_record)
public func chipRecord(
  _ handle: UInt64, _ neuron: Int32, _ labels: UnsafePointer<UInt16>?,
  _ cycles: UnsafePointer<Int64>?, _ events: Int, _ durationCycles: Int,
  _ values: UnsafeMutablePointer<UInt16>?, _ capacity: Int,
  _ ticksPerSample: UnsafeMutablePointer<Int64>?
) -> Int {
  attemptCount {
    try check("neuron", Int(neuron), in: 0...AtomicNeuronOnDLS.count - 1)
    try check("number of events", events, in: counts)
    try check("duration in cycles of 8 ns", durationCycles, in: 1...12_500_000)
    let labels = try elements(labels, events, "labels")
    let cycles = try elements(cycles, events, "cycles")
    for cycle in cycles { try check("cycle of an event", Int(cycle), in: 0...durationCycles) }
    var builder = PlaybackProgramBuilder()
    builder.startMADC(AtomicNeuronOnDLS(unchecked: UInt16(neuron)))
    builder.resetTimer()
    builder.send(
      zip(labels, cycles).sorted { $0.1 < $1.1 }.map {
        SpikeEvent(SpikeLabel(unchecked: $0), at: Int($1))
      })
    builder.blockUntil(cycle: durationCycles)
    let ticket = builder.stopMADC()
    let program = builder.done()
    let trace = try withChip(handle) { chip in try chip.run(program).get(ticket) }
    if let values, capacity > 0 {
      for (index, value) in trace.values.prefix(capacity).enumerated() { values[index] = value }
    }
    ticksPerSample?.pointee = Int64(trace.ticksPerSample)
    return trace.values.count
  }
}

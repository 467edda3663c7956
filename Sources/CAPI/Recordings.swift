internal import ChipModel
internal import Coordinates

/// Object behind the handle of a recording: rows of four numbers each.
final class RecordingEntry: Entry, @unchecked Sendable {
  override class var noun: String { "recording" }

  let rows: [Int64]

  /// Columns as grenade's files have them: ExecutionIndex, batch, time in FPGA cycles, value.
  init(_ recordings: [MACRecording]) {
    rows = recordings.flatMap { recording in
      recording.trace.values.enumerated().flatMap { index, value in
        let cycles = index * recording.trace.ticksPerSample / Self.ticksPerCycle
        return [
          Int64(recording.executionIndex), Int64(recording.entry),
          Int64(recording.trace.start + cycles), Int64(value),
        ]
      }
    }
  }

  /// Value, channel, time of arrival and the chip's stamp of each sample.
  init(samples: [MADCSample]) {
    rows = samples.flatMap {
      [Int64($0.value), Int64($0.channel), Int64($0.fpgaTime), Int64($0.chipTime)]
    }
  }

  /// An FPGA cycle of 8 ns has four ticks of 2 ns.
  private static let ticksPerCycle = 4
}

/// Multiplies as `bss2_chip_multiply` does, and records a neuron with the MADC meanwhile.
@c(bss2_chip_multiply_recorded)
public func chipMultiplyRecorded(
  _ handle: UInt64, _ inputs: UnsafePointer<UInt8>?, _ batch: Int, _ rows: Int,
  _ weights: UnsafePointer<Int8>?, _ columns: Int, _ numSends: Int, _ wait: Int,
  _ stream: UInt32, _ neuron: Int32, _ results: UnsafeMutablePointer<Int8>?,
  _ recording: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    try checkSizes(batch: batch, rows: rows, columns: columns)
    try check("neuron", Int(neuron), in: 0...AtomicNeuronOnDLS.count - 1)
    guard let results else { throw InterfaceError.null("results") }
    guard let recording else { throw InterfaceError.null("recording") }
    var product = try MatrixMultiplication(
      weights: elements(weights, rows * columns, "weights"), rows: rows, columns: columns)
    product.numSends = numSends
    product.waitBetweenEvents = wait
    product.stream = stream
    product.madcNeuron = AtomicNeuronOnDLS(unchecked: UInt16(neuron))
    let values = try elements(inputs, batch * rows, "inputs")
    let (output, recordings) = try withChip(handle) { chip in
      try chip.record(inputs: values, batch: batch, product)
    }
    results.update(from: output, count: output.count)
    recording.pointee = Registry.shared.add(RecordingEntry(recordings))
  }
}

/// Copies a recording's rows; returns how many numbers there are, four a row.
@c(bss2_recording_rows)
public func recordingRows(
  _ handle: UInt64, _ out: UnsafeMutablePointer<Int64>?, _ capacity: Int
) -> Int {
  attemptCount {
    let entry = try Registry.shared.find(handle, as: RecordingEntry.self)
    for (index, value) in entry.rows.prefix(max(0, capacity)).enumerated() { out?[index] = value }
    return entry.rows.count
  }
}

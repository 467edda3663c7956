internal import ChipModel
internal import Coordinates

/// Sizes of one product; a batch larger than this is split by its caller.
private let sizes = 0...1 << 24
private let products = 0...1 << 31

func checkSizes(batch: Int, rows: Int, columns: Int) throws {
  for (name, size) in [("batch", batch), ("rows", rows), ("columns", columns)] {
    try check(name, size, in: sizes)
  }
  try check("batch times rows", batch * rows, in: products)
  try check("rows times columns", rows * columns, in: products)
  try check("batch times columns", batch * columns, in: products)
}

/// Multiplies `batch` × `rows` inputs 0…31 with `rows` × `columns` weights -63…63.
@c(bss2_chip_multiply)
public func chipMultiply(
  _ handle: UInt64, _ inputs: UnsafePointer<UInt8>?, _ batch: Int, _ rows: Int,
  _ weights: UnsafePointer<Int8>?, _ columns: Int, _ numSends: Int, _ wait: Int,
  _ stream: UInt32, _ results: UnsafeMutablePointer<Int8>?
) -> Int32 {
  multiply(
    handle, inputs, batch, rows, weights, columns, numSends, wait, stream, runStart: nil, results)
}

/// Multiplies a part of a batch that is one run of the chip and begins with vector `runStart` of its stream.
@c(bss2_chip_multiply_part)
public func chipMultiplyPart(
  _ handle: UInt64, _ inputs: UnsafePointer<UInt8>?, _ batch: Int, _ rows: Int,
  _ weights: UnsafePointer<Int8>?, _ columns: Int, _ numSends: Int, _ wait: Int,
  _ stream: UInt32, _ runStart: UInt64, _ results: UnsafeMutablePointer<Int8>?
) -> Int32 {
  multiply(
    handle, inputs, batch, rows, weights, columns, numSends, wait, stream, runStart: runStart,
    results)
}

private func multiply(
  _ handle: UInt64, _ inputs: UnsafePointer<UInt8>?, _ batch: Int, _ rows: Int,
  _ weights: UnsafePointer<Int8>?, _ columns: Int, _ numSends: Int, _ wait: Int,
  _ stream: UInt32, runStart: UInt64?, _ results: UnsafeMutablePointer<Int8>?
) -> Int32 {
  attempt {
    try checkSizes(batch: batch, rows: rows, columns: columns)
    guard let results else { throw InterfaceError.null("results") }
    var product = try MatrixMultiplication(
      weights: elements(weights, rows * columns, "weights"), rows: rows, columns: columns)
    product.numSends = numSends
    product.waitBetweenEvents = wait
    product.stream = stream
    product.runStart = runStart
    let values = try elements(inputs, batch * rows, "inputs")
    let output = try withChip(handle) { chip in
      try chip.multiply(inputs: values, batch: batch, product)
    }
    results.update(from: output, count: output.count)
  }
}

/// Multiplies one vector with a matrix of one tile and probes a column meanwhile. Returns the
/// number of samples, of which at most `capacity` are stored.
@c(bss2_chip_probe)
public func chipProbe(
  _ handle: UInt64, _ inputs: UnsafePointer<UInt8>?, _ rows: Int, _ weights: UnsafePointer<Int8>?,
  _ columns: Int, _ numSends: Int, _ wait: Int, _ column: Int, _ ticks: Int,
  _ results: UnsafeMutablePointer<Int8>?, _ samples: UnsafeMutablePointer<Double>?,
  _ capacity: Int
) -> Int {
  attemptCount {
    try checkSizes(batch: 1, rows: rows, columns: columns)
    try check("column", column, in: 0...MatrixMultiplication.tileColumns - 1)
    try check("period in ticks of 2 ns", ticks, in: 2...1 << 20)
    guard let results else { throw InterfaceError.null("results") }
    var product = try MatrixMultiplication(
      weights: elements(weights, rows * columns, "weights"), rows: rows, columns: columns)
    product.numSends = numSends
    product.waitBetweenEvents = wait
    let values = try elements(inputs, rows, "inputs")
    let (output, trace) = try withChip(handle) { chip in
      try chip.probeProduct(
        inputs: values, product, column: NeuronColumnOnDLS(unchecked: UInt8(column)),
        ticksPerSample: ticks)
    }
    results.update(from: output, count: output.count)
    store([trace.membrane, trace.excitatory, trace.inhibitory], at: samples, capacity)
    return trace.membrane.count
  }
}

/// Rows of samples, each `capacity` long at the caller's.
private func store(
  _ rows: [[Double]], at samples: UnsafeMutablePointer<Double>?, _ capacity: Int
) {
  guard let samples, capacity > 0 else { return }
  for (number, row) in rows.enumerated() {
    for (index, value) in row.prefix(capacity).enumerated() {
      samples[number * capacity + index] = value
    }
  }
}

/// The number of the next vector in a stream of noise.
@c(bss2_chip_noise_position)
public func chipNoisePosition(
  _ handle: UInt64, _ stream: UInt32, _ vector: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    try withChip(handle) { chip in vector?.pointee = try chip.noisePosition(stream: stream) }
  }
}

/// Goes to a vector in a stream of noise, below 2⁴⁰.
@c(bss2_chip_seek_noise)
public func chipSeekNoise(_ handle: UInt64, _ stream: UInt32, _ vector: UInt64) -> Int32 {
  attempt {
    try check("vector", Int(clamping: vector), in: 0...1 << 40)
    try withChip(handle) { chip in try chip.seekNoise(stream: stream, to: vector) }
  }
}

internal import ChipModel
internal import Glibc

// The C interface. Functions return 0, or a negative code with a sentence in `bss2_last_error`.
// Handles come from `bss2_chip_new` and end with `bss2_chip_free`.

private let success: Int32 = 0
private let failure: Int32 = -1

/// The last error of the calling thread, as the C side reads it.
private struct LastError {
  static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { free($0) }
    return key
  }()

  static func store(_ text: String) {
    free(pthread_getspecific(key))
    pthread_setspecific(key, strdup(text))
  }
}

private func attempt(_ body: () throws(ChipError) -> Void) -> Int32 {
  do {
    try body()
    return success
  } catch {
    LastError.store(error.description)
    return failure
  }
}

/// The sentence of the calling thread's last error, or NULL; valid until its next call.
@c(bss2_last_error)
public func lastError() -> UnsafePointer<CChar>? {
  UnsafePointer(pthread_getspecific(LastError.key)?.assumingMemoryBound(to: CChar.self))
}

/// A new chip without parameters.
@c(bss2_chip_new)
public func chipNew() -> OpaquePointer {
  OpaquePointer(Unmanaged.passRetained(ChipHandle()).toOpaque())
}

/// Ends a chip. NULL is allowed.
@c(bss2_chip_free)
public func chipFree(_ handle: OpaquePointer?) {
  guard let handle else { return }
  Unmanaged<ChipHandle>.fromOpaque(UnsafeRawPointer(handle)).release()
}

private func object(_ handle: OpaquePointer?) throws(ChipError) -> ChipHandle {
  guard let handle else { throw .empty(what: "handle") }
  return Unmanaged<ChipHandle>.fromOpaque(UnsafeRawPointer(handle)).takeUnretainedValue()
}

/// Sets a parameter by its dotted key, in SI units, or an effect as "effects.NAME".
@c(bss2_chip_set)
public func chipSet(
  _ handle: OpaquePointer?, _ key: UnsafePointer<CChar>?, _ value: Double
) -> Int32 {
  attempt { () throws(ChipError) in
    guard let key else { throw .empty(what: "key") }
    try object(handle).set(String(cString: key), value)
  }
}

/// Powers the chip up with a seed for its fixed pattern and one for its noise.
@c(bss2_chip_power)
public func chipPower(
  _ handle: OpaquePointer?, _ seed: UInt64, _ runSeed: UInt64, _ threads: Int32
) -> Int32 {
  attempt { () throws(ChipError) in
    let own = try object(handle)
    own.chip = try Chip(
      parameters: own.parameters, seed: seed, runSeed: runSeed, threads: Int(threads))
  }
}

private func poweredChip(_ handle: OpaquePointer?) throws(ChipError) -> Chip {
  guard let chip = try object(handle).chip else { throw .empty(what: "chip without power") }
  return chip
}

/// Writes words to bus addresses, then waits a time in microseconds.
@c(bss2_chip_write)
public func chipWrite(
  _ handle: OpaquePointer?, _ addresses: UnsafePointer<UInt32>?, _ words: UnsafePointer<UInt32>?,
  _ count: Int, _ waitMicroseconds: Double
) -> Int32 {
  attempt { () throws(ChipError) in
    let chip = try poweredChip(handle)
    guard count >= 0, let addresses, let words else { throw .empty(what: "words") }
    var builder = PlaybackProgramBuilder()
    for index in 0..<count { builder.write(address: addresses[index], word: words[index]) }
    builder.wait(microseconds: waitMicroseconds)
    _ = try chip.run(builder.done())
  }
}

/// Multiplies `batch` × `rows` inputs 0…31 with `rows` × `columns` weights -63…63.
@c(bss2_chip_multiply)
public func chipMultiply(
  _ handle: OpaquePointer?, _ inputs: UnsafePointer<UInt8>?, _ batch: Int, _ rows: Int,
  _ weights: UnsafePointer<Int8>?, _ columns: Int, _ numSends: Int, _ wait: Int,
  _ results: UnsafeMutablePointer<Int8>?
) -> Int32 {
  attempt { () throws(ChipError) in
    let chip = try poweredChip(handle)
    guard let inputs, let weights, let results else { throw .empty(what: "buffer") }
    let sizes = 0...1 << 24
    for (name, size) in [("batch", batch), ("rows", rows), ("columns", columns)] {
      guard sizes.contains(size) else { throw .outOfRange(what: name, value: size, range: sizes) }
    }
    var product = try MatrixMultiplication(
      weights: Array(UnsafeBufferPointer(start: weights, count: rows * columns)), rows: rows,
      columns: columns)
    product.numSends = numSends
    product.waitBetweenEvents = wait
    let output = try chip.multiply(
      inputs: Array(UnsafeBufferPointer(start: inputs, count: batch * rows)), batch: batch, product)
    results.update(from: output, count: output.count)
  }
}

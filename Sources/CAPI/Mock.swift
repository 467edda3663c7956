internal import CKernels
internal import Dispatch
internal import SimulationCore

/// The linear model of the original's mock mode, as `MockBackend` of Perceptron computes it; that
/// module links a BLAS, which this library does without.
private struct Mock {
  let batch: Int
  let rows: Int
  let columns: Int
  var inputs: [Int16] = []
  var weights: [Int16] = []

  static let chunk = 128

  var stride: Int { (columns + BSS_MOCK_COLUMNS - 1) & -BSS_MOCK_COLUMNS }

  /// Rounds an operand half to even and checks its range.
  static func pack(
    _ values: UnsafePointer<Float>?, rows: Int, columns: Int, stride: Int, what: String,
    in allowed: ClosedRange<Int>
  ) throws -> [Int16] {
    guard let values else { throw InterfaceError.null(what) }
    guard rows > 0, columns > 0 else {
      throw InterfaceError.outOfRange(what: "elements of \(what)", value: 0, range: 1...1 << 31)
    }
    var range = bss_mock_range()
    let packed = [Int16](unsafeUninitializedCapacity: rows * stride) { buffer, count in
      if let to = buffer.baseAddress {
        bss_mock_quantise(values, rows, columns, stride, to, &range)
      }
      count = rows * stride
    }
    if range.has_nan != 0 { throw InterfaceError.notANumber(what: what) }
    for extreme in [Int(range.lowest), Int(range.highest)] { try check(what, extreme, in: allowed) }
    return packed
  }

  func run(
    scale: Float, noiseStd: Float, key: UInt64, firstVector: UInt64, threads: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    let parts = max(1, min(threads * 4, batch * stride * rows / 400_000, batch / 4))
    let scratchPerPart = (BSS_MOCK_VECTORS + 1) * stride
    var scratch = [Int32](repeating: 0, count: parts * scratchPerPart)
    inputs.withUnsafeBufferPointer { x in
      weights.withUnsafeBufferPointer { w in
        scratch.withUnsafeMutableBufferPointer { scratch in
          guard let x = x.baseAddress, let w = w.baseAddress, let scratch = scratch.baseAddress
          else { return }
          // The parts write to places of their own in `scratch` and `out`.
          nonisolated(unsafe) let plan = bss_mock_plan(
            inputs: x, weights: w, rows: rows, columns: columns, stride: stride, chunk: Self.chunk,
            scale: scale, noise_std: noiseStd, key: key, first_vector: firstVector)
          let batch = batch
          nonisolated(unsafe) let (to, own) = (out, scratch)
          @Sendable func work(_ part: Int) {
            let start = batch * part / parts
            withUnsafePointer(to: plan) { plan in
              bss_mock_mac(
                plan, start, batch * (part + 1) / parts - start, own + part * scratchPerPart, to)
            }
          }
          if parts == 1 || threads == 1 {
            for part in 0..<parts { work(part) }
          } else {
            DispatchQueue.concurrentPerform(iterations: parts, execute: work)
          }
        }
      }
    }
  }
}

/// Multiplies in mock mode; all blocks are row-major floats.
@c(bss2_mock_multiply)
public func mockMultiply(
  _ inputs: UnsafePointer<Float>?, _ batch: Int, _ rows: Int, _ weights: UnsafePointer<Float>?,
  _ columns: Int, _ numSends: Int64, _ gain: Double, _ noiseStd: Double, _ runSeed: UInt64,
  _ stream: UInt32, _ firstVector: UInt64, _ threads: Int32,
  _ results: UnsafeMutablePointer<Float>?
) -> Int32 {
  attempt {
    for (name, size) in [("batch", batch), ("rows", rows), ("columns", columns)] {
      try check(name, size, in: 0...1 << 24)
    }
    let products = 0...1 << 31
    try check("batch times rows", batch * rows, in: products)
    try check("rows times columns", rows * columns, in: products)
    try check("batch times columns", batch * columns, in: products)
    try check("threads", Int(threads), in: 1...256)
    guard gain.isFinite else { throw InterfaceError.notANumber(what: "gain") }
    guard let results else { throw InterfaceError.null("results") }
    var mock = Mock(batch: batch, rows: rows, columns: columns)
    mock.weights = try Mock.pack(
      weights, rows: rows, columns: columns, stride: mock.stride, what: "weights", in: -63...63)
    mock.inputs = try Mock.pack(
      inputs, rows: batch, columns: rows, stride: rows, what: "inputs", in: 0...31)
    let key = bss_philox_key(bss_philox_key(runSeed, RandomDomain.mockNoise.rawValue), stream)
    mock.run(
      scale: Float(Double(numSends) * gain), noiseStd: Float(noiseStd), key: key,
      firstVector: firstVector, threads: Registry.shared.threads(Int(threads)), into: results)
  }
}

internal import CKernels
internal import Threads

/// The multiplication of hxtorch's mock mode.
///
/// Inputs and weights are rounded half to even. For every chunk of 128 rows
///
///     read = clamp(⌊Σ x w · Float(num_sends · gain) + noise⌋, -128, 127)
///
/// with fresh normal noise for each element, and the result is the sum of the reads, clamped once
/// more. The product is exact integer arithmetic. Columns are not split, and there is no fixed
/// pattern. hxtorch: `perceptron/detail/mac.cpp`.
///
/// The working memory stays between calls.
public struct MockMAC {
  /// The largest number of threads, one or more; results do not depend on it.
  public let threads: Int

  private var size = MockSize(batch: 0, rows: 0, columns: 0)
  private var inputs: [Int16] = []
  private var weights: [Int16] = []
  private var scratch: [Int32] = []

  /// Makes a mock that uses at most so many threads.
  public init(threads: Int) { self.threads = max(1, threads) }

  /// Rounds and checks the operands of the next multiplication, in hxtorch's order: axes, weights,
  /// inputs, lengths. Unlike hxtorch, inputs that are shorter than the matrix are refused.
  ///
  /// - Throws: ``PerceptronError``.
  public mutating func load(_ operands: MACOperands) throws(PerceptronError) {
    try operands.checkAxes()
    let rows = operands.weights.shape[0]
    let size = MockSize(batch: operands.batch, rows: rows, columns: operands.columns)
    try Self.pack(operands.weights, stride: size.stride, .mockWeights, into: &weights)
    try Self.pack(operands.inputs, stride: operands.rows, .mockInputs, into: &inputs)
    try operands.checkLength(longer: .indexError)
    self.size = size
  }

  /// Rounds an operand into integers and checks their range.
  private static func pack(
    _ block: FloatBlock, stride: Int, _ rule: OperandRule, into packed: inout [Int16]
  ) throws(PerceptronError) {
    guard let from = block.elements.baseAddress, let columns = block.shape.last, block.count > 0
    else { throw .empty(operation: "mac", operand: rule.operand) }
    let rows = block.count / columns
    if packed.count < rows * stride { packed = [Int16](repeating: 0, count: rows * stride) }
    var seen = bss_mock_range()
    packed.withUnsafeMutableBufferPointer { to in
      guard let to = to.baseAddress else { return }
      bss_mock_quantise(from, rows, columns, stride, to, &seen)
    }
    try rule.require(seen, of: block)
  }

  /// Multiplies the operands that were loaded last.
  ///
  /// - Parameters:
  ///   - model: gain, noise and number of sends.
  ///   - noise: goes on by the vectors of the batch.
  ///   - out: a place for every result, batch × columns.
  public mutating func multiply(
    _ model: MockModel, noise: inout NoiseStream, into out: UnsafeMutablePointer<Float>
  ) {
    let parts = size.parts(threads: threads)
    let scratchPerPart = (BSS_MOCK_VECTORS + 1) * size.stride
    if scratch.count < parts * scratchPerPart {
      scratch = [Int32](repeating: 0, count: parts * scratchPerPart)
    }
    let (size, threads) = (size, threads)
    let (first, key) = (noise.take(size.batch), noise.key)
    inputs.withUnsafeBufferPointer { x in
      weights.withUnsafeBufferPointer { w in
        scratch.withUnsafeMutableBufferPointer { scratch in
          guard let x = x.baseAddress, let w = w.baseAddress, let scratch = scratch.baseAddress
          else { return }
          // The parts write to places of their own in `scratch` and `out`; a checked collection
          // cannot be shared that way.
          nonisolated(unsafe) let plan = bss_mock_plan(
            inputs: x, weights: w, rows: size.rows, columns: size.columns, stride: size.stride,
            chunk: HagenConstants.hardwareMatrixHeight, scale: model.scale,
            noise_std: Float(model.parameter.noiseStd), key: key, first_vector: first)
          nonisolated(unsafe) let (to, own) = (out, scratch)
          Self.inParallel(parts, threads) { part in
            let vectors = size.vectors(of: part, parts)
            withUnsafePointer(to: plan) { plan in
              bss_mock_mac(
                plan, vectors.lowerBound, vectors.count, own + part * scratchPerPart, to)
            }
          }
        }
      }
    }
  }

  private static func inParallel(
    _ parts: Int, _ threads: Int, _ body: @Sendable (Int) -> Void
  ) {
    if parts == 1 || threads == 1 {
      for part in 0..<parts { body(part) }
    } else {
      concurrently(parts, body)
    }
  }
}

/// Sizes of one multiplication in mock mode, and how its batch is cut into parts.
private struct MockSize {
  let batch: Int
  let rows: Int
  let columns: Int

  /// Places of one row of packed weights.
  var stride: Int { (columns + BSS_MOCK_COLUMNS - 1) & -BSS_MOCK_COLUMNS }

  /// The number of parts; each is worth the fork and join of a microsecond.
  func parts(threads: Int) -> Int {
    let drawCost = 64  // one normal number takes about as long as 64 products
    let smallestPart = 400_000  // products; about 10 µs
    let chunks = 1 + rows / HagenConstants.hardwareMatrixHeight
    let total = batch * stride * (rows + drawCost * chunks)
    return max(1, min(threads * 4, total / smallestPart, batch / BSS_MOCK_VECTORS))
  }

  func vectors(of part: Int, _ parts: Int) -> Range<Int> {
    batch * part / parts..<batch * (part + 1) / parts
  }
}

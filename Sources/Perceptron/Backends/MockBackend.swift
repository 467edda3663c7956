import CKernels
import Dispatch
import Glibc

/// The linear model of the original's mock mode.
///
/// Inputs and weights are rounded half to even. For every chunk of 128 rows
///
///     read = clamp(⌊Σ x w · Float(num_sends · gain) + noise⌋, -128, 127)
///
/// with fresh normal noise for each element, and the result is the sum of the reads, clamped once
/// more. The product is exact integer arithmetic. Columns are not split, `waitBetweenEvents` does
/// nothing, and there is no fixed pattern. hxtorch: `perceptron/detail/mac.cpp`.
///
/// Unlike the original, inputs that are shorter than the matrix are refused, always.
public final class MockBackend: MACBackend {
  /// Gain and noise of the model.
  public private(set) var parameter: MockParameter
  /// Where the noise comes from, and how far it is used.
  public var noise: NoiseStream
  /// The largest number of threads; results do not depend on it.
  public let threads: Int

  private var packedInputs: [Int16] = []
  private var packedWeights: [Int16] = []
  private var scratch: [Int32] = []

  /// Makes a mock.
  ///
  /// - Parameters:
  ///   - parameter: gain in (0, 1], noise in LSB.
  ///   - noise: the stream of the noise.
  ///   - threads: one or more; nil means one for every processor.
  /// - Throws: ``PerceptronError/gainOutOfRange(_:)``.
  public init(
    parameter: MockParameter = MockParameter(), noise: NoiseStream = NoiseStream(),
    threads: Int? = nil
  ) throws(PerceptronError) {
    try parameter.validate()
    self.parameter = parameter
    self.noise = noise
    self.threads = max(1, threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Changes gain and noise from the next multiplication on.
  ///
  /// - Throws: ``PerceptronError/gainOutOfRange(_:)``; the old value stays.
  public func setParameter(_ new: MockParameter) throws(PerceptronError) {
    try new.validate()
    parameter = new
  }

  /// Multiplies as the original's mock mode does; see ``MACBackend/mac(inputs:weights:options:)``.
  ///
  /// - Throws: ``PerceptronError``, in this order: recording asked for, wrong axes, weights empty
  ///   or out of range, inputs empty or out of range, lengths that do not fit.
  public func mac(
    inputs: Tensor, weights: Tensor, options: MACOptions = MACOptions()
  ) throws -> Tensor {
    guard options.madcRecordingNeuron == nil, options.madcRecordingPath.isEmpty else {
      throw PerceptronError.madcRecordingInMock
    }
    try MACCheck.axes(inputs: inputs, weights: weights)
    let columns = weights.shape[1]
    let stride = (columns + BSS_MOCK_COLUMNS - 1) & -BSS_MOCK_COLUMNS
    try Self.pack(
      weights, stride: stride, operand: "weights", allowed: HagenConstants.synapticWeight,
      into: &packedWeights)
    try Self.pack(
      inputs, stride: inputs.shape[1], operand: "inputs", allowed: HagenConstants.inputActivation,
      into: &packedInputs)
    try MACCheck.length(inputs: inputs, weights: weights)
    return run(batch: inputs.shape[0], rows: inputs.shape[1], columns, stride, options.numSends)
  }

  /// Rounds an operand into integers and checks their range.
  private static func pack(
    _ tensor: Tensor, stride: Int, operand: String, allowed: ClosedRange<Int>,
    into packed: inout [Int16]
  ) throws(PerceptronError) {
    guard tensor.count > 0 else { throw .empty(operation: "mac", operand: operand) }
    let needed = tensor.shape[0] * stride
    if packed.count < needed { packed = [Int16](repeating: 0, count: needed) }
    var range = bss_mock_range()
    tensor.storage.withUnsafeBufferPointer { from in
      packed.withUnsafeMutableBufferPointer { to in
        guard let from = from.baseAddress, let to = to.baseAddress else { return }
        bss_mock_quantise(from, tensor.shape[0], tensor.shape[1], stride, to, &range)
      }
    }
    if range.has_nan != 0 {
      throw .notANumber(operation: "mac", operand: operand, index: tensor.firstNotANumber ?? 0)
    }
    if range.highest > Float(allowed.upperBound) {
      throw .aboveRange(operand: operand, value: range.highest, allowed: allowed)
    }
    if range.lowest < Float(allowed.lowerBound) {
      throw .belowRange(
        operand: operand, value: range.lowest, allowed: allowed, kind: .overflowError)
    }
  }

  /// Multiplies what is packed, in parts of the batch.
  private func run(
    batch: Int, rows: Int, _ columns: Int, _ stride: Int, _ numSends: Int
  ) -> Tensor {
    let parts = numberOfParts(batch: batch, rows: rows, stride: stride)
    let scratchPerPart = (BSS_MOCK_VECTORS + 1) * stride
    if scratch.count < parts * scratchPerPart {
      scratch = [Int32](repeating: 0, count: parts * scratchPerPart)
    }
    let first = noise.take(batch)
    return Tensor(uninitialised: [batch, columns]) { out in
      packedInputs.withUnsafeBufferPointer { x in
        packedWeights.withUnsafeBufferPointer { w in
          scratch.withUnsafeMutableBufferPointer { scratch in
            guard let x = x.baseAddress, let w = w.baseAddress,
              let scratch = scratch.baseAddress, let out = out.baseAddress
            else { return }
            // The parts write to places of their own in `scratch` and `out`; a checked
            // collection cannot be shared that way (256×256, batch 1000, two threads).
            nonisolated(unsafe) let plan = bss_mock_plan(
              inputs: x, weights: w, rows: rows, columns: columns, stride: stride,
              chunk: HagenConstants.hardwareMatrixHeight,
              scale: Float(Double(numSends) * parameter.gain),
              noise_std: Float(parameter.noiseStd), key: noise.key, first_vector: first)
            nonisolated(unsafe) let (to, own) = (out, scratch)
            inParallel(parts) { part in
              let start = batch * part / parts
              withUnsafePointer(to: plan) { plan in
                bss_mock_mac(
                  plan, start, batch * (part + 1) / parts - start, own + part * scratchPerPart, to)
              }
            }
          }
        }
      }
    }
  }

  /// How many parts the batch is cut into: each is worth the fork and join of a microsecond.
  private func numberOfParts(batch: Int, rows: Int, stride: Int) -> Int {
    let drawCost = 64  // one normal number takes about as long as 64 products
    let smallestPart = 400_000  // products; about 10 µs
    let chunks = 1 + rows / HagenConstants.hardwareMatrixHeight
    let total = batch * stride * (rows + drawCost * chunks)
    return max(1, min(threads * 4, total / smallestPart, batch / BSS_MOCK_VECTORS))
  }

  private func inParallel(_ parts: Int, _ body: @Sendable (Int) -> Void) {
    if parts == 1 || threads == 1 {
      for part in 0..<parts { body(part) }
    } else {
      DispatchQueue.concurrentPerform(iterations: parts, execute: body)
    }
  }
}

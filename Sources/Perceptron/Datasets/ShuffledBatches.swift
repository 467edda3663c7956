import SimulationCore

/// Batches of a fixed set of examples, in a new random order each time all have been used.
///
/// The last batch of an epoch is smaller if the numbers do not divide.
public struct ShuffledBatches: BatchSource, Sendable {
  /// All examples.
  public let data: LabelledBatch
  /// Examples a batch.
  public let size: Int
  private var random: RandomStream
  private var order: [Int] = []
  private var next = 0

  /// Opens a sequence of batches.
  ///
  /// - Parameters:
  ///   - data: one example or more.
  ///   - size: examples a batch, one or more.
  ///   - seed: of the order.
  /// - Throws: ``PerceptronError/empty(operation:operand:)``.
  public init(_ data: LabelledBatch, size: Int, seed: UInt64 = 0) throws(PerceptronError) {
    guard !data.labels.isEmpty else { throw .empty(operation: "batches", operand: "data") }
    precondition(size >= 1, "a batch needs examples")
    self.data = data
    self.size = size
    random = RandomStream(seed: seed, domain: .dataset, index: 1)
  }

  /// Number of batches of an epoch.
  public var batchesPerEpoch: Int { (data.labels.count + size - 1) / size }

  /// The next batch of this epoch, or the first of the next one.
  public mutating func nextBatch() -> LabelledBatch {
    if next == order.count {
      order = Array(data.labels.indices)
      order.shuffle(using: &random)
      next = 0
    }
    let chosen = order[next..<min(next + size, order.count)]
    next += chosen.count
    let width = data.inputs.count / data.labels.count
    let values = chosen.flatMap { data.inputs.storage[$0 * width..<($0 + 1) * width] }
    return LabelledBatch(
      unchecked: Tensor(unchecked: [chosen.count] + data.inputs.shape.dropFirst(), values),
      chosen.map { data.labels[$0] })
  }
}

import Perceptron
import SimulationCore

/// Batches of pictures, each moved by up to two pixels in both directions.
///
/// A few thousand pictures are learnt by heart otherwise; the group's beginners' notebook crops
/// its pictures at random for the same reason.
struct ShiftedPictures: BatchSource {
  private var source: ShuffledBatches
  private var stream: RandomStream
  private static let reach = 2

  /// Batches of `size` pictures (B × 1 × 28 × 28).
  init(_ data: LabelledBatch, size: Int, seed: UInt64) throws {
    source = try ShuffledBatches(data, size: size, seed: seed)
    stream = RandomStream(seed: seed &+ 1, domain: .dataset)
  }

  var batchesPerEpoch: Int { source.batchesPerEpoch }

  mutating func nextBatch() throws -> LabelledBatch {
    let batch = source.nextBatch()
    let side = DigitsModel.side
    let pixels = Array(batch.inputs.storage)
    var moved = [Float](repeating: 0, count: pixels.count)
    for start in stride(from: 0, to: pixels.count, by: side * side) {
      let (dx, dy) = (shift(), shift())
      for y in max(0, dy)..<min(side, side + dy) {
        for x in max(0, dx)..<min(side, side + dx) {
          moved[start + y * side + x] = pixels[start + (y - dy) * side + x - dx]
        }
      }
    }
    return try LabelledBatch(
      inputs: Tensor(shape: batch.inputs.shape, moved), labels: batch.labels)
  }

  private mutating func shift() -> Int {
    stream.uniform(below: 2 * Self.reach + 1) - Self.reach
  }
}

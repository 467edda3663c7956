import Glibc

/// Turns every row of scores into probabilities (torch: `softmax(dim=-1)`).
///
/// - Throws: ``PerceptronError/dimensions(operation:operand:shape:allowed:)`` without axes.
public func softmax(_ scores: Tensor) throws(PerceptronError) -> Tensor {
  guard let classes = scores.shape.last else {
    throw .dimensions(
      operation: "softmax", operand: "scores", shape: scores.shape, allowed: "at least 1-D")
  }
  var result = scores
  guard classes > 0 else { return result }
  result.storage.withUnsafeMutableBufferPointer { values in
    for start in stride(from: 0, to: values.count, by: classes) {
      normalise(UnsafeMutableBufferPointer(rebasing: values[start..<start + classes]))
    }
  }
  return result
}

/// Replaces scores by probabilities and returns the logarithm of the sum of their exponentials.
@discardableResult
private func normalise(_ row: UnsafeMutableBufferPointer<Float>) -> Float {
  let largest = row.reduce(-Float.infinity) { max($0, $1) }
  var sum: Float = 0
  for i in row.indices {
    row[i] = expf(row[i] - largest)
    sum += row[i]
  }
  for i in row.indices { row[i] /= sum }
  return largest + logf(sum)
}

/// A loss and its gradient by the scores.
public struct Loss: Sendable, Equatable {
  /// The mean over the batch.
  public let value: Float
  /// In the shape of the scores.
  public let gradient: Tensor
}

/// The cross entropy of scores with labels, mean over the batch (torch: `cross_entropy`).
///
/// - Parameters:
///   - scores: (B × C), any real numbers.
///   - labels: B numbers in 0..<C.
/// - Throws: ``PerceptronError`` for shapes that do not fit, an empty batch or unknown labels.
public func crossEntropy(_ scores: Tensor, labels: [Int]) throws(PerceptronError) -> Loss {
  guard scores.rank == 2, scores.shape[0] == labels.count else {
    throw .shapeMismatch(
      operation: "cross entropy", shapes: [scores.shape, [labels.count]],
      rule: "scores (B × C) and B labels are needed")
  }
  guard scores.count > 0 else { throw .empty(operation: "cross entropy", operand: "scores") }
  let classes = scores.shape[1]
  if let wrong = labels.first(where: { !(0..<classes).contains($0) }) {
    throw .labelOutOfRange(label: wrong, classes: classes)
  }
  var gradient = scores
  var sum = 0.0
  let share = 1 / Float(labels.count)
  gradient.storage.withUnsafeMutableBufferPointer { values in
    for (entry, label) in labels.enumerated() {
      let row = UnsafeMutableBufferPointer(
        rebasing: values[entry * classes..<(entry + 1) * classes])
      let score = row[label]
      sum += Double(normalise(row) - score)
      row[label] -= 1
      for c in row.indices { row[c] *= share }
    }
  }
  return Loss(value: Float(sum / Double(labels.count)), gradient: gradient)
}

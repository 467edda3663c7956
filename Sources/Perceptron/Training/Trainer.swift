/// Inputs with the classes they belong to.
public struct LabelledBatch: Sendable, Equatable {
  /// One entry along the first axis for each label.
  public let inputs: Tensor
  /// Numbers of classes, from zero.
  public let labels: [Int]

  /// Joins inputs and labels.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)`` if their numbers differ.
  public init(inputs: Tensor, labels: [Int]) throws(PerceptronError) {
    guard inputs.shape.first == labels.count else {
      throw .shapeMismatch(
        operation: "batch", shapes: [inputs.shape, [labels.count]],
        rule: "one label for every entry is needed")
    }
    self.inputs = inputs
    self.labels = labels
  }
}

/// Something that gives one batch after the other.
public protocol BatchSource {
  /// The next batch.
  mutating func nextBatch() throws -> LabelledBatch
}

/// Result of a training step.
public struct TrainingStep: Sendable, Equatable {
  /// Counted from zero within one run.
  public let index: Int
  /// The mean loss of the batch, before the step.
  public let loss: Float
  /// The learning rate of the step.
  public let learningRate: Double
}

/// Result of a model on data that it was not trained with.
public struct Evaluation: Sendable, Equatable {
  /// The share of entries whose largest score has the right label, 0...1.
  public let accuracy: Double
  /// The mean cross entropy.
  public let loss: Double
  /// The label with the largest score of every entry, the first of equals.
  public let predictions: [Int]
}

/// Trains a classifier: forward on its backend, cross entropy, backward on the host, step.
///
/// hxtorch calls it hardware in the loop when the backend is a chip.
public final class Trainer {
  /// Model that is trained; its output is one row of scores for each entry.
  public let model: any Layer
  /// Optimizer that changes the parameters.
  public let optimizer: any Optimizer
  /// Scheduler that changes the learning rate after every step, or nil.
  public let scheduler: StepLR?

  /// Puts a model and its optimiser together.
  public init(model: any Layer, optimizer: any Optimizer, scheduler: StepLR? = nil) {
    self.model = model
    self.optimizer = optimizer
    self.scheduler = scheduler
  }

  /// Trains with one batch and returns its mean loss; the scheduler is left alone.
  ///
  /// - Throws: what the model throws; ``PerceptronError`` for labels that do not fit.
  public func step(_ batch: LabelledBatch) throws -> Float {
    optimizer.clearGradients()
    let loss = try crossEntropy(model.forward(batch.inputs), labels: batch.labels)
    _ = try model.backward(loss.gradient)
    optimizer.step()
    return loss.value
  }

  /// Trains with `steps` batches, the scheduler after each.
  ///
  /// - Parameters:
  ///   - steps: how many batches.
  ///   - source: where they come from.
  ///   - afterStep: told about every step; throw to stop.
  /// - Throws: what model, source and `afterStep` throw.
  public func run(
    steps: Int, on source: inout some BatchSource,
    afterStep: (TrainingStep) throws -> Void = { _ in }
  ) throws {
    for index in 0..<steps {
      let learningRate = optimizer.learningRate
      let loss = try step(source.nextBatch())
      scheduler?.step()
      try afterStep(TrainingStep(index: index, loss: loss, learningRate: learningRate))
    }
  }

  /// Applies a model to data, so many entries at a time.
  ///
  /// - Throws: what the model throws; ``PerceptronError`` for no entries or labels that do not fit.
  public static func evaluate(
    _ model: any Layer, on data: LabelledBatch, batchSize: Int = 1000
  ) throws -> Evaluation {
    precondition(batchSize >= 1, "the batch size must be at least one")
    let count = data.labels.count
    guard count > 0 else { throw PerceptronError.empty(operation: "evaluate", operand: "data") }
    var (loss, predictions) = (0.0, [Int]())
    for start in stride(from: 0, to: count, by: batchSize) {
      let range = start..<min(start + batchSize, count)
      let scores = try model.forward(data.inputs.rows(range))
      let part = try crossEntropy(scores, labels: Array(data.labels[range]))
      loss += Double(part.value) * Double(range.count)
      predictions += largestColumns(scores)
    }
    let right = zip(predictions, data.labels).count { $0 == $1 }
    return Evaluation(
      accuracy: Double(right) / Double(count), loss: loss / Double(count),
      predictions: predictions)
  }

  private static func largestColumns(_ scores: Tensor) -> [Int] {
    let classes = scores.shape[1]
    return (0..<scores.shape[0]).map { row in
      (1..<max(classes, 1)).reduce(0) { best, c in
        scores.storage[row * classes + c] > scores.storage[row * classes + best] ? c : best
      }
    }
  }
}

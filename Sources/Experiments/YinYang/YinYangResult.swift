public import ChipModel
public import Perceptron

/// The result of a ``YinYangExperiment``.
public struct YinYangResult {
  /// Loss and accuracy of every step of one training.
  public struct Training: Equatable, Sendable {
    /// Mean cross entropy of each step's batch, nat.
    public internal(set) var losses: [Float] = []
    /// Share of each step's batch that is right, 0...1.
    public internal(set) var accuracies: [Float] = []
  }

  /// The membrane of one column while the tuned first layer multiplies one point.
  public struct MembraneTrace: Sendable {
    /// Activations of the point, 0...31.
    public let inputs: [UInt8]
    /// The column's result, LSB.
    public let result: Int8
    /// Membrane and lines of the column, V.
    public let probe: ProbeTrace
  }

  /// The recipe that was run.
  public let recipe: YinYangExperiment.Recipe
  /// The seed of initial weights and training data.
  public let trainSeed: UInt64
  /// The chip.
  public let chip: ChipIdentity
  /// Gain and noise of the chip, as hxtorch's `measure_mock_parameter` finds them.
  public let measured: MockParameter
  /// The layers in words.
  public let modelText: String
  /// Sends of each layer that multiplies.
  public let numSends: [Int]
  /// The training on the mock.
  public internal(set) var mock = Training()
  /// The training on the chip.
  public internal(set) var tuning = Training()
  /// Accuracy 0...1 on fresh points, on the mock.
  public internal(set) var accuracyMock = 0.0
  /// Accuracy of the mock's weights on the chip.
  public internal(set) var accuracyMoved = 0.0
  /// Accuracy after the training on the chip.
  public internal(set) var accuracyTuned = 0.0
  /// Class probabilities on a grid, by the names `mock`, `moved` and `tuned`.
  ///
  /// Row i * side + j of a map lies at (x, y) = (i, j) / (side - 1).
  public internal(set) var maps: [String: Tensor] = [:]
  /// Parameters after the training on the mock.
  public internal(set) var weightsMock: StateDict = [:]
  /// Parameters after the training on the chip.
  public internal(set) var weightsTuned: StateDict = [:]
  /// A product of the tuned first layer.
  public internal(set) var trace: MembraneTrace?

  /// Returns a map in the order of pictures: y, x, class; empty for an unknown name.
  public func pictureOrder(of name: String) -> [Float] {
    guard let map = maps[name] else { return [] }
    let side = recipe.gridSide
    return (0..<side).flatMap { y in
      (0..<side).flatMap { x in (0..<3).map { map.storage[(x * side + y) * 3 + $0] } }
    }
  }
}

import Containers
import Coordinates
import Statistics

/// The leak bias, until successive reads of a membrane scatter no more than wanted.
///
/// calix: `LeakBiasCalib`.
struct LeakBiasCalib: NeuronCalib {
  let session: CalibSession
  /// The wanted standard deviation in CADC LSB.
  let noise: Double
  /// The wanted resting reads of the membranes, in CADC LSB.
  let leak: [Double]

  let name = "leak bias"
  let row = NeuronCapMemRow.iBiasLeak
  let isInverted = true
  var target: [Double]? { [Double](repeating: noise, count: instanceCount) }
  let boundaryMessages: BoundaryMessages? = BoundaryMessages(
    lower: "membranes are less noisy than the target even at the lowest leak bias",
    upper: "membranes are noisier than the target even at the highest leak bias")

  static let readCount = 60
  static let delay = 30.0
  static let period = 5_000.0
  /// The noise above the target that is still accepted, in CADC LSB.
  static let tolerance = 0.8
  static let potentialTolerance = 15.0
  static let largePotentialTolerance = 30.0
  static let penalty = 1.0
  static let largePenalty = 10.0

  mutating func measure() throws -> [Double] {
    let resting = session.readColumns()
    let rows = SynramOnDLS.allCases.map { synram in
      (0..<Self.readCount).map { _ in
        session.builder.resetNeurons(synram)
        session.builder.wait(microseconds: Self.delay)
        let ticket = session.builder.readCADCRow(synram)
        session.builder.wait(microseconds: Self.period)
        return ticket
      }
    }
    let results = try session.run()
    let restingReads = try resting.reads(in: results)
    let reads = try rows.map { try $0.map { try columnReads($0, in: results) } }
    return restingReads.indices.map { neuron in
      let column = neuron % NeuronColumnOnDLS.count
      let samples = reads[neuron / NeuronColumnOnDLS.count].map { $0[column] }
      return standardDeviation(samples)
        + penalty(mean(samples), leak: leak[neuron], resting: restingReads[neuron])
    }
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    let objective = try measure()
    result.after = objective
    result.success = objective.map { $0 <= noise + Self.tolerance }
    let failed = result.failedIndices
    if !failed.isEmpty {
      result.messages.append(
        "\(name): \(failed.count) neurons stay noisier than target_noise allows and fail")
    }
  }

  /// Returns the penalty of a membrane that is far from its resting potential, in CADC LSB.
  private func penalty(_ mean: Double, leak: Double, resting: Double) -> Double {
    let distance = max(abs(mean - leak), abs(mean - resting))
    if distance > Self.largePotentialTolerance { return Self.penalty + Self.largePenalty }
    return distance > Self.potentialTolerance ? Self.penalty : 0
  }
}

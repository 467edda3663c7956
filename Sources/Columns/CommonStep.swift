internal import SimulationCore

/// Step of all membranes at events of one activation, the same for both signs and all weights of a
/// synapse: the code of that activation couples into the columns while the pulse is shortest.
///
/// Real chips show it as a jump of the common mode of both signs over activations. Its cause is not
/// known; products have it, single events do not.
public enum CommonStep {
  /// The activation.
  public static let activation = 3
}

extension ColumnCircuit {
  /// The step of each membrane, in volts.
  var commonSteps: FloatBuffer {
    let spread = ColumnSpreads(parameters: parameters, effects: effects).commonStep
    let middle = parameters.stepMean * effects[.membraneCommonStep]
    return FloatBuffer(mismatch.commonStep.map { Float(middle + spread.offset($0)) })
  }
}

/// An error that stops a calibration: a mistake of the caller, or a chip that cannot be prepared
/// for a step.
///
/// A calibration that merely fails to reach its target on some instances does not throw; it
/// returns a result with a success mask.
public enum CalibError: Error, Equatable, Sendable {
  /// A parameter range with fewer than two values.
  case invalidParameterRange(lower: Int, upper: Int)
  /// A calibration ran without a target: neither an argument nor one set by its prelude.
  case missingTarget(step: String)
  /// An array whose length does not match the number of instances.
  case wrongCount(what: String, count: Int, expected: Int)
  /// A target or option outside the range within which it has a meaning.
  case outOfRange(what: String, value: Double, lower: Double, upper: Double)
  /// A condition that the next step needs could not be reached (calix: `CalibNotSuccessful`).
  case notSuccessful(step: String, reason: String, advice: String)
  /// Something the chip or this version does not offer (calix: `CalibNotSupported`).
  case notSupported(what: String, advice: String)
  /// A MADC recording shorter than 95 % of what was asked for (calix: `TooFewSamplesError`).
  case tooFewSamples(step: String, count: Int, expected: Int)
  /// Drivers of which one register is fixed and the other is not.
  case halfFixedDrivers(missing: String)
}

extension CalibError: CustomStringConvertible {
  /// One sentence: the problem, the allowed values and the remedy.
  public var description: String {
    switch self {
    case .invalidParameterRange(let lower, let upper):
      "The lower bound \(lower) is not below the upper bound \(upper); choose lower < upper."
    case .missingTarget(let step):
      "\(step) has no target; pass one to run(_:target:), or set it in the step's prelude()."
    case .wrongCount(let what, let count, let expected):
      "\(what): \(count) values were given; give \(expected)."
    case .outOfRange(let what, let value, let lower, let upper):
      "\(what) is \(value); allowed is \(lower)...\(upper)."
    case .notSuccessful(let step, let reason, let advice):
      "\(step): \(reason); \(advice)."
    case .notSupported(let what, let advice):
      "\(what) is not supported; \(advice)."
    case .tooFewSamples(let step, let count, let expected):
      "\(step) got \(count) MADC samples instead of \(expected); record longer, or check the setup "
        + "of the MADC."
    case .halfFixedDrivers(let missing):
      "The fixed driver register \(missing) is not given; give both stp_i_ramp and "
        + "hagen_dac_offset, or none."
    }
  }
}

/// An error that stops a search algorithm.
public enum AlgorithmError: Error, Equatable, Sendable {
  /// Noise larger than the first step of the search (calix: `ExcessiveNoiseError`).
  case excessiveNoise(amplitude: Int, largest: Int)
  /// Noise below one LSB: the search without noise is ``BinarySearch``.
  case insufficientNoise(amplitude: Int)
  /// A step size below one LSB.
  case invalidStepSize(Int)
  /// A limit of fewer than one step.
  case invalidStepLimit(Int)
  /// A model without coefficients, or too few data to fit one.
  case insufficientData(count: Int, needed: Int)
}

extension AlgorithmError: CustomStringConvertible {
  /// One sentence: the problem, the allowed values and the remedy.
  public var description: String {
    switch self {
    case .excessiveNoise(let amplitude, let largest):
      "The noise amplitude \(amplitude) is larger than the first search step; choose 1...\(largest)."
    case .insufficientNoise(let amplitude):
      "The noise amplitude is \(amplitude); give at least 1, or use BinarySearch, which has none."
    case .invalidStepSize(let size):
      "The step size is \(size); give at least 1."
    case .invalidStepLimit(let limit):
      "The step limit is \(limit); give at least 1."
    case .insufficientData(let count, let needed):
      "A model of this degree needs at least \(needed) values, but got \(count); give more."
    }
  }
}

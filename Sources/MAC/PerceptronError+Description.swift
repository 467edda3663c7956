extension PerceptronError: CustomStringConvertible {
  /// A sentence: what is wrong, what is allowed, what to do.
  public var description: String {
    switch self {
    case .dimensions(let operation, let operand, let shape, let allowed):
      "\(operation): the shape of \(operand) is \(shape), but must be \(allowed); reshape it."
    case .shapeMismatch(let operation, let shapes, let rule):
      "\(operation): shapes \(shapes.map(\.description).joined(separator: " and ")) do not fit;"
        + " \(rule)."
    case .lengthMismatch(let inputs, let weights, _):
      "mac: shapes \(inputs) and \(weights) do not fit; inputs need as many columns as there are"
        + " rows of weights."
    case .empty(let operation, let operand):
      "\(operation): \(operand) is empty; give at least one element."
    case .aboveRange(let operand, let value, let allowed):
      "\(operand): \(Self.text(value)) is above the allowed range \(Self.text(allowed)); scale or clamp them."
    case .belowRange(let operand, let value, let allowed, _):
      "\(operand): \(Self.text(value)) is below the allowed range \(Self.text(allowed)); scale or clamp them."
    case .notANumber(let operation, let operand, let index):
      "\(operation): element \(index) of \(operand) is not a number (NaN); replace it by a finite one."
    case .noConnection:
      "No chip is connected; connect one, or set mock."
    case .gainOutOfRange(let gain):
      "The gain of the mock is \(gain); give a gain above 0 and up to 1."
    case .alphaUnsupported(let alpha):
      "add: alpha is \(alpha), but only 1 is supported; multiply the operand by it before."
    case .negativeShift(let shift):
      "converting_relu: the shift is \(shift); on a chip, give at least 0."
    case .scheduleOutOfRange(let name, let value, let minimum):
      "\(name) is \(value); on a chip, give at least \(minimum)."
    case .madcNeuronOutOfRange(let neuron):
      "The MADC cannot record neuron \(neuron); allowed are 0...511."
    case .madcFile(let path, let reason):
      "\(path): the recording cannot be written (\(reason)); give a path in an existing folder, "
        + "with write permission and free space."
    case .madcRecordingInMock:
      "The membrane cannot be recorded in mock mode; use a chip."
    case .axisOutOfRange(let axis, let rank):
      rank == 0
        ? "The tensor has no axes; reshape it, for example to [1]."
        : "Axis \(axis) does not exist; allowed are \(-rank)...\(rank - 1)."
    default:
      usage
    }
  }

  /// The sentences about layers, data and options.
  private var usage: String {
    switch self {
    case .notPositive(let operation, let option, let value):
      "\(operation): \(option) is \(value); give at least 1."
    case .unsupported(let operation, let option, let value, let allowed):
      "\(operation): \(option) is \(value); allowed is \(allowed)."
    case .labelOutOfRange(let label, let classes):
      "Label \(label) is not a class; allowed are 0...\(classes - 1)."
    case .backwardBeforeForward(let layer):
      "\(layer): backward needs a forward pass before it; call forward first."
    case .stateNames(let missing, let unexpected):
      "The state does not fit the model (missing: \(missing), unexpected: \(unexpected)); load a"
        + " state of the same model."
    case .tracerState(let isRecording):
      isRecording
        ? "The tracer records already; stop it first."
        : "The tracer does not record; start it first."
    case .untracedChange(let operation):
      "\(operation): while tracing, each input must be the result of the previous operation;"
        + " another operation was applied in between: remove it, or stop the tracer before it."
    case .argmaxNotTraceable(let shape, let dim, let keepdim):
      "argmax: shape \(shape), dim \(dim.map(String.init) ?? "none") and keepdim \(keepdim) cannot"
        + " be traced; give a 2-D input, dim 1 and keepdim."
    default:
      "\(kind.rawValue)"
    }
  }

  private static func text(_ range: ClosedRange<Int>) -> String {
    "\(range.lowerBound)...\(range.upperBound)"
  }

  private static func text(_ value: Float) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}

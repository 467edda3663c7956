/// Rectifies.
///
/// It is ``PerceptronContext/relu(_:mock:)`` as a layer. hxtorch: `perceptron.nn.ReLU`.
public final class ReLU: Layer {
  /// Context with the chip, if one is needed.
  public let context: PerceptronContext
  /// A Boolean value that tells whether it works without a chip; the flag of its neighbours does
  /// not count.
  public let mock: Bool
  private var input: Tensor?

  /// Makes a layer without parameters.
  public init(mock: Bool = false, context: PerceptronContext) {
    self.mock = mock
    self.context = context
  }

  /// Rectifies any shape.
  ///
  /// - Throws: ``PerceptronError``.
  public func forward(_ input: Tensor) throws -> Tensor {
    self.input = input
    return try context.relu(input, mock: mock)
  }

  /// Passes a gradient back; see ``Layer/backward(_:)``.
  ///
  /// - Throws: ``PerceptronError``.
  public func backward(_ gradient: Tensor) throws -> Tensor {
    guard let input else { throw PerceptronError.backwardBeforeForward(layer: "ReLU") }
    self.input = nil
    return try PerceptronContext.reluBackward(gradient: gradient, input: input)
  }

  /// None.
  public var namedParameters: [NamedParameter] { [] }

  /// The original's text.
  public var description: String {
    var text = LayerText("ReLU")
    text.add("mock", mock, unless: false)
    return text.text
  }
}

/// Rectifies and converts results to inputs.
///
/// It is ``PerceptronContext/convertingReLU(_:shift:mock:)`` as a layer.
/// hxtorch: `perceptron.nn.ConvertingReLU`.
public final class ConvertingReLU: Layer {
  /// Context with the chip, if one is needed.
  public let context: PerceptronContext
  /// Results are divided by 2^shift.
  public let shift: Int
  /// A Boolean value that tells whether it works without a chip; the flag of its neighbours does
  /// not count.
  public let mock: Bool
  private var input: Tensor?

  /// Makes a layer without parameters.
  public init(shift: Int = 2, mock: Bool = false, context: PerceptronContext) {
    self.shift = shift
    self.mock = mock
    self.context = context
  }

  /// Rectifies any shape.
  ///
  /// - Throws: ``PerceptronError``.
  public func forward(_ input: Tensor) throws -> Tensor {
    self.input = input
    return try context.convertingReLU(input, shift: shift, mock: mock)
  }

  /// Passes a gradient back; see ``Layer/backward(_:)``.
  ///
  /// - Throws: ``PerceptronError``.
  public func backward(_ gradient: Tensor) throws -> Tensor {
    guard let input else { throw PerceptronError.backwardBeforeForward(layer: "ConvertingReLU") }
    self.input = nil
    return try PerceptronContext.convertingReLUBackward(
      gradient: gradient, input: input, shift: shift)
  }

  /// None.
  public var namedParameters: [NamedParameter] { [] }

  /// The original's text.
  public var description: String {
    var text = LayerText("ConvertingReLU")
    text.add("shift", shift, unless: 2)
    text.add("mock", mock, unless: false)
    return text.text
  }
}

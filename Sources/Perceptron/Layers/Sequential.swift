/// Layers one after the other.
public final class Sequential: Layer {
  /// The layers in the order of the forward pass.
  public let layers: [any Layer]

  /// Chains layers.
  public init(_ layers: [any Layer]) {
    self.layers = layers
  }

  /// Passes the input through all layers.
  ///
  /// - Throws: what they throw.
  public func forward(_ input: Tensor) throws -> Tensor {
    var value = input
    for layer in layers { value = try layer.forward(value) }
    return value
  }

  /// Passes the gradient back through all layers.
  ///
  /// - Throws: what they throw.
  public func backward(_ gradient: Tensor) throws -> Tensor {
    var value = gradient
    for layer in layers.reversed() { value = try layer.backward(value) }
    return value
  }

  /// Those of the layers, named `0.weight` and so on.
  public var namedParameters: [NamedParameter] {
    layers.enumerated().flatMap { index, layer in
      layer.namedParameters.map { $0.within("\(index)") }
    }
  }

  /// The original's text: one line a layer.
  public var description: String {
    guard !layers.isEmpty else { return "Sequential()" }
    let children = layers.enumerated().map { ("\($0)", $1.description) }
    return nestedText("Sequential", children)
  }
}

/// The text of a layer with others inside, as torch prints it.
func nestedText(_ name: String, _ children: [(String, String)]) -> String {
  let lines = children.map { child in
    let text = child.1.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n  ")
    return "  (\(child.0)): \(text)"
  }
  return "\(name)(\n\(lines.joined(separator: "\n"))\n)"
}

/// Makes one axis of all but the first.
public final class Flatten: Layer {
  private var shape: [Int]?

  /// Makes a layer without parameters.
  public init() {}

  /// Keeps the first axis and joins the others.
  ///
  /// - Throws: ``PerceptronError/dimensions(operation:operand:shape:allowed:)`` without axes.
  public func forward(_ input: Tensor) throws -> Tensor {
    guard let batch = input.shape.first else {
      throw PerceptronError.dimensions(
        operation: "Flatten", operand: "input", shape: [], allowed: "at least 1-D")
    }
    shape = input.shape
    if input.rank == 1 { return input }
    return Tensor(unchecked: [batch, input.shape.dropFirst().reduce(1, *)], input.storage)
  }

  /// Passes a gradient back; see ``Layer/backward(_:)``.
  ///
  /// - Throws: ``PerceptronError``.
  public func backward(_ gradient: Tensor) throws -> Tensor {
    guard let shape else { throw PerceptronError.backwardBeforeForward(layer: "Flatten") }
    self.shape = nil
    return try gradient.reshaped(shape)
  }

  /// None.
  public var namedParameters: [NamedParameter] { [] }

  /// The original's text.
  public var description: String { "Flatten(start_dim=1, end_dim=-1)" }
}

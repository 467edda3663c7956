/// A part of a network: a forward pass and, by hand, its gradient.
///
/// `description` is the text the original prints.
public protocol Layer: AnyObject, CustomStringConvertible {
  /// Computes the output, and keeps what ``backward(_:)`` needs.
  func forward(_ input: Tensor) throws -> Tensor

  /// Takes the gradient of the loss by the last output, adds to the gradients of the parameters,
  /// and returns the gradient by the last input. One forward pass allows one backward pass.
  func backward(_ gradient: Tensor) throws -> Tensor

  /// All parameters with their names, such as `0.weight`, in the order of the layers.
  var namedParameters: [NamedParameter] { get }
}

/// A parameter and its place in a model.
public struct NamedParameter {
  /// The path: names or numbers of layers, then the name in its layer.
  public let name: String
  /// The parameter itself, shared with its layer.
  public let parameter: Parameter

  /// Names a parameter.
  public init(_ name: String, _ parameter: Parameter) {
    self.name = name
    self.parameter = parameter
  }

  /// Returns the parameter as seen from one level above.
  public func within(_ layer: String) -> NamedParameter {
    NamedParameter("\(layer).\(name)", parameter)
  }
}

extension Layer {
  /// All parameters in the order of the layers.
  public var parameters: [Parameter] { namedParameters.map(\.parameter) }
}

/// A tensor that is trained.
public final class Parameter {
  /// The present value; its shape never changes.
  public internal(set) var value: Tensor
  private var accumulated: Tensor
  private var hasGradient = false

  /// Makes a parameter without gradient.
  public init(_ value: Tensor) {
    self.value = value
    accumulated = Tensor(repeating: 0, shape: value.shape)
  }

  /// The sum of all gradients since the last ``clearGradient()``, or nil if there was none.
  public var gradient: Tensor? { hasGradient ? accumulated : nil }

  /// Forgets the gradient.
  public func clearGradient() {
    hasGradient = false
  }

  /// Sets the value.
  ///
  /// - Throws: ``PerceptronError/shapeMismatch(operation:shapes:rule:)``.
  public func assign(_ new: Tensor) throws(PerceptronError) {
    guard new.shape == value.shape else {
      throw .shapeMismatch(
        operation: "assign", shapes: [value.shape, new.shape],
        rule: "the new value must have the shape of the old one")
    }
    value = new
  }

  /// Adds to the gradient in place; `add` is told whether it must overwrite what is there.
  func addGradient(_ add: (inout Tensor, _ overwriting: Bool) -> Void) {
    add(&accumulated, !hasGradient)
    hasGradient = true
  }

  /// Adds a whole gradient.
  func addGradient(_ gradient: Tensor) {
    addGradient { sum, overwriting in
      sum.storage.withUnsafeMutableBufferPointer { sum in
        for i in sum.indices { sum[i] = (overwriting ? 0 : sum[i]) + gradient.storage[i] }
      }
    }
  }
}

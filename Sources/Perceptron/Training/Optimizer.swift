import Glibc

/// Changes parameters along their gradients.
public protocol Optimizer: AnyObject {
  /// The present learning rate; schedulers change it.
  var learningRate: Double { get set }
  /// Parameters that are trained.
  var parameters: [Parameter] { get }
  /// Changes all parameters that have a gradient.
  func step()
}

extension Optimizer {
  /// Forgets all gradients; call it before each backward pass.
  public func clearGradients() {
    for parameter in parameters { parameter.clearGradient() }
  }
}

/// Adam, with torch's arithmetic and defaults.
///
///     m ← m + (1 − β₁)(g − m)          v ← β₂ v + (1 − β₂) g²
///     p ← p − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
///
/// Source: Kingma and Ba, arXiv:1412.6980, section 2.
public final class Adam: Optimizer {
  /// Parameters that are trained.
  public let parameters: [Parameter]
  /// The present learning rate; schedulers change it.
  public var learningRate: Double
  /// Decay of the two averages, each in [0, 1).
  public let betas: (Double, Double)
  /// Keeps the division finite.
  public let epsilon: Double

  private struct Moments {
    var first: [Float]
    var second: [Float]
    var steps = 0
  }
  private var moments: [Moments]

  /// Makes an optimiser without history.
  public init(
    _ parameters: [Parameter], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    epsilon: Double = 1e-8
  ) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.betas = betas
    self.epsilon = epsilon
    moments = parameters.map {
      let zeros = [Float](repeating: 0, count: $0.value.count)
      return Moments(first: zeros, second: zeros)
    }
  }

  /// Changes all parameters that have a gradient; history is kept for each of its own.
  public func step() {
    for (index, parameter) in parameters.enumerated() {
      guard let gradient = parameter.gradient else { continue }
      moments[index].steps += 1
      update(parameter, gradient, &moments[index])
    }
  }

  private func update(_ parameter: Parameter, _ gradient: Tensor, _ moments: inout Moments) {
    let steps = Double(moments.steps)
    let stepSize = Float(learningRate / (1 - pow(betas.0, steps)))
    let rootCorrection = Float((1 - pow(betas.1, steps)).squareRoot())
    let (beta2, rest1, rest2) = (Float(betas.1), Float(1 - betas.0), Float(1 - betas.1))
    let epsilon = Float(epsilon)
    parameter.value.storage.withUnsafeMutableBufferPointer { p in
      gradient.storage.withUnsafeBufferPointer { g in
        moments.first.withUnsafeMutableBufferPointer { m in
          moments.second.withUnsafeMutableBufferPointer { v in
            for i in p.indices {
              m[i] += rest1 * (g[i] - m[i])
              v[i] = beta2 * v[i] + rest2 * g[i] * g[i]
              p[i] -= stepSize * m[i] / (v[i].squareRoot() / rootCorrection + epsilon)
            }
          }
        }
      }
    }
  }
}

/// Multiplies the learning rate by gamma after every so many steps (torch: `StepLR`).
public final class StepLR {
  /// Whose learning rate it changes.
  public let optimizer: any Optimizer
  /// Steps between two changes, one or more.
  public let stepSize: Int
  /// The factor of a change.
  public let gamma: Double
  /// Number of steps so far.
  public private(set) var lastEpoch = 0

  /// Makes a scheduler; `stepSize` is one or more.
  public init(_ optimizer: any Optimizer, stepSize: Int = 1, gamma: Double = 0.1) {
    precondition(stepSize >= 1, "the step size must be at least one")
    self.optimizer = optimizer
    self.stepSize = stepSize
    self.gamma = gamma
  }

  /// Counts a step, and changes the learning rate when it is time.
  public func step() {
    lastEpoch += 1
    if lastEpoch.isMultiple(of: stepSize) { optimizer.learningRate *= gamma }
  }
}

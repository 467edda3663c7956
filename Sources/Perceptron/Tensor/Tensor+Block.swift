extension Tensor {
  /// The product of two operands as the rules of the multiplication take them.
  static func withOperands<R>(
    inputs: Tensor, weights: Tensor, _ body: (MACOperands) throws(PerceptronError) -> R
  ) throws(PerceptronError) -> R {
    try inputs.withBlock { (inputs) throws(PerceptronError) in
      try weights.withBlock { (weights) throws(PerceptronError) in
        try body(MACOperands(inputs: inputs, weights: weights))
      }
    }
  }

  /// The elements and the shape as the rules of the multiplication take them.
  func withBlock<R>(
    _ body: (FloatBlock) throws(PerceptronError) -> R
  ) throws(PerceptronError) -> R {
    try storage.withUnsafeBufferPointer { (elements) throws(PerceptronError) in
      try body(FloatBlock(elements, shape: shape))
    }
  }

  /// Makes a tensor whose elements a rule writes, all of them; the rule is not asked for no elements.
  init(
    shape: [Int], rule: (UnsafeMutablePointer<Float>) throws(PerceptronError) -> Void
  ) throws(PerceptronError) {
    var failure: PerceptronError?
    self.init(uninitialised: shape) { out in
      guard !out.isEmpty, let out = out.baseAddress else { return }
      do throws(PerceptronError) { try rule(out) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Makes a tensor whose elements a rule without errors writes, all of them.
  init(rule shape: [Int], _ body: (UnsafeMutablePointer<Float>) -> Void) {
    self.init(uninitialised: shape) { out in
      if !out.isEmpty, let out = out.baseAddress { body(out) }
    }
  }
}

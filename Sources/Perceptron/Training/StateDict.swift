/// The parameters of a model as a plain value: names such as `classifier.0.weight`, and tensors.
///
/// It holds what is trained and nothing else: `numSends` belongs to a layer, so that a state should
/// be loaded into a model that was made under the same gain.
public typealias StateDict = [String: Tensor]

extension Layer {
  /// A copy of all parameters.
  public var stateDict: StateDict {
    var state: StateDict = [:]
    for named in namedParameters { state[named.name] = named.parameter.value }
    return state
  }

  /// Sets all parameters; names and shapes must match, or nothing changes.
  ///
  /// - Throws: ``PerceptronError/stateNames(missing:unexpected:)`` or
  ///   ``PerceptronError/shapeMismatch(operation:shapes:rule:)``.
  public func load(_ state: StateDict) throws(PerceptronError) {
    let own = namedParameters
    let names = Set(own.map(\.name))
    let missing = names.filter { state[$0] == nil }.sorted()
    let unexpected = state.keys.filter { !names.contains($0) }.sorted()
    guard missing.isEmpty, unexpected.isEmpty else {
      throw .stateNames(missing: missing, unexpected: unexpected)
    }
    for named in own {
      guard let value = state[named.name], value.shape != named.parameter.value.shape else {
        continue
      }
      throw .shapeMismatch(
        operation: "load \(named.name)", shapes: [named.parameter.value.shape, value.shape],
        rule: "the loaded value must have the shape of the parameter")
    }
    for named in own {
      if let value = state[named.name] { try named.parameter.assign(value) }
    }
  }
}

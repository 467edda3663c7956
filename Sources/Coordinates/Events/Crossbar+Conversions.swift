// halco: src/halco/hicann-dls/vx/routing_crossbar.cpp and event.cpp

/// The crossbar has no connection between this input and this output.
public struct NoSuchCrossbarNodeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The input that was asked for.
  public let input: CrossbarInputOnDLS
  /// The output that was asked for.
  public let output: CrossbarOutputOnDLS

  /// Message that says what is wrong and what is allowed.
  public var description: String {
    let outputs = input.connectedOutputs.map { String($0.value) }.joined(separator: ", ")
    return "The crossbar has no node from input \(input.value) to output \(output.value): "
      + "input \(input.value) reaches outputs \(outputs)."
  }
}

extension CrossbarInputOnDLS {
  /// The outputs that the input has nodes to, in ascending order.
  public var connectedOutputs: [CrossbarOutputOnDLS] {
    let outputs =
      switch value {
      case 0..<8: [value % 4, value % 4 + 4, value % 4 + 8]
      case 8..<12: Array(0..<8) + [value]
      default: [value - 12, 8 + (value - 12) % 4]
      }
    return outputs.map { CrossbarOutputOnDLS(unchecked: $0) }
  }

  /// The channel from the host that feeds the input; nil for other inputs.
  public func toSPL1Address() -> SPL1Address? {
    SPL1Address(rawValue: rawValue &- 8)
  }

  /// The neuron event output that feeds the input; nil for other inputs.
  public func toNeuronEventOutputOnDLS() -> NeuronEventOutputOnDLS? {
    NeuronEventOutputOnDLS(rawValue: rawValue)
  }

  /// Enumeration of the input's first node.
  fileprivate var firstNode: Int {
    switch value {
    case 0..<8: 3 * value
    case 8..<12: 24 + 9 * (value - 8)
    default: 60 + 2 * (value - 12)
    }
  }
}

extension CrossbarOutputOnDLS {
  /// The PADI bus that the output feeds; nil for outputs to the host.
  public func toPADIBusOnDLS() -> PADIBusOnDLS? { PADIBusOnDLS(rawValue: rawValue) }

  /// The output to the host; nil for outputs to PADI buses.
  public func toCrossbarL2OutputOnDLS() -> CrossbarL2OutputOnDLS? {
    CrossbarL2OutputOnDLS(rawValue: rawValue &- 8)
  }
}

extension CrossbarNodeOnDLS {
  /// The node from an input to an output; throws where the crossbar has none.
  public init(
    _ output: CrossbarOutputOnDLS, _ input: CrossbarInputOnDLS
  ) throws(NoSuchCrossbarNodeError) {
    guard let position = input.connectedOutputs.firstIndex(of: output) else {
      throw NoSuchCrossbarNodeError(input: input, output: output)
    }
    self.init(unchecked: input.firstNode + position)
  }

  /// The node of a host channel to a PADI bus; all of these exist.
  public init(from address: SPL1Address, to bus: PADIBusOnDLS) {
    self.init(unchecked: address.toCrossbarInputOnDLS().firstNode + bus.value)
  }

  /// The output (x).
  public func toCrossbarOutputOnDLS() -> CrossbarOutputOnDLS {
    let input = toCrossbarInputOnDLS()
    return input.connectedOutputs[value - input.firstNode]
  }

  /// The input (y).
  public func toCrossbarInputOnDLS() -> CrossbarInputOnDLS {
    switch value {
    case 0..<24: CrossbarInputOnDLS(unchecked: value / 3)
    case 24..<60: CrossbarInputOnDLS(unchecked: 8 + (value - 24) / 9)
    default: CrossbarInputOnDLS(unchecked: 12 + (value - 60) / 2)
    }
  }
}

extension SPL1Address {
  /// The crossbar input that the channel feeds.
  public func toCrossbarInputOnDLS() -> CrossbarInputOnDLS {
    CrossbarInputOnDLS(unchecked: rawValue + 8)
  }

  /// The output to the host with the same number.
  public func toCrossbarL2OutputOnDLS() -> CrossbarL2OutputOnDLS {
    CrossbarL2OutputOnDLS(unchecked: rawValue)
  }
}

extension CrossbarL2OutputOnDLS {
  /// The crossbar output.
  public func toCrossbarOutputOnDLS() -> CrossbarOutputOnDLS {
    CrossbarOutputOnDLS(unchecked: rawValue + 8)
  }
}

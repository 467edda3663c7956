internal import Containers
internal import Coordinates
internal import SimulationCore
internal import Synchronization

extension ChipParameters {
  /// Digest of what a chip of this kind does in one product without calibration.
  ///
  /// A cache of calibrations has it in its keys: after a change of the laws, an emulator finds no
  /// calibration that was made before it, even if ``Emulator/resultVersion`` is still the same.
  /// - Throws: ``ChipError`` when a parameter is out of range.
  public func behaviour() throws(ChipError) -> String {
    let name = fingerprint
    if let known = Self.knownBehaviours.withLock({ $0[name] }) { return known }
    let digest = try Self.digest(of: observed())
    Self.knownBehaviours.withLock { $0[name] = digest }
    return digest
  }

  private static let knownBehaviours = Mutex<[String: String]>([:])

  private func observed() throws(ChipError) -> TracedProduct {
    let chip = try Chip(parameters: self, seed: 1, runSeed: 1)
    _ = try chip.run(Self.settings)
    let (rows, columns) = (MatrixMultiplication.tileRows, MatrixMultiplication.tileColumns)
    let weights = MatrixMultiplication.weightRange
    var product = try MatrixMultiplication(
      weights: (0..<rows * columns).map { Int8($0 * 37 % weights.count + weights.lowerBound) },
      rows: rows, columns: columns)
    product.madcNeuron = AtomicNeuronOnDLS(Self.watched[0], .top)
    return try chip.traceProduct(
      inputs: (0..<rows).map { UInt8($0 * 7 % MatrixMultiplication.inputRange.count) }, product,
      columns: Self.watched,
      ticksPerSample: 32)
  }

  private static let watched = [NeuronColumnOnDLS.min, NeuronColumnOnDLS(unchecked: 100), .max]

  /// Settings in the middle of their ranges, with which drivers, lines, membranes and converters act.
  private static let settings: PlaybackProgram = {
    var builder = PlaybackProgramBuilder()
    for cell in CapMemCellOnDLS.allCases { builder.write(cell, CapMemCell(.value(500))) }
    for driver in SynapseDriverOnDLS.allCases { builder.write(driver, Self.driver) }
    for neuron in NeuronConfigOnDLS.allCases { builder.write(neuron, Self.neuron) }
    for quad in ColumnCurrentQuadOnDLS.allCases { builder.write(quad, Self.currents) }
    for quad in ColumnCorrelationQuadOnDLS.allCases { builder.write(quad, Self.readout) }
    for half in CADCConfigOnDLS.allCases {
      var config = CADCConfig()
      config.enable = true
      builder.write(half, config)
    }
    builder.wait(microseconds: 100_000)
    return builder.done()
  }()

  private static let driver: SynapseDriverConfig = {
    var config = SynapseDriverConfig()
    config.enableSTP = true
    config.enableHagenDAC = true
    config.enableHagenModulation = true
    config.enableAddressOut = false
    config.offset = 7
    return config
  }()

  private static let neuron: NeuronConfig = {
    var config = NeuronConfig()
    config.enableReadoutAmplifier = true
    config.membraneCapacitorSize = .max
    config.enableSynapticInputExcitatory = true
    config.enableSynapticInputInhibitory = true
    config.enableLeakDivision = true
    return config
  }()

  private static let currents: ColumnCurrentQuad = {
    var quad = ColumnCurrentQuad()
    for entry in EntryOnQuad.allCases {
      quad.switches[entry].enableSynapticCurrentExcitatory = true
      quad.switches[entry].enableSynapticCurrentInhibitory = true
    }
    return quad
  }()

  private static let readout: ColumnCorrelationQuad = {
    var quad = ColumnCorrelationQuad()
    for entry in EntryOnQuad.allCases {
      quad.switches[entry].enableInternalCausal = true
      quad.switches[entry].enableInternalAcausal = true
      quad.switches[entry].enableCADCNeuronReadoutCausal = true
      quad.switches[entry].enableCADCNeuronReadoutAcausal = true
    }
    return quad
  }()

  /// Numbers are rounded, so that the last digits of a machine's functions do not matter.
  private static func digest(of product: TracedProduct) -> String {
    var hash = StableHash()
    hash.add("\(product.results)")
    for trace in product.probe.traces {
      for values in [trace.membrane, trace.excitatory, trace.inhibitory] {
        hash.add("\(values.map { ($0 * 1e6).rounded() })")
      }
    }
    for pulse in product.probe.pulses {
      hash.add("\([pulse.topSeconds, pulse.bottomSeconds].map { ($0 * 1e13).rounded() })")
    }
    for conversion in product.probe.conversions { hash.add("\(conversion.code)") }
    hash.add("\(product.madc?.values ?? [])")
    return hash.hexadecimal
  }
}

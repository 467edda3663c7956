internal import Containers
internal import Coordinates

/// The playback program of one chip run of a matrix multiplication: up to two tiles, one on each
/// hemisphere, configured as grenade's MAC configures them.
///
/// Analog settings of drivers and neurons stay as the loaded calibration has them; receivers, row
/// modes, address masks, switches and routing belong to the MAC. grenade: `compute::MAC`
struct MACProgram {
  /// Signed weights -63…63 of one tile, row-major, `rows` × `columns`.
  struct Weights {
    let rows: Int
    let columns: Int
    let values: [Int8]
  }

  private let bus: Bus
  private var builder = PlaybackProgramBuilder()

  /// The program that loads weights and multiplies a batch with them.
  static func build(
    bus: Bus, weights: PerHemisphere<Weights?>, batch: MACBatch
  ) throws(ChipError) -> (program: PlaybackProgram, ticket: Ticket<MACResults>) {
    var program = try MACProgram(bus: bus, weights: weights, madc: batch.recordedNeuron)
    let ticket = program.builder.multiply(batch)
    return (program.builder.done(), ticket)
  }

  /// A program that multiplies with a probe on some neurons.
  static func buildProbed(
    bus: Bus, weights: PerHemisphere<Weights?>, batch: MACBatch, neurons: [AtomicNeuronOnDLS],
    ticks: Int
  ) throws(ChipError) -> (
    program: PlaybackProgram, ticket: Ticket<MACResults>, probe: Ticket<ProbeRecording>
  ) {
    let plain = try build(bus: bus, weights: weights, batch: batch)
    var builder = PlaybackProgramBuilder(continuing: plain.program)
    let probe = builder.probeLastInstruction(neurons, ticksPerSample: ticks)
    return (builder.done(), plain.ticket, probe)
  }

  /// A builder whose program has loaded weights and configured the chip for them.
  static func configured(
    bus: Bus, weights: PerHemisphere<Weights?>, madc neuron: AtomicNeuronOnDLS?
  ) throws(ChipError) -> PlaybackProgramBuilder {
    try MACProgram(bus: bus, weights: weights, madc: neuron).builder
  }

  private init(
    bus: Bus, weights: PerHemisphere<Weights?>, madc neuron: AtomicNeuronOnDLS?
  ) throws(ChipError) {
    self.bus = bus
    for hemisphere in HemisphereOnDLS.allCases {
      let tile = weights[hemisphere]
      configureDrivers(hemisphere, rows: tile?.rows ?? 0)
      configureColumns(hemisphere, columns: tile?.columns ?? 0)
      configureBuses(hemisphere, rows: tile?.rows ?? 0)
      if let tile { try writeSynapses(hemisphere, tile) }
    }
    configureCrossbar()
    settle()
    if let neuron { armMADC(neuron) }
  }

  /// Connects a neuron to the MADC and wakes it up, which takes a millisecond. grenade:
  /// generator/madc.cpp
  private mutating func armMADC(_ neuron: AtomicNeuronOnDLS) {
    var config: NeuronConfig = bus.stored(neuron.toNeuronConfigOnDLS())
    config.enableReadoutAmplifier = true
    config.readoutSource = .membrane
    config.enableReadout = true
    write(neuron.toNeuronConfigOnDLS(), config)
    var sources = ReadoutSourceSelection()
    let hemisphere = neuron.toHemisphereOnDLS()
    if neuron.toNeuronColumnOnDLS().value % 2 == 0 {
      sources.buffers[0].neuronEven[hemisphere] = true
    } else {
      sources.buffers[0].neuronOdd[hemisphere] = true
    }
    sources.enableBufferToPad[0] = true
    write(.init(unchecked: 0), sources)
    write(.init(unchecked: 0), MADCConfig())
    var control = MADCControl()
    control.wakeUp = true
    control.enablePreAmplifier = true
    control.enableContinuousSampling = true
    builder.write(.init(unchecked: 0), control)
    builder.wait(microseconds: 1000)
  }

  /// Waits 100 ms if CapMem cells are still on their way. grenade: generator/capmem.cpp
  private mutating func settle() {
    if bus.capMem.isMoving(at: bus.now) { builder.wait(microseconds: 100_000) }
  }

  /// Writes a container unless the chip has it already: differential configuration.
  private mutating func write<C: Container>(_ coordinate: C.CoordinateType, _ container: C) {
    if bus.stored(coordinate, as: C.self) != container { builder.write(coordinate, container) }
  }

  private mutating func configureDrivers(_ hemisphere: HemisphereOnDLS, rows: Int) {
    for driver in SynapseDriverOnSynapseDriverBlock.allCases {
      let coordinate = SynapseDriverOnDLS(driver, hemisphere.toSynapseDriverBlockOnDLS())
      let isUsed = driver.value < rows
      let wanted = MACConfigurations.drivers[isUsed ? 1 : 0]
      if wanted.holds(at: coordinate, in: bus.words) { continue }
      var config: SynapseDriverConfig = bus.stored(coordinate)
      MACConfigurations.set(&config, isUsed: isUsed)
      write(coordinate, config)
    }
  }

  private mutating func configureColumns(_ hemisphere: HemisphereOnDLS, columns: Int) {
    for quad in SynapseQuadColumnOnDLS.allCases {
      // A quad has four columns of one parity.
      let first = NeuronColumnOnDLS(EntryOnQuad.min, quad).value
      let used = min(max(0, (columns - first + 1) / 2), EntryOnQuad.count)
      let coordinate = ColumnCurrentQuadOnDLS(quad, hemisphere.toSynramOnDLS())
      if MACConfigurations.columnQuads[used].holds(at: coordinate, in: bus.words) { continue }
      write(coordinate, MACConfigurations.columnQuad(used: used))
    }
    for column in NeuronColumnOnDLS.allCases.prefix(columns) {
      let coordinate = AtomicNeuronOnDLS(column, hemisphere.toNeuronRowOnDLS())
        .toNeuronConfigOnDLS()
      if MACConfigurations.neuron.holds(at: coordinate, in: bus.words) { continue }
      var config: NeuronConfig = bus.stored(coordinate)
      MACConfigurations.set(&config)
      write(coordinate, config)
    }
  }

  private mutating func configureBuses(_ hemisphere: HemisphereOnDLS, rows: Int) {
    let coordinate = hemisphere.toCommonPADIBusConfigOnDLS()
    var config: CommonPADIBusConfig = bus.stored(coordinate)
    for bus in PADIBusOnPADIBusBlock.allCases { config.enableSPL1[bus] = bus.value < rows }
    write(coordinate, config)
  }

  private mutating func configureCrossbar() {
    for own in MACConfigurations.crossbar
    where !own.configuration.holds(at: own.coordinate, in: bus.words) {
      write(own.coordinate, own.node)
    }
  }

  /// Puts the weights of one input onto the bottom row, which comes first, and the top row of its driver.
  private static func split(
    _ weights: UnsafeBufferPointer<Int8>, into rows: UnsafeMutableBufferPointer<UInt8>
  ) {
    let width = rows.count / 2
    // Weights lie in -63…63, so that no difference overflows; checks would keep these from being
    // computed sixteen and more at once.
    for j in 0..<weights.count { rows[j] = UInt8(bitPattern: max(0, 0 &- weights[j])) }
    for j in 0..<weights.count { rows[width &+ j] = UInt8(bitPattern: max(0, weights[j])) }
  }

  /// Each signed weight on the rows of its driver: magnitude of a positive one on the top row,
  /// of a negative one on the bottom row. All labels are 0.
  private mutating func writeSynapses(
    _ hemisphere: HemisphereOnDLS, _ tile: Weights
  ) throws(ChipError) {
    let width = SynapseOnSynapseRow.count
    let count = 2 * tile.rows * width
    let rows = [UInt8](unsafeUninitializedCapacity: count) { rows, initialised in
      rows.initialize(repeating: 0)
      tile.values.withUnsafeBufferPointer { values in
        for i in 0..<tile.rows {
          let driver = UnsafeMutableBufferPointer(
            rebasing: rows[2 * i * width..<2 * (i + 1) * width])
          Self.split(
            UnsafeBufferPointer(
              rebasing: values[i * tile.columns..<(i + 1) * tile.columns]), into: driver)
        }
      }
      initialised = count
    }
    try builder.writeSynapses(
      hemisphere.toSynramOnDLS(), weights: rows, labels: [UInt8](repeating: 0, count: count))
  }
}

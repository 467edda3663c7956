import Containers
import Coordinates

extension NeuronConfig {
  /// The digital configuration of a neuron in hagen mode.
  ///
  /// calix: `neuron_helpers.py`.
  static let hagen: NeuronConfig = {
    var config = NeuronConfig()
    config.enableReadoutAmplifier = true
    config.membraneCapacitorSize = 63
    config.enableSynapticInputExcitatory = true
    config.enableSynapticInputInhibitory = true
    config.enableLeakDivision = true
    // Without fire there are no artificial resets.
    config.enableFire = true
    config.enableResetMultiplication = true
    return config
  }()
}

/// The starting values and constant biases of neurons.
///
/// calix: `neuron_helpers.py`.
enum NeuronDefaults {
  static let vLeak = 700
  static let iBiasLeak = 200
  static let iBiasReset = 1012
  static let iBiasShift = 310
  /// The shortest synaptic time constant.
  static let iBiasTau = 1017
  static let synapseRowCount = 8
  static let stimulusWeight: UInt8 = 10
  static let refractoryTime: NeuronBackendConfig.RefractoryTime = 70
  static let clockScaleSlow: CommonNeuronBackendConfig.ClockScale = 9
  static let clockScaleFast: CommonNeuronBackendConfig.ClockScale = 2
  /// How long a reset lasts: 70 counts of 32 ns.
  static let resetMicroseconds = 70 * 0.032
}

extension CalibSession {
  /// Brings the chip into the state from which neurons and drivers are calibrated: membranes on the
  /// CADC, synaptic currents on the neurons, defaults everywhere.
  ///
  /// calix: `configure_chip`.
  func configureChip() {
    connectCADCToNeurons()
    connectSynapticCurrents()
    builder.setCADCDebugLine(.disconnected)
    setNeuronConfigs([NeuronConfig](repeating: .hagen, count: AtomicNeuronOnDLS.count))
    configureBackend()
    configureStimulus(rows: NeuronDefaults.synapseRowCount, weight: NeuronDefaults.stimulusWeight)
    setDriverConfigs([SynapseDriverConfig](repeating: .init(), count: SynapseDriverOnDLS.count))
    for hemisphere in CommonSTPConfigOnDLS.allCases { builder.write(hemisphere, CommonSTPConfig()) }
    for hemisphere in CommonPADIBusConfigOnDLS.allCases {
      builder.write(hemisphere, CommonPADIBusConfig())
    }
    writeInitialNeuronCells()
    writeNeuronBiases()
    settle(microseconds: CalibTiming.capMemLevelOffAll)
  }

  func connectCADCToNeurons() {
    var quad = ColumnCorrelationQuad()
    for entry in EntryOnQuad.allCases {
      quad.switches[entry].enableInternalCausal = true
      quad.switches[entry].enableInternalAcausal = true
      quad.switches[entry].enableCADCNeuronReadoutCausal = true
      quad.switches[entry].enableCADCNeuronReadoutAcausal = true
    }
    for coordinate in ColumnCorrelationQuadOnDLS.allCases { builder.write(coordinate, quad) }
  }

  func connectSynapticCurrents() {
    let quad = ColumnCurrentQuad.connected
    for coordinate in ColumnCurrentQuadOnDLS.allCases { builder.write(coordinate, quad) }
  }

  /// Neuron backends, their clocks and the length of resets.
  func configureBackend() {
    var backend = NeuronBackendConfig()
    backend.refractoryTime = NeuronDefaults.refractoryTime
    backend.selectInputClock = .fast
    for neuron in NeuronBackendConfigOnDLS.allCases { builder.write(neuron, backend) }
    setBackendClocks(
      slow: NeuronDefaults.clockScaleSlow, fast: NeuronDefaults.clockScaleFast)
    var correlation = CommonCorrelationConfig()
    correlation.resetDuration = 5
    for hemisphere in CommonCorrelationConfigOnDLS.allCases {
      builder.write(hemisphere, correlation)
    }
  }

  func setBackendClocks(
    slow: CommonNeuronBackendConfig.ClockScale, fast: CommonNeuronBackendConfig.ClockScale
  ) {
    var common = CommonNeuronBackendConfig()
    common.clockScaleSlow = slow
    common.clockScaleFast = fast
    for half in CommonNeuronBackendConfigOnDLS.allCases { builder.write(half, common) }
  }

  private func writeInitialNeuronCells() {
    let vLeak = spreadValues(around: NeuronDefaults.vLeak)
    setCells(.vLeak, vLeak)
    setCells(.vReset, vLeak)
    setCellsWithNoise(.iBiasLeak, around: NeuronDefaults.iBiasLeak)
    setCellsWithNoise(.iBiasReset, around: NeuronDefaults.iBiasReset)
    setCells(.iBiasSyninExcCoba, all: 0)
    setCells(.iBiasSyninInhCoba, all: 0)
    for input in SynapticInput.allCases {
      setCells(input.gmRow, all: 0)
      setCellsWithNoise(input.shiftRow, around: NeuronDefaults.iBiasShift)
      setCellsWithNoise(input.tauRow, around: NeuronDefaults.iBiasTau)
    }
  }

  /// The biases that all neurons of a quadrant share.
  func writeNeuronBiases() {
    setShared(.neuronVBiasCascN, all: 250)
    setShared(.neuronIBiasReadoutAmp, all: 110)
    setShared(.neuronIBiasLeakSourceFollower, all: 100)
    setShared(.neuronIBiasSpikeComparator, all: 200)
    setShared(.neuronIBiasSyninDrop, all: 300)
    setShared(.synIBiasDac, all: 1022)
    for cell in [SingleCapMemCell.readoutOutAmpIBias0, .readoutOutAmpIBias1] {
      builder.write(cell.cell, CapMemCell(lsb: 1022))
    }
  }

  // MARK: - Stimulus

  /// Fills both arrays so that one event with address 0 fires the first rows of each.
  func configureStimulus(rows: Int, weight: UInt8) {
    let width = SynapseOnSynapseRow.count
    let count = SynapseRowOnSynram.count * width
    var weights = [UInt8](repeating: 0, count: count)
    // Rows that shall be silent get another label as well.
    var labels = [UInt8](repeating: 1, count: count)
    for index in 0..<rows * width {
      weights[index] = weight
      labels[index] = 0
    }
    for synram in SynramOnDLS.allCases { writeSynapses(synram, weights: weights, labels: labels) }
  }

  /// Makes drivers answer to every event, on both rows alike, with a full pulse.
  ///
  /// calix lets all drivers answer, also those whose rows are silent.
  ///
  /// - Parameters:
  ///   - input: the line that rows act on.
  ///   - rows: how many rows of each array have a driver that answers; nil for all.
  func configureStimulusDrivers(_ input: SynapticInput, rows: Int? = nil) {
    var config = SynapseDriverConfig()
    config.enableReceiver = true
    config.rowAddressCompareMask = 0
    config.enableAddressOut = true
    config.rowModeTop = input.rowMode
    config.rowModeBottom = input.rowMode
    let silent = SynapseDriverConfig()
    let count = (rows ?? SynapseRowOnSynram.count) / 2
    setDriverConfigs(
      SynapseDriverOnDLS.allCases.map {
        $0.value % SynapseDriverOnSynapseDriverBlock.count < count ? config : silent
      })
    for hemisphere in CommonPADIBusConfigOnDLS.allCases {
      builder.write(hemisphere, CommonPADIBusConfig())
    }
  }

  /// Queues one event on all buses of a hemisphere.
  func fireStimulus(_ synram: SynramOnDLS) {
    var event = PADIEvent()
    event.fireBus = .init(repeating: true)
    builder.write(synram.toPADIEventOnDLS(), event)
  }

  /// Queues a write of a whole array whose values are known to be in range.
  func writeSynapses(_ synram: SynramOnDLS, weights: [UInt8], labels: [UInt8]) {
    do {
      try builder.writeSynapses(synram, weights: weights, labels: labels)
    } catch {
      preconditionFailure("matrices of calibrations fit the array: \(error)")
    }
  }
}

extension ColumnCurrentQuad {
  /// Both lines of each column connected to the neuron.
  static let connected: ColumnCurrentQuad = {
    var quad = ColumnCurrentQuad()
    for entry in EntryOnQuad.allCases {
      quad.switches[entry].enableSynapticCurrentExcitatory = true
      quad.switches[entry].enableSynapticCurrentInhibitory = true
    }
    return quad
  }()
}

import Containers
import Coordinates

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

  /// Writes the biases that all neurons of a quadrant share.
  func writeNeuronBiases() {
    setShared(.neuronVBiasCascN, all: 250)
    setShared(.neuronIBiasReadoutAmp, all: 110)
    setShared(.neuronIBiasLeakSourceFollower, all: 100)
    setShared(.neuronIBiasSpikeComparator, all: 200)
    setShared(.neuronIBiasSyninDrop, all: 300)
    setShared(.synIBiasDac, all: ParameterRange.capMem.upper)
    for cell in [SingleCapMemCell.readoutOutAmpIBias0, .readoutOutAmpIBias1] {
      builder.write(cell.cell, CapMemCell(.value(.max)))
    }
  }
}

extension ColumnCurrentQuad {
  /// The switches that connect both lines of each column to the neuron.
  static let connected: ColumnCurrentQuad = {
    var quad = ColumnCurrentQuad()
    for entry in EntryOnQuad.allCases {
      quad.switches[entry].enableSynapticCurrentExcitatory = true
      quad.switches[entry].enableSynapticCurrentInhibitory = true
    }
    return quad
  }()
}

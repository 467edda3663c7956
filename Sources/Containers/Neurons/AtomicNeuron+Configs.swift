import Coordinates

extension AtomicNeuron {
  /// The analog switches of the neuron. lola: `AtomicNeuron::asNeuronConfig`
  public func asNeuronConfig() -> NeuronConfig {
    var config = NeuronConfig()
    config.enableFire = eventRouting.analogOutput != .off
    config.enableStrongFire = eventRouting.analogOutput == .strong
    config.invertMembraneOffset = constantCurrent.type == .sink
    config.enableThresholdComparator = threshold.enable
    config.enableSynapticInputExcitatory = excitatoryInput.enable
    config.enableSynapticInputInhibitory = inhibitoryInput.enable
    config.enableSynapticInputExcitatoryCobaMode = excitatoryInput.enableCobaMode
    config.enableSynapticInputInhibitoryCobaMode = inhibitoryInput.enableCobaMode
    config.enableSynapticInputExcitatorySmallCapacitance = excitatoryInput.enableSmallCapacitance
    config.enableSynapticInputInhibitorySmallCapacitance = inhibitoryInput.enableSmallCapacitance
    config.enableSynapticInputExcitatoryHighResistance = excitatoryInput.enableHighResistance
    config.enableSynapticInputInhibitoryHighResistance = inhibitoryInput.enableHighResistance
    config.enableBypassExcitatory = eventRouting.enableBypassExcitatory
    config.enableBypassInhibitory = eventRouting.enableBypassInhibitory
    config.enableMembraneOffset = constantCurrent.enable
    config.membraneCapacitorSize = membraneCapacitance.capacitance
    config.invertAdaptationA = adaptation.invertA
    config.invertAdaptationB = adaptation.invertB
    config.enableAdaptation = adaptation.enable
    config.enableExponential = exponential.enable
    config.enableUnbufferedAccess = readout.enableUnbufferedAccess
    config.enableReadoutAmplifier = readout.enableAmplifier
    config.readoutSource = readout.source
    config.enableReadout = readout.enableBufferedAccess
    config.enableResetDegeneration = reset.enableDegeneration
    config.enableResetDivision = reset.enableDivision
    config.enableResetMultiplication = reset.enableMultiplication
    config.enableLeakDegeneration = leak.enableDegeneration
    config.enableLeakDivision = leak.enableDivision
    config.enableLeakMultiplication = leak.enableMultiplication
    config.enablePause = refractoryPeriod.enablePause
    config.enableDivideMulticompConductanceBias = multicompartment.enableConductanceDivision
    config.enableMultiplyMulticompConductanceBias = multicompartment.enableConductanceMultiplication
    config.connectSoma = multicompartment.connectSoma
    config.connectMembraneRight = multicompartment.connectRight
    config.enableMulticompConductance = multicompartment.enableConductance
    config.connectBottom = multicompartment.connectVertical
    config.connectSomaRight = multicompartment.connectSomaRight
    return config
  }

  /// Takes over the analog switches; a strong fire pulse that is not enabled is off.
  public mutating func set(_ config: NeuronConfig) {
    let strength: EventRouting.AnalogOutput = config.enableStrongFire ? .strong : .normal
    eventRouting.analogOutput = config.enableFire ? strength : .off
    constantCurrent.type = config.invertMembraneOffset ? .sink : .source
    threshold.enable = config.enableThresholdComparator
    excitatoryInput.enable = config.enableSynapticInputExcitatory
    inhibitoryInput.enable = config.enableSynapticInputInhibitory
    excitatoryInput.enableCobaMode = config.enableSynapticInputExcitatoryCobaMode
    inhibitoryInput.enableCobaMode = config.enableSynapticInputInhibitoryCobaMode
    excitatoryInput.enableSmallCapacitance = config.enableSynapticInputExcitatorySmallCapacitance
    inhibitoryInput.enableSmallCapacitance = config.enableSynapticInputInhibitorySmallCapacitance
    excitatoryInput.enableHighResistance = config.enableSynapticInputExcitatoryHighResistance
    inhibitoryInput.enableHighResistance = config.enableSynapticInputInhibitoryHighResistance
    eventRouting.enableBypassExcitatory = config.enableBypassExcitatory
    eventRouting.enableBypassInhibitory = config.enableBypassInhibitory
    constantCurrent.enable = config.enableMembraneOffset
    membraneCapacitance.capacitance = config.membraneCapacitorSize
    adaptation.invertA = config.invertAdaptationA
    adaptation.invertB = config.invertAdaptationB
    adaptation.enable = config.enableAdaptation
    exponential.enable = config.enableExponential
    readout.enableUnbufferedAccess = config.enableUnbufferedAccess
    readout.enableAmplifier = config.enableReadoutAmplifier
    readout.source = config.readoutSource
    readout.enableBufferedAccess = config.enableReadout
    reset.enableDegeneration = config.enableResetDegeneration
    reset.enableDivision = config.enableResetDivision
    reset.enableMultiplication = config.enableResetMultiplication
    leak.enableDegeneration = config.enableLeakDegeneration
    leak.enableDivision = config.enableLeakDivision
    leak.enableMultiplication = config.enableLeakMultiplication
    refractoryPeriod.enablePause = config.enablePause
    multicompartment.enableConductanceDivision = config.enableDivideMulticompConductanceBias
    multicompartment.enableConductanceMultiplication = config.enableMultiplyMulticompConductanceBias
    multicompartment.connectSoma = config.connectSoma
    multicompartment.connectRight = config.connectMembraneRight
    multicompartment.enableConductance = config.enableMulticompConductance
    multicompartment.connectVertical = config.connectBottom
    multicompartment.connectSomaRight = config.connectSomaRight
  }

  /// The digital backend of the neuron. lola: `AtomicNeuron::asNeuronBackendConfig`
  public func asNeuronBackendConfig() -> NeuronBackendConfig {
    var backend = NeuronBackendConfig()
    backend.enableBayesian0 = bayesian.operation.rawValue & 1 != 0
    backend.enableBayesian1 = bayesian.operation.rawValue & 2 != 0
    backend.addressOut = eventRouting.address
    backend.resetHoldoff = refractoryPeriod.resetHoldoff
    backend.refractoryTime = refractoryPeriod.refractoryTime
    backend.postOverwrite = eventRouting.enablePostOverwrite
    backend.selectInputClock = refractoryPeriod.inputClock
    backend.enableAdaptationPulse = adaptation.enablePulse
    backend.enableBayesianExtension = bayesian.toPostPulse
    backend.enableNeuronSlave = bayesian.enableSlave
    backend.connectFireBottom = bayesian.connectFireVertical
    backend.connectFireFromRight = bayesian.connectFireFromRight
    backend.connectFireToRight = bayesian.connectFireToRight
    backend.enableSpikeOut = eventRouting.enableDigital
    backend.enableNeuronMaster = bayesian.enableMaster
    return backend
  }

  /// Takes over the digital backend.
  public mutating func set(_ backend: NeuronBackendConfig) {
    let first = backend.enableBayesian0 ? 1 : 0
    bayesian.operation = .init(unchecked: first + (backend.enableBayesian1 ? 2 : 0))
    eventRouting.address = backend.addressOut
    refractoryPeriod.resetHoldoff = backend.resetHoldoff
    refractoryPeriod.refractoryTime = backend.refractoryTime
    eventRouting.enablePostOverwrite = backend.postOverwrite
    refractoryPeriod.inputClock = backend.selectInputClock
    adaptation.enablePulse = backend.enableAdaptationPulse
    bayesian.toPostPulse = backend.enableBayesianExtension
    bayesian.enableSlave = backend.enableNeuronSlave
    bayesian.connectFireVertical = backend.connectFireBottom
    bayesian.connectFireFromRight = backend.connectFireFromRight
    bayesian.connectFireToRight = backend.connectFireToRight
    eventRouting.enableDigital = backend.enableSpikeOut
    bayesian.enableMaster = backend.enableNeuronMaster
  }
}

extension CADCCalibTarget: Archived {
  static var blank: CADCCalibTarget { CADCCalibTarget() }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("dynamic_range", &dynamicRange, .ends)
    try visitor.field("read_range", &readRange, .ends)
  }
}

extension HagenNeuronCalibTarget: Archived {
  static var blank: HagenNeuronCalibTarget { HagenNeuronCalibTarget() }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    let count = Self.neuronCount
    try visitor.field("tau_mem_seconds", &tauMemSeconds, .perNeuron(count: count))
    try visitor.field("i_synin_gm", &iSyninGm, .cell)
    // Without a noise target the array is empty.
    try visitor.field("target_noise", &targetNoise, .optionalDouble)
    try visitor.field("synapse_dac_bias", &synapseDACBias, .cell)
    try visitor.field("leak", &leak, .doubles(count: count))
    try visitor.field("tau_syn_exc_seconds", &tauSynExcSeconds, .doubles(count: count))
    try visitor.field("tau_syn_inh_seconds", &tauSynInhSeconds, .doubles(count: count))
  }
}

extension HagenCalibTarget: Archived {
  static var blank: HagenCalibTarget { HagenCalibTarget() }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.group("cadc", &cadc)
    try visitor.group("neuron", &neuron)
  }
}

extension HagenSyninCalibTarget: Archived {
  static var blank: HagenSyninCalibTarget { HagenSyninCalibTarget() }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.group("cadc", &cadc)
    try visitor.field("synapse_dac_bias", &synapseDACBias, .cell)
  }
}

extension CADCCalibOptions: Archived {
  static var blank: CADCCalibOptions { CADCCalibOptions() }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("calibrate_offsets", &calibrateOffsets, .flag)
  }
}

extension NeuronCalibOptions: Archived {
  static var blank: NeuronCalibOptions { NeuronCalibOptions() }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("uses_madc", &usesMADC, .flag)
    try visitor.field("matches_synapse_dac", &matchesSynapseDAC, .flag)
    try visitor.field("uses_small_capacitance", &usesSmallCapacitance, .flag)
  }
}

extension SynapseDriverCalibOptions: Archived {
  static var blank: SynapseDriverCalibOptions { SynapseDriverCalibOptions() }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("offset_test_activation", &offsetTestActivation, .integer(in: 1...31))
    try visitor.field("fixed_registers", &fixedRegisters, .registerCodes)
    try visitor.field("aligns_middle", &alignsMiddle, .flag)
  }
}

extension HagenCalibOptions: Archived {
  static var blank: HagenCalibOptions { HagenCalibOptions() }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.part(&cadc)
    try visitor.part(&neuron)
    try visitor.part(&synapseDriver)
    try visitor.field("neuron_disable_leakage", &neuronDisableLeakage, .flag)
  }
}

extension HagenSyninCalibOptions: Archived {
  static var blank: HagenSyninCalibOptions { HagenSyninCalibOptions() }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.part(&cadc)
    try visitor.part(&synapseDriver)
  }
}

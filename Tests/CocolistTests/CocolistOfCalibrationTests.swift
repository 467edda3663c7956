import Calib
import ChipModel
import Cocolist
import Containers
import Coordinates
import Testing
import _TestSupport

/// The three forms of a calibration configure a chip alike.
@Suite(.fullTier) struct CocolistOfCalibrationTests {
  /// All registers of a container type that a program can read.
  private func registers<C: Container>(of type: C.Type, _ chip: Chip) throws -> [C] {
    var builder = PlaybackProgramBuilder()
    let tickets = C.CoordinateType.allCases.map { builder.read($0, as: C.self) }
    let results = try chip.run(builder.done())
    return try tickets.map { try results.get($0) }
  }

  private func expectSameRegisters(_ one: Chip, _ other: Chip) throws {
    func same<C: Container>(_ type: C.Type) throws {
      #expect(try registers(of: type, one) == registers(of: type, other), "\(type)")
    }
    try same(CapMemCell.self)
    try same(NeuronConfig.self)
    try same(NeuronBackendConfig.self)
    try same(CommonNeuronBackendConfig.self)
    try same(SynapseDriverConfig.self)
    try same(CADCConfig.self)
    try same(CADCChannelConfig.self)
    try same(ColumnCurrentQuad.self)
    try same(ColumnCorrelationQuad.self)
    try same(CommonCorrelationConfig.self)
    try same(CommonPADIBusConfig.self)
    try same(CommonSTPConfig.self)
    try same(CrossbarNode.self)
  }

  @Test func `a calibration for membranes gives the same registers in all forms`() throws {
    let result = try CalibratedChip.hagen
    let list = try result.cocolist
    let native = try CalibratedChip.fresh()
    try result.apply(to: native)
    let data = RandomProduct(seed: 5, rows: 100, columns: 60, batch: 8)
    for read in [
      list, try Cocolist(portableBinary: list.portableBinary()),
      try Cocolist(compressedJSON: list.compressedJSON()),
    ] {
      let chip = try CalibratedChip.fresh()
      try read.apply(to: chip)
      try expectSameRegisters(native, chip)
      let fresh = try CalibratedChip.fresh()
      try result.apply(to: fresh)
      #expect(
        try chip.multiply(inputs: data.inputs, batch: 8, data.product())
          == fresh.multiply(inputs: data.inputs, batch: 8, data.product()))
    }
  }

  @Test func `a calibration for lines gives the same registers`() throws {
    let result = try CalibratedChip.synin
    let native = try CalibratedChip.fresh()
    try result.apply(to: native)
    let chip = try CalibratedChip.fresh()
    try Cocolist(portableBinary: result.cocolist.portableBinary()).apply(to: chip)
    try expectSameRegisters(native, chip)
    #expect(try result.cocolist.isForLines)
    #expect(try result.cocolist.driverOffsets == result.synapseDriver.hagenDACOffset)
  }

  /// The board holds the debug lines of the synapses at 1.2 V, through the first pad.
  ///
  /// calix: `HagenSyninCalibResult.apply`
  @Test func `a list for lines sets the way from the board to the debug lines`() throws {
    let cocos = try CalibratedChip.synin.cocolist.cocos
    let pads = cocos.compactMap { $0.container as? PadMultiplexerConfig }
    let switches = cocos.compactMap { $0.container as? ShiftRegister }
    let converters = cocos.compactMap { $0.container as? DACChannelBlock }
    #expect(pads.count == 1 && switches.count == 1 && converters.count == 1)
    let areRouted = pads.allSatisfy {
      $0.synapseIntermediateMuxToPad && $0.syninDebugExcitatoryToSynapseIntermediateMux
        && $0.syninDebugInhibitoryToSynapseIntermediateMux
    }
    #expect(areRouted)
    #expect(switches.allSatisfy { $0.padsOfDAC[0] && !$0.padsOfDAC[1] })
    #expect(converters.allSatisfy { abs($0.padVolts - 1.2) < 0.001 })
    #expect(cocos.last?.container is Timer)
  }

  /// Counts of the real file. calix: `HagenCalibResult.apply`
  @Test func `the list has as many containers as the real one, in its order`() throws {
    let list = try CalibratedChip.hagen.cocolist
    var names: [(name: String, count: Int)] = []
    for coco in list.cocos {
      let name = "\(type(of: coco.container))"
      if names.last?.name == name {
        names[names.count - 1].count += 1
      } else {
        names.append((name, 1))
      }
    }
    #expect(
      names.map(\.name) == [
        "CADCConfig", "CapMemCell", "CADCChannelConfig", "AtomicNeuron", "ColumnCorrelationQuad",
        "ColumnCurrentQuad", "CommonNeuronBackendConfig", "CommonCorrelationConfig", "CapMemCell",
        "Timer", "CapMemCell", "SynapseDriverConfig",
      ])
    #expect(names.map(\.count) == [2, 20, 1024, 512, 128, 128, 2, 2, 26, 1, 14, 256])
  }
}

import ChipModel
import Cocolist
import Containers
import Coordinates
import Testing

@testable import Calib

@Suite struct CocoCollectorTests {
  @Test func `a program that writes whole rows of synapses gives no cocolist`() throws {
    var builder = PlaybackProgramBuilder()
    let row = [UInt8](repeating: 1, count: SynapseOnSynapseRow.count)
    try builder.writeSynapses(.top, weights: row, labels: row)
    let program = builder.done()
    #expect(throws: ChipError.wholeRowsWritten) { try CocoCollector(program) }
    #expect(try CocoCollector(program, omitsSynapseRows: true).list().cocos.isEmpty)
  }

  @Test func `a register without its container in the list is an error`() throws {
    var builder = PlaybackProgramBuilder()
    builder.write(CADCConfigOnDLS.top, CADCConfig())
    builder.write(CommonSTPConfigOnDLS.top, CommonSTPConfig())
    var collector = try CocoCollector(builder.done())
    collector.take(CADCConfig.self)
    let error = #expect(throws: CalibError.self) { try collector.list() }
    #expect(error?.description.contains("lacks 1 registers") == true)
    collector.take(CommonSTPConfig.self)
    #expect(try collector.list().cocos.count == 2)
  }
}

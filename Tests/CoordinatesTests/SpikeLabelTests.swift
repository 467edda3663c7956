import Testing

@testable import Coordinates

@Suite("Labels of events")
struct SpikeLabelTests {
  @Test func `the documented example of a MAC label`() {
    // h = 1, d = 5, x = 31: 0x4000 | 0x2000 | 0x40 | 1
    let driver = SynapseDriverOnDLS(5, SynapseDriverBlockOnDLS.bottom)
    #expect(SpikeLabel(driver, 31)?.rawValue == 0x6041)
  }

  @Test(arguments: SynapseDriverOnDLS.allCases)
  func `a MAC label follows the formula for every activation`(_ driver: SynapseDriverOnDLS) {
    let (position, half) = (driver.local.value, driver.block.value)
    for activation in HagenActivation.allCases where activation != 0 {
      let address = (position % 4) << 14 | half << 13 | (position / 4) << 6
      let expected = address + (32 - activation.value)
      #expect(SpikeLabel(driver, activation)?.value == expected)
    }
  }

  @Test(arguments: SynapseDriverOnDLS.allCases)
  func `a MAC label reaches its driver and payload`(_ driver: SynapseDriverOnDLS) throws {
    let label = try #require(SpikeLabel(driver, 17, 1))
    #expect(label.spl1Address.value == driver.local.toPADIBusOnPADIBusBlock().value)
    #expect(label.rowSelectAddress == driver.local.toPADIRowSelectAddress())
    #expect(label.synapseLabel.hagenAddress == 1)
    #expect(HagenActivation(wireCode: label.synapseLabel.hagenWireCode) == 17)
    #expect(label.neuronLabel.value >> SpikeLabel.hemisphereBit & 1 == driver.block.value)
  }

  @Test func `activation zero sends no event`() {
    #expect(HagenActivation(0).wireCode == nil)
    #expect(SynapseLabel(HagenActivation(0)) == nil)
    #expect(SpikeLabel(SynapseDriverOnDLS(3), HagenActivation(0)) == nil)
  }

  @Test func `wire codes run backwards and never are zero`() {
    let codes = HagenActivation.allCases.compactMap(\.wireCode)
    #expect(codes == Array((1...31).reversed()))
    for activation in HagenActivation.allCases.dropFirst() {
      #expect(HagenActivation(wireCode: activation.wireCode ?? 0) == activation)
    }
    #expect(HagenActivation(wireCode: 0) == 31)
  }

  @Test(arguments: [UInt16(0), 0xFFFF, 0xA5A5, 0x5A5A])
  func `setting a field leaves the other bits alone`(_ start: UInt16) {
    var label = SpikeLabel(unchecked: start)
    label.rowSelectAddress = 21
    #expect(label.rawValue & ~(0x1F << 6) == start & ~(0x1F << 6))
    #expect(label.rowSelectAddress == 21)
    label.spl1Address = 2
    #expect(label.rawValue & 0x3FFF & ~(0x1F << 6) == start & 0x3FFF & ~(0x1F << 6))
    #expect(label.spl1Address == 2)
  }
}

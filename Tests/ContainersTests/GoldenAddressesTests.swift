import Coordinates
import Testing

@testable import Containers

@Suite("Addresses against the real software")
struct GoldenAddressesTests {
  private static let goldenContainers = ContainerCatalogue.all.filter {
    Golden.addresses.has("\($0)")
  }

  @Test func `every container of the golden file is in the catalogue`() {
    let names = Golden.addresses.keys.filter { $0 != "about" }
    #expect(Set(names) == Set(Self.goldenContainers.map { "\($0)" }))
  }

  @Test(arguments: goldenContainers.indices)
  func `every listed place has the real addresses`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      let table = Golden.addresses["\(type)"]
      #expect(table["coordinate_type"].string == "\(C.CoordinateType.self)")
      #expect(table["coordinate_size"].int == C.CoordinateType.count)
      let rows = table["enum_and_write_addresses"].array
      if table["complete"].int == 1 { #expect(rows.count == C.CoordinateType.count) }
      for row in rows {
        let coordinate = try C.CoordinateType(validating: row[0].int)
        let addresses = (0..<C.wordCount).map { C.writeAddress(of: coordinate, word: $0) }
        #expect(addresses == row[1].array.map(\.word), "\(type) \(coordinate)")
      }
    }
    try check(Self.goldenContainers[index])
  }

  @Test(arguments: ContainerCatalogue.all.indices)
  func `no two words of a container type share an address`(_ index: Int) {
    func check<C: Container>(_ type: C.Type) {
      var seen: Set<UInt32> = []
      for coordinate in C.CoordinateType.allCases {
        for word in 0..<C.wordCount { seen.insert(C.writeAddress(of: coordinate, word: word)) }
      }
      #expect(seen.count == C.CoordinateType.count * C.wordCount, "\(type)")
    }
    check(ContainerCatalogue.all[index])
  }

  @Test func `results of the CADC lie where the PPU reads them`() {
    // libnux: dls.tcc; halco: buffered reads set bit 21
    let quad = SynapseQuadOnSynram(5, 3)
    let address = { (channel: CADCChannelType, readout: CADCReadoutType, synram: SynramOnDLS) in
      CADCSampleQuad.writeAddress(
        of: CADCSampleQuadOnDLS(quad, channel, readout, synram), word: 0)
    }
    #expect(address(.causal, .triggerRead, .top) == 0x02C8_00C5)
    #expect(address(.acausal, .triggerRead, .top) == 0x02CC_00C5)
    #expect(address(.causal, .buffered, .bottom) == 0x03E8_00C5)
  }
}

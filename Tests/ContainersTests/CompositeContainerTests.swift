import Coordinates
import Foundation
import Testing

@testable import Containers

@Suite("Containers that consist of others")
struct CompositeContainerTests {
  private func randomMatrix(seed: UInt64) -> SynapseMatrix {
    var generator = TestGenerator(seed: seed)
    return SynapseMatrix { _ in UInt32.random(in: 0...UInt32.max, using: &generator) }
  }

  @Test(arguments: SynramOnDLS.allCases)
  func `a matrix has the words and addresses of its quads`(_ synram: SynramOnDLS) {
    let matrix = randomMatrix(seed: 3)
    let words = matrix.encode()
    #expect(words.count == SynapseMatrix.wordCount && words.count == 32768)
    var byAddress: [UInt32: UInt32] = [:]
    for (index, word) in words.enumerated() {
      byAddress[SynapseMatrix.writeAddress(of: synram, word: index)] = word
    }
    #expect(byAddress.count == words.count)
    for place in SynapseQuadOnSynram.allCases {
      let row = place.y
      let columns = place.x.toSynapseOnSynapseRow()
      var quad = SynapseQuad()
      for entry in EntryOnQuad.allCases {
        quad.weights[entry] = matrix.weights[row, columns[entry]]
        quad.labels[entry] = matrix.labels[row, columns[entry]]
        quad.timeCalibs[entry] = matrix.timeCalibs[row, columns[entry]]
        quad.ampCalibs[entry] = matrix.ampCalibs[row, columns[entry]]
      }
      let onDLS = SynapseQuadOnDLS(place, synram)
      for word in 0..<SynapseQuad.wordCount
      where byAddress[SynapseQuad.writeAddress(of: onDLS, word: word)] != quad.word(word) {
        Issue.record("quad \(place), word \(word)")
      }
    }
  }

  @Test func `decoding undoes encoding, synapse by synapse`() throws {
    let matrix = randomMatrix(seed: 4)
    #expect(try SynapseMatrix(decoding: matrix.encode()) == matrix)
    var other = matrix
    other.weights[255, 254] = SynapseWeight(unchecked: 63 - matrix.weights[255, 254].value)
    #expect(try SynapseMatrix(decoding: other.encode()) == other)
    #expect(zip(other.encode(), matrix.encode()).count { $0 != $1 } == 1)
    #expect(Set(matrix.labels.values).count == 64)
    #expect(SynapseMatrix().encode().allSatisfy { $0 == 0 })
  }

  @Test func `a whole chip encodes to its words and back, and no two words share an address`()
    throws
  {
    let addresses = (0..<LolaChip.wordCount).map { LolaChip.writeAddress(of: .min, word: $0) }
    #expect(Set(addresses).count == addresses.count)
    let words = LolaChip().encode()
    #expect(try LolaChip(decoding: words) == LolaChip())
  }

  @Test func `a whole chip keeps random fields, which need not be legal words`() throws {
    var generator = TestGenerator(seed: 9)
    let chip = LolaChip { _ in UInt32.random(in: 0...UInt32.max, using: &generator) }
    let words = chip.encode()
    #expect(words.count == LolaChip.wordCount)
    #expect(LolaChip { words[$0] } == chip)
    #expect(try LolaChip(decoding: words) == chip)
    #expect(
      throws: ContainerError.wordCount(
        container: "LolaChip", expected: LolaChip.wordCount, found: 3)
    ) { try LolaChip(decoding: [1, 2, 3]) }
  }

  @Test func `every word of every container that keeps what is written is in the whole chip`() {
    let own = Set((0..<LolaChip.wordCount).map { LolaChip.writeAddress(of: .min, word: $0) })
    func check<C: Container>(_ type: C.Type) {
      // Triggers and results keep nothing; single views of synapses lie at addresses of their own.
      let isOther = [
        "SynapseWeightQuad", "SynapseLabelQuad", "SynapseCorrelationCalibQuad",
        "EventRecordingConfig", "NeuronReset", "NeuronResetQuad", "SpikeCounterReset",
        "BlockPostPulse",
      ].contains("\(type)")
      guard C.isReadable, C.isWritable, !isOther else { return }
      for place in C.CoordinateType.allCases {
        for word in 0..<C.wordCount {
          let address = C.writeAddress(of: place, word: word)
          if !own.contains(address) { Issue.record("\(type) at \(place)") }
        }
      }
    }
    for type in ContainerCatalogue.all { check(type) }
  }

  @Test func `the README names every container that is there and every one that is not`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appendingPathComponent("Sources/Containers/README.md"), encoding: .utf8)
    let names = text.split { !$0.isLetter && !$0.isNumber }
    let modelled = ContainerCatalogue.all.map { "\($0)" } + ["SynapseMatrix", "LolaChip"]
    for name in modelled + NotModelledContainer.allCases.map(\.rawValue) {
      #expect(names.contains { $0 == name }, "\(name)")
    }
    #expect(NotModelledContainer.allCases.allSatisfy { !$0.reason.isEmpty })
  }

  @Test func `the clocks of the defaults are those of the model`() {
    let pll = ADPLL()
    #expect(pll.oscillatorHertz == 1e9)
    #expect(pll.core0Hertz == 500e6)
    #expect(pll.core1Hertz == 250e6)
    #expect(pll.dcoHertz == 500e6)
  }
}

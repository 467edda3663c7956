import SimulationCore
import Testing

@testable import Synram

/// Weights that step aside for others and return.
@Suite struct KeptSynapsesTests {
  private func write(_ synram: Synram, _ weight: UInt8, rows: Range<Int> = 0..<256) {
    let (weights, labels) = (
      [UInt8](repeating: weight, count: 256), [UInt8](repeating: 0, count: 256)
    )
    weights.withUnsafeBufferPointer { weights in
      labels.withUnsafeBufferPointer { labels in
        for row in rows { synram.setRow(row, weights: weights, labels: labels) }
      }
    }
  }

  /// An array whose drivers listen, with a weight in all synapses.
  private func loaded(_ weight: UInt8) throws -> Synram {
    let synram = try array("typical")
    for driver in 0..<128 { synram.configure(driver: driver, hagenSettings()) }
    write(synram, weight)
    return synram
  }

  @Test func `kept weights return as they were`() throws {
    let synram = try loaded(20)
    let before = fire(synram)
    let kept = synram.keptSynapses
    synram.detachSynapses()
    write(synram, 50, rows: 0..<4)
    #expect(fire(synram) != before)
    #expect(synram.restore(kept))
    synram.restDrivers()
    #expect(fire(synram) == before)
  }

  @Test func `a detached copy begins with all weights and labels`() throws {
    let synram = try loaded(20)
    synram.setLabel(3, row: 1, column: 7)
    let before = fire(synram)
    synram.detachSynapses()
    synram.restDrivers()
    #expect(fire(synram) == before)
    #expect(synram.label(row: 1, column: 7) == 3)
  }

  @Test func `kept weights that somebody has changed are refused`() throws {
    let synram = try loaded(20)
    let kept = synram.keptSynapses
    synram.setWeight(21, row: 0, column: 0)
    #expect(!synram.restore(kept))
    let again = synram.keptSynapses
    synram.setLabel(1, row: 0, column: 0)
    #expect(!synram.restore(again))
    #expect(synram.weight(row: 0, column: 0) == 21)
  }

  @Test func `settings that change meanwhile act on kept weights`() throws {
    let changes: [(Synram) -> Void] = [
      { synram in
        var biases = synram.biases
        biases.left.synapseDAC = 0.5
        biases.right.synapseDAC = 0.5
        synram.apply(biases)
      },
      { synram in
        var settings = hagenSettings()
        settings.isModulated = false
        synram.configure(driver: 0, settings)
      },
      { $0.setPulseExtension(bus: 0, 7) },
    ]
    for change in changes {
      let (synram, plain) = (try loaded(20), try loaded(20))
      _ = fire(synram)
      let kept = synram.keptSynapses
      synram.detachSynapses()
      write(synram, 50)
      change(synram)
      change(plain)
      #expect(synram.restore(kept))
      synram.restDrivers()
      #expect(fire(synram) == fire(plain))
    }
  }
}

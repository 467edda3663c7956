import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// Two threads give the bits of one.
@Suite struct HemisphereThreadsTests {
  /// Returns the outcome of a program as text, as far as it can be compared.
  private func text(_ outcome: Result<ProgramResults, ChipError>) -> String {
    switch outcome {
    case .failure(let error): "\(error)"
    case .success(let results):
      "\(results.values) \(results.times) \(results.cycles) \(results.lostEvents)"
        + " \(results.madcSamples)"
    }
  }

  private func outcome(
    _ run: () throws(ChipError) -> ProgramResults
  ) -> Result<ProgramResults, ChipError> {
    Result { () throws(ChipError) in try run() }
  }

  @Test(arguments: [[], ["driver.jitter=5", "run.noise=100"], ["capmem.drift=1"]])
  func `random programs give the same results and leave the same chip`(effects: [String]) throws {
    let one = try nominalChip("typical", seed: 3, effects: effects)
    let two = try nominalChip("typical", seed: 3, threads: 2, effects: effects)
    for burst in 0..<UInt64(Tier.isFull ? 60 : 8) {
      for number in 0..<6 as Range<UInt64> {
        var fuzzer = ProgramFuzzer(seed: burst << 8 | number)
        let program = fuzzer.program()
        let expected = text(outcome { () throws(ChipError) in try one.run(program) })
        let found = text(outcome { () throws(ChipError) in try two.run(program) })
        try #require(found == expected, "program \(number) of burst \(burst)")
      }
      // A recording that goes on is no part of a snapshot.
      var builder = PlaybackProgramBuilder()
      _ = builder.stopMADC()
      _ = builder.stopProbe()
      let program = builder.done()
      _ = try (one.run(program), two.run(program))
      if one.bus.isWatched { continue }
      try #require(try one.snapshot() == two.snapshot(), "burst \(burst)")
    }
  }

  @Test func `samples of both hemispheres and traces of any neuron come from where they belong`()
    throws
  {
    var builder = PlaybackProgramBuilder()
    let traces = [5, 300, 255, 256].map { neuron in
      builder.startMADC(AtomicNeuronOnDLS(unchecked: neuron))
      builder.resetNeurons(SynramOnDLS(unchecked: neuron / 256))
      builder.wait(microseconds: 20)
      return builder.stopMADC()
    }
    let rows = SynramOnDLS.allCases.map { builder.readCADCRow($0) }
    let program = builder.done()
    let expected = try nominalChip("typical", seed: 1).run(program)
    let found = try nominalChip("typical", seed: 1, threads: 2).run(program)
    for trace in traces {
      #expect(try found.get(trace).values == expected.get(trace).values)
      #expect(try found.get(trace).values.count > 100)
    }
    for row in rows {
      #expect(try found.get(row).causal == expected.get(row).causal)
      #expect(try found.get(row).acausal == expected.get(row).acausal)
    }
  }
}

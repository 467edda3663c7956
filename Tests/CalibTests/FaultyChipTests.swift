import ChipModel
import SimulationCore
import Testing
import _TestSupport

@testable import Calib

/// Chips with broken parts: what calibrations find against what the seeds have drawn.
/// Deterministic: seeds are fixed.
@Suite(.fullTier) struct FaultyChipTests {
  /// The broken parts of a chip, which no program can ask for.
  struct Truth {
    let parameters: ChipParameters
    let seed: UInt64

    private func indices(
      _ kind: FaultKind, count: Int, fraction: Double, _ effect: Effect
    ) -> Set<Int> {
      var indices: Set<Int> = []
      for hemisphere in SideVertical.allCases {
        let parts = HemisphereDraw(seed: seed, hemisphere: hemisphere).parts(
          kind, count: count, fraction: fraction * parameters.effects[effect])
        for index in parts.indices where parts[index] {
          indices.insert(hemisphere.rawValue * count + index)
        }
      }
      return indices
    }

    var deadDrivers: Set<Int> {
      indices(
        .deadDriver, count: 128, fraction: parameters.synram.deadDriverFraction, .driverDead)
    }
    var stuckDrivers: Set<Int> {
      indices(
        .stuckDriver, count: 128, fraction: parameters.synram.stuckDriverFraction, .driverStuck
      ).subtracting(deadDrivers)
    }
    var channels: Set<Int> {
      let cadc = parameters.cadc
      return indices(
        .deadChannel, count: 512, fraction: cadc.deadChannelFraction, .cadcDeadChannel
      ).union(
        indices(
          .stuckChannel, count: 512, fraction: cadc.stuckChannelFraction, .cadcStuckChannel))
    }
    var quadrants: Set<Int> {
      indices(
        .deadQuadrant, count: 2, fraction: parameters.cadc.deadRampFraction, .cadcDeadQuadrant)
    }
    /// Dead columns, neurons stuck in reset, and those with a broken channel.
    var neurons: Set<Int> {
      let columns = parameters.columns
      return indices(.deadColumn, count: 256, fraction: columns.deadFraction, .columnDead).union(
        indices(
          .stuckNeuron, count: 256, fraction: columns.stuckFraction, .membraneStuckInReset)
      ).union(channels.map { $0 / 512 * 256 + $0 % 256 })
    }
  }

  private static let seeds: [UInt64] = Array(0..<5)
  private func hagen(_ seed: UInt64) throws -> HagenCalibResult {
    try SharedCalibrations.hagen("faulty", seed: seed)
  }

  private func failed(_ mask: [Bool]) -> Set<Int> { Set(mask.falseIndices) }

  private func share(_ mask: [Bool], without broken: Set<Int>) -> Double {
    let working = mask.indices.filter { !broken.contains($0) }
    return Double(working.count { mask[$0] }) / Double(max(1, working.count))
  }

  private func list(_ indices: Set<Int>) -> String { "\(indices.sorted())" }

  @Test(arguments: seeds) func `broken drivers and channels are named, and no others`(
    seed: UInt64
  ) throws {
    let truth = Truth(parameters: try preset("faulty"), seed: seed)
    let messages = try hagen(seed).report.messages
    func named(_ words: String) -> String? {
      messages.first { $0.contains(words) }?.split(separator: ": ").last.map(String.init)
    }
    func expected(_ indices: Set<Int>) -> String? { indices.isEmpty ? nil : list(indices) }
    #expect(named("give no pulse") == expected(truth.deadDrivers))
    #expect(named("whatever the activation") == expected(truth.stuckDrivers))
    #expect(named("do not follow their input") == expected(truth.channels))
  }

  @Test(arguments: seeds) func `whatever is broken fails, and most of the rest succeeds`(
    seed: UInt64
  ) throws {
    let truth = Truth(parameters: try preset("faulty"), seed: seed)
    let result = try hagen(seed)
    let drivers = truth.deadDrivers.union(truth.stuckDrivers)
    #expect(drivers.subtracting(failed(result.synapseDriver.success)) == [])
    #expect(truth.channels.subtracting(failed(result.cadc.success)) == [])
    #expect(truth.neurons.subtracting(failed(result.neuron.success)) == [])
    #expect(share(result.synapseDriver.success, without: drivers) >= 0.95)
    #expect(share(result.cadc.success, without: truth.channels) >= 0.95)
    #expect(share(result.neuron.success, without: truth.neurons) >= 0.95)
  }

  @Test func `the tested chips have broken parts of every kind`() throws {
    let truths = try Self.seeds.map { Truth(parameters: try preset("faulty"), seed: $0) }
    #expect(truths.contains { !$0.deadDrivers.isEmpty })
    #expect(truths.contains { !$0.stuckDrivers.isEmpty })
    #expect(truths.allSatisfy { !$0.channels.isEmpty })
    #expect(truths.allSatisfy { $0.neurons.count > $0.channels.count })
  }

  @Test func `lines find the same drivers and channels`() throws {
    let truth = Truth(parameters: try preset("faulty"), seed: 2)
    let result = try SharedCalibrations.hagenSynin("faulty", seed: 2)
    let drivers = truth.deadDrivers.union(truth.stuckDrivers)
    #expect(drivers.subtracting(failed(result.synapseDriver.success)) == [])
    #expect(failed(result.cadc.success) == truth.channels)
  }

  @Test func `a dead quadrant fails with its neurons and leaves the rest of the chip alone`() throws
  {
    let parameters = try preset("typical", effects: ["cadc.dead_quadrant=1"])
    let seed = try #require(
      (0..<100).first { Truth(parameters: parameters, seed: $0).quadrants.count == 1 })
    let quadrant = try #require(Truth(parameters: parameters, seed: seed).quadrants.first)
    let result = try HagenCalibration.calibrate(try Chip(parameters: parameters, seed: seed))
    let channels = Set((0..<1024).filter { Quadrants.ofChannel[$0].value == quadrant })
    let neurons = Set((0..<512).filter { $0 / 128 == quadrant })
    #expect(failed(result.cadc.success) == channels)
    #expect(neurons.subtracting(failed(result.neuron.success)) == [])
    #expect(share(result.neuron.success, without: neurons) >= 0.95)
    // Drivers are measured in the other half of their row.
    #expect(share(result.synapseDriver.success, without: []) >= 0.95)
    let messages = result.report.messages
    #expect(messages.contains { $0.contains("256 channels do not follow their input") })
    #expect(messages.contains { $0.contains("128 have a CADC channel that fails") })
    #expect(
      result.report.steps.flatMap(\.messages).contains {
        $0.contains("the synapses in quadrants [\(quadrant)] have no visible effect")
      })
  }

  @Test func `a chip on which nothing works ends with marks everywhere`() throws {
    let parameters = try preset("typical", effects: ["cadc.dead_quadrant=20"])
    let result = try HagenCalibration.calibrate(try Chip(parameters: parameters, seed: 1))
    for (name, mask) in result.successMasks { #expect(!mask.contains(true), "\(name)") }
    #expect(!result.report.messages.isEmpty)
  }
}

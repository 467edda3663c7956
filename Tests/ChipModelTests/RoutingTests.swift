import Containers
import Coordinates
import SimulationCore
import Testing
import _TestSupport

@testable import ChipModel

/// Drivers that answer to an event. Driver d has one synapse, on its top row in column d.
private struct Bench {
  let chip: Chip

  init() throws {
    chip = try nominalChip("ideal", effects: ["line.tail=1", "bus.event_loss=1"])
    var builder = PlaybackProgramBuilder()
    for synram in SynramOnDLS.allCases {
      var weights = [UInt8](repeating: 0, count: 256 * 256)
      for driver in 0..<128 { weights[(2 * driver + 1) * 256 + driver] = 63 }
      try builder.writeSynapses(
        synram, weights: weights, labels: [UInt8](repeating: 0, count: weights.count))
      builder.write(CommonPADIBusConfigOnDLS(synram), listening([true, true, true, true]))
    }
    for driver in SynapseDriverOnDLS.allCases {
      var config = SynapseDriverConfig()
      config.enableReceiver = true
      config.enableAddressOut = false
      config.rowModeTop = .excitatory
      builder.write(driver, config)
    }
    _ = try chip.run(builder.done())
  }

  /// The drivers (hemisphere * 128 + driver) that answer to what a program sends.
  func answers(_ send: (inout PlaybackProgramBuilder) -> Void) throws -> Set<Int> {
    var builder = PlaybackProgramBuilder()
    builder.wait(microseconds: 1000)
    for synram in SynramOnDLS.allCases { builder.resetSynapseLines(synram) }
    _ = try chip.run(builder.done())
    var program = PlaybackProgramBuilder()
    send(&program)
    _ = try chip.run(program.done())
    return Set(
      (0..<256).filter { index in
        let columns = chip.hemispheres[index / 128].columns
        let j = index % 128
        return columns.lineVolts(drop: 0) - Double(columns.lineVolts(.excitatory, column: j)) > 1e-5
      })
  }

  func answers(_ label: SpikeLabel) throws -> Set<Int> {
    try answers { $0.send([SpikeEvent(label, at: 0)]) }
  }
}

private func listening(_ buses: [Bool]) -> CommonPADIBusConfig {
  var config = CommonPADIBusConfig()
  for bus in PADIBusOnPADIBusBlock.allCases { config.enableSPL1[bus] = buses[bus.value] }
  return config
}

private func label(channel: Int, neuron: Int) -> SpikeLabel {
  SpikeLabel(unchecked: UInt16(channel << 14 | neuron))
}

@Suite struct RoutingTests {
  @Test func `an open crossbar sends an event to the selected driver of every bus`() throws {
    let bench = try Bench()
    for select in [0, 1, 17, 31] {
      let found = try bench.answers(label(channel: 2, neuron: select << 6))
      #expect(found == Set((0..<2).flatMap { h in (0..<4).map { h * 128 + select * 4 + $0 } }))
    }
  }

  @Test func `a node passes the labels whose masked bits are its target`() throws {
    let bench = try Bench()
    var stream = RandomStream(seed: 6, domain: .testing)
    for _ in 0..<12 {
      var nodes: [CrossbarNode] = []
      var builder = PlaybackProgramBuilder()
      for channel in SPL1Address.allCases {
        for bus in PADIBusOnDLS.allCases {
          var node = CrossbarNode()
          node.mask = NeuronLabel(unchecked: 1 << stream.uniform(below: 14))
          node.target = stream.uniform(below: 2) == 0 ? 0 : node.mask
          nodes.append(node)
          builder.write(CrossbarNodeOnDLS(from: channel, to: bus), node)
        }
      }
      _ = try bench.chip.run(builder.done())
      let channel = stream.uniform(below: 4)
      let neuron = NeuronLabel(unchecked: stream.uniform(below: 1 << 14))
      let select = Int(neuron.rawValue >> 6 & 31)
      let wanted = (0..<8).filter { nodes[channel * 8 + $0].passes(neuron) }
      // Payload bit 5 would not match the label 0 of the synapses.
      let own = label(channel: channel, neuron: Int(neuron.rawValue) & ~32)
      let isSame = (0..<8).allSatisfy {
        nodes[channel * 8 + $0].passes(NeuronLabel(unchecked: neuron.rawValue & ~32))
          == nodes[channel * 8 + $0].passes(neuron)
      }
      guard isSame else { continue }
      #expect(
        try bench.answers(own) == Set(wanted.map { $0 / 4 * 128 + select * 4 + $0 % 4 }))
    }
  }

  @Test func `a PADI event fires on the chosen buses of its hemisphere`() throws {
    let bench = try Bench()
    for h in PADIEventOnDLS.allCases {
      var builder = PlaybackProgramBuilder()
      builder.write(
        CommonPADIBusConfigOnDLS(unchecked: h.value), listening([false, false, false, false]))
      _ = try bench.chip.run(builder.done())
      for buses in [[0], [1, 3], [0, 1, 2, 3], []] {
        var event = PADIEvent()
        for bus in buses { event.fireBus[PADIBusOnPADIBusBlock(unchecked: bus)] = true }
        event.rowSelectAddress = 21
        event.eventAddress = 1
        #expect(
          try bench.answers { $0.write(h, event) }
            == Set(buses.map { h.value * 128 + 21 * 4 + $0 }))
      }
    }
  }

  @Test func `a bus listens to the crossbar or to triggers, never to both`() throws {
    let bench = try Bench()
    for pattern in 0..<16 {
      let buses = (0..<4).map { pattern >> $0 & 1 == 1 }
      var builder = PlaybackProgramBuilder()
      builder.write(CommonPADIBusConfigOnDLS.min, listening(buses))
      builder.write(CommonPADIBusConfigOnDLS.max, listening([false, false, false, false]))
      _ = try bench.chip.run(builder.done())
      let fromCrossbar =
        pattern == 0 ? [] : try bench.answers(label(channel: 0, neuron: 5 << 6))
      #expect(fromCrossbar == Set((0..<4).filter { buses[$0] }.map { 20 + $0 }))
      var event = PADIEvent()
      for bus in PADIBusOnPADIBusBlock.allCases { event.fireBus[bus] = true }
      event.rowSelectAddress = 5
      // With nobody to listen the program would be refused.
      guard pattern != 15 else { continue }
      let lost = bench.chip.lostEvents
      let triggered = try bench.answers { $0.write(PADIEventOnDLS.min, event) }
      #expect(triggered == Set((0..<4).filter { !buses[$0] }.map { 20 + $0 }))
      #expect(bench.chip.lostEvents - lost == buses.count { $0 })
    }
  }

  @Test func `an event that nobody takes is refused, a second one in the same cycle is lost`()
    throws
  {
    let bench = try Bench()
    var builder = PlaybackProgramBuilder()
    for half in CommonPADIBusConfigOnDLS.allCases {
      builder.write(half, listening([true, false, false, false]))
    }
    for channel in SPL1Address.allCases {
      for bus in PADIBusOnDLS.allCases {
        let isOwn = bus.value == 0 && channel.value == 0
        builder.write(CrossbarNodeOnDLS(from: channel, to: bus), isOwn ? CrossbarNode() : .dropAll)
      }
    }
    _ = try bench.chip.run(builder.done())
    let (known, unknown) = (label(channel: 0, neuron: 0), label(channel: 1, neuron: 0))
    func lost(_ events: [SpikeEvent]) throws -> Int {
      let before = bench.chip.lostEvents
      _ = try bench.answers { $0.send(events) }
      return bench.chip.lostEvents - before
    }
    #expect(try lost([SpikeEvent(known, at: 0)]) == 0)
    #expect(try lost([SpikeEvent(known, at: 0), SpikeEvent(known, at: 1)]) == 0)
    #expect(throws: ChipError.busNotEnabled(label: unknown.rawValue)) {
      try lost([SpikeEvent(unknown, at: 0)])
    }
    #expect(try lost([SpikeEvent(known, at: 3), SpikeEvent(known, at: 3)]) == 1)
    #expect(
      try bench.answers { $0.send([SpikeEvent(known, at: 3), SpikeEvent(known, at: 3)]) } == [0])
  }

  @Test func `weights and labels written by quads are those that the synapses have`() throws {
    let chip = try nominalChip("ideal")
    var stream = RandomStream(seed: 2, domain: .testing)
    for _ in 0..<60 {
      let place = stream.uniform(below: SynapseQuadOnDLS.count)
      let coordinate = SynapseQuadOnDLS(unchecked: place)
      var quad = SynapseQuad()
      for entry in EntryOnQuad.allCases {
        quad.weights[entry] = SynapseWeight(unchecked: stream.uniform(below: 64))
        quad.labels[entry] = SynapseLabel(unchecked: stream.uniform(below: 64))
        quad.timeCalibs[entry] = .init(unchecked: stream.uniform(below: 4))
        quad.ampCalibs[entry] = .init(unchecked: stream.uniform(below: 4))
      }
      var builder = PlaybackProgramBuilder()
      if stream.uniform(below: 2) == 0 {
        builder.write(coordinate, quad)
      } else {
        var (weights, labels) = (SynapseWeightQuad(), SynapseLabelQuad())
        weights.values = quad.weights
        labels.values = quad.labels
        builder.write(SynapseWeightQuadOnDLS(unchecked: place), weights)
        builder.write(SynapseLabelQuadOnDLS(unchecked: place), labels)
        quad.timeCalibs = .init(repeating: 0)
        quad.ampCalibs = .init(repeating: 0)
      }
      let weights = builder.read(
        SynapseWeightQuadOnDLS(unchecked: place), as: SynapseWeightQuad.self)
      let whole = builder.read(coordinate, as: SynapseQuad.self)
      let results = try chip.run(builder.done())
      let read = try results.get(whole)
      #expect(read.weights == quad.weights && read.labels == quad.labels)
      #expect(try results.get(weights).values == quad.weights)
      let synram = chip.hemispheres[coordinate.toSynramOnDLS().value].synram
      let row = coordinate.toSynapseRowOnSynram().value
      for entry in EntryOnQuad.allCases {
        let column = coordinate.toSynapseQuadColumnOnDLS().toSynapseOnSynapseRow()[entry].value
        #expect(synram.weight(row: row, column: column) == quad.weights[entry].rawValue)
        #expect(synram.label(row: row, column: column) == quad.labels[entry].rawValue)
      }
    }
  }
}

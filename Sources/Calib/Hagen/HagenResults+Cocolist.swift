public import ChipModel
public import Cocolist
import Containers
import Coordinates

extension HagenCalibResult {
  /// The settings as the real software exchanges them: CADC, then neurons, then drivers.
  ///
  /// Neurons come as `AtomicNeuron`s, what is around them after them. calix:
  /// `HagenCalibResult.apply`.
  public var cocolist: Cocolist {
    let session = CalibSession()
    session.apply(cadc: cadc, neuron: neuron, synapseDriver: synapseDriver)
    var collector = CocoCollector(session.builder.done())
    collector.takeCADC()
    collector.takeNeurons()
    collector.takeDrivers()
    assert(collector.words.isEmpty, "every register of a calibration has its container")
    return Cocolist(collector.cocos)
  }
}

extension HagenSyninCalibResult {
  /// The settings as the real software exchanges them: neurons, CADC, drivers, event routing.
  ///
  /// Synapse arrays are not in it, as each multiplication writes its own; nor is the board, whose
  /// debug voltage of 1.2 V a chip has from its reset. calix: `HagenSyninCalibResult.apply`.
  public var cocolist: Cocolist {
    let session = CalibSession()
    session.applyLines(
      LineSettings(cadc: cadc, synapseDriver: synapseDriver, synIBiasDac: synIBiasDac))
    var collector = CocoCollector(session.builder.done())
    collector.takeNeurons()
    collector.take(CommonSTPConfig.self)
    collector.take(CommonPADIBusConfig.self)
    collector.takeCADC()
    collector.takeDrivers()
    collector.take(CrossbarNode.self)
    assert(collector.words.isEmpty, "every register of a calibration has its container")
    return Cocolist(collector.cocos)
  }
}

extension Cocolist {
  /// Writes all containers to a chip, in their order, and waits until its cells have settled.
  ///
  /// - Throws: `ChipError` from the chip.
  public func apply(to chip: Chip) throws {
    var builder = PlaybackProgramBuilder()
    for coco in cocos {
      for (address, word) in coco.words { builder.write(address: address, word: word) }
    }
    builder.wait(microseconds: CalibTiming.capMemLevelOffAll)
    _ = try chip.run(builder.done())
  }
}

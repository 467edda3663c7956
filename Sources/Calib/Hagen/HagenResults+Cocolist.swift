public import ChipModel
public import Cocolist
import Containers
import Coordinates

extension HagenCalibResult {
  /// The settings as a cocolist: CADC, then neurons, then drivers.
  ///
  /// Neurons come as `AtomicNeuron`s, followed by their switches and backends, and by the reset of the
  /// timer that begins the wait for them. calix: `HagenCalibResult.apply`.
  ///
  /// - Throws: ``CalibError`` or `ChipError` if the settings do not fit into a cocolist.
  public var cocolist: Cocolist {
    get throws {
      let session = CalibSession()
      session.apply(cadc: cadc, neuron: neuron, synapseDriver: synapseDriver)
      var collector = try CocoCollector(session.builder.done())
      collector.takeCADC()
      collector.takeNeurons()
      collector.add(TimerOnDLS.min, Timer())
      collector.takeDrivers()
      return try collector.list()
    }
  }
}

extension HagenSyninCalibResult {
  /// The settings as a cocolist: neurons, CADC, drivers, event routing, and the way from the board's
  /// converter to the debug lines.
  ///
  /// Synapse arrays are left out, as each multiplication writes its own. calix:
  /// `HagenSyninCalibResult.apply`.
  ///
  /// - Throws: ``CalibError`` or `ChipError` if the settings do not fit into a cocolist.
  public var cocolist: Cocolist {
    get throws {
      let session = CalibSession()
      session.applyLines(
        LineSettings(cadc: cadc, synapseDriver: synapseDriver, synIBiasDac: synIBiasDac))
      var collector = try CocoCollector(session.builder.done(), omitsSynapseRows: true)
      collector.takeNeurons()
      collector.take(CommonSTPConfig.self)
      collector.take(CommonPADIBusConfig.self)
      collector.takeCADC()
      collector.takeDrivers()
      collector.take(CrossbarNode.self)
      try collector.addDebugVoltage(volts: SyninMultiplication.resetVolts)
      collector.add(TimerOnDLS.min, Timer())
      return try collector.list()
    }
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

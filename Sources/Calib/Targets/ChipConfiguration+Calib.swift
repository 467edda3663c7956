public import ChipDescription

extension ChipConfiguration {
  /// The target for which chips of this kind are calibrated for multiplications on membranes.
  public var calibTarget: HagenCalibTarget {
    var target = HagenCalibTarget()
    if calibrationRoutine == .year2021 { target.neuron.iSyninGm = HagenNeuronCalibTarget.gm2021 }
    return target
  }

  /// The options with which chips of this kind are calibrated for multiplications on membranes.
  ///
  /// Where the configuration fixes the registers of the synapse drivers, these are not calibrated.
  public var calibOptions: HagenCalibOptions {
    get throws(CalibError) {
      var options = try HagenCalibOptions(driverRegisters: driverRegisters)
      let isOld = calibrationRoutine == .year2021
      options.neuron.matchesSynapseDAC = !isOld
      options.neuron.usesSmallCapacitance = !isOld
      options.synapseDriver.alignsMiddle = isOld
      return options
    }
  }

  /// The options with which chips of this kind are calibrated for multiplications on synaptic lines.
  ///
  /// Fixed registers of the synapse drivers are not calibrated here either.
  public var syninCalibOptions: HagenSyninCalibOptions {
    get throws(CalibError) {
      var options = try HagenSyninCalibOptions(driverRegisters: driverRegisters)
      options.synapseDriver.alignsMiddle = calibrationRoutine == .year2021
      return options
    }
  }
}

public import ChipDescription

extension ChipConfiguration {
  /// The options with which chips of this kind are calibrated for multiplications on membranes.
  ///
  /// Where the configuration fixes the registers of the synapse drivers, as `v2` does, these are not
  /// calibrated.
  public var calibOptions: HagenCalibOptions {
    get throws(CalibError) { try HagenCalibOptions(driverRegisters: driverRegisters) }
  }

  /// The options with which chips of this kind are calibrated for multiplications on synaptic lines.
  ///
  /// Fixed registers of the synapse drivers are not calibrated here either.
  public var syninCalibOptions: HagenSyninCalibOptions {
    get throws(CalibError) { try HagenSyninCalibOptions(driverRegisters: driverRegisters) }
  }
}

import ChipModel

extension CalibSession {
  /// Returns the part of a result that both kinds of hagen calibrations contain.
  func common(
    _ chip: Chip, _ cadc: CADCCalibResult, _ synapseDriver: SynapseDriverCalibResult
  ) -> HagenCommon {
    HagenCommon(
      chipIdentifier: chip.identity.description, cadc: cadc, synapseDriver: synapseDriver,
      report: report)
  }

  /// Queues all settings of a calibration for membranes.
  func apply(
    cadc: CADCCalibResult, neuron: NeuronCalibResult, synapseDriver: SynapseDriverCalibResult
  ) {
    apply(cadc)
    apply(neuron)
    apply(synapseDriver)
    settle()
  }
}

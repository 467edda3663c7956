import Containers
import Coordinates

extension CalibSession {
  /// Writes the settings of calibrated neurons with everything around them.
  ///
  /// calix: `NeuronCalibResult.apply`.
  func apply(_ result: NeuronCalibResult) {
    connectCADCToNeurons()
    connectSynapticCurrents()
    configureBackend()
    writeNeuronBiases()
    setShared(.synIBiasDac, result.synIBiasDac)
    setCells(.vLeak, result.vLeak)
    setCells(.vReset, result.vReset)
    setCells(.iBiasLeak, result.iBiasLeak)
    setCells(.iBiasReset, result.iBiasReset)
    setCells(.iBiasSyninExcCoba, all: 0)
    setCells(.iBiasSyninInhCoba, all: 0)
    apply(.excitatory, result.excitatory)
    apply(.inhibitory, result.inhibitory)
    setNeuronConfigs(
      result.success.indices.map { index in
        var config = NeuronConfig.hagen
        config[isHighResistance: .excitatory] = result.excitatory.isHighResistance[index]
        config[isHighResistance: .inhibitory] = result.inhibitory.isHighResistance[index]
        config[isSmallCapacitance: .excitatory] = result.excitatory.isSmallCapacitance[index]
        config[isSmallCapacitance: .inhibitory] = result.inhibitory.isSmallCapacitance[index]
        return config
      })
  }

  private func apply(_ input: SynapticInput, _ settings: SynapticInputSettings) {
    setCells(input.tauRow, settings.iBiasTau)
    setCells(input.shiftRow, settings.iBiasShift)
    setCells(input.gmRow, settings.iBiasGm)
  }
}

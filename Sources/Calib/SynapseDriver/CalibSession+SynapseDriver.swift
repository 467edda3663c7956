import Containers
import Coordinates

extension CalibSession {
  /// Writes the biases all drivers share.
  func writeDriverBiases() {
    setShared(.stpIBiasComparator, all: SynapseDriverCalibration.comparatorBias)
    for cell in [SingleCapMemCell.hagenIbiasDacTop, .hagenIbiasDacBottom] {
      builder.write(cell.cell, CapMemCell(lsb: SynapseDriverCalibration.hagenDACBias))
    }
  }

  /// Writes the settings of calibrated drivers.
  ///
  /// Receivers stay off and rows disabled until a user configures them. calix:
  /// `SynapseDriverCalibResult.apply`.
  func apply(_ result: SynapseDriverCalibResult) {
    writeDriverBiases()
    setRampCurrents(result.stpIRamp)
    setDriverConfigs(result.hagenDACOffset.map { .hagen(offset: $0, isListening: false) })
  }

  /// Writes all drivers in hagen mode with these offsets, both rows excitatory.
  func setDriverOffsets(_ offsets: [Int]) {
    setDriverConfigs(offsets.map { .hagen(offset: $0) })
  }

  /// Writes the ramp currents of all blocks; the calibration current always equals them.
  func setRampCurrents(_ values: [Int]) {
    setShared(.stpIRamp, values)
    setShared(.stpICalib, values)
  }
}

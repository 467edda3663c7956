public import ChipModel
public import Cocolist

/// A complete calibration of a chip: what all kinds have in common.
public protocol ChipCalibration: Equatable, Sendable {
  /// The kind that its archives carry.
  static var kind: String { get }
  /// Which chip was calibrated.
  var chipIdentifier: String { get }
  /// What happened on the way.
  var report: CalibrationReport { get }
  /// The result as plain values.
  var archive: CalibrationArchive { get }
  /// The settings as the real software exchanges them.
  var cocolist: Cocolist { get }
  /// The synapse drivers.
  var synapseDriver: SynapseDriverCalibResult { get }
  /// The CADC.
  var cadc: CADCCalibResult { get }
  /// Whether the parts of the chip succeeded, by their kind.
  var successMasks: [(name: String, mask: [Bool])] { get }

  /// Restores a result.
  ///
  /// - Throws: ``CalibrationArchiveError`` naming what is missing or wrong.
  init(archive: CalibrationArchive) throws(CalibrationArchiveError)

  /// Writes all settings to a chip.
  ///
  /// - Throws: `ChipError` from the chip.
  func apply(to chip: Chip) throws
}

extension HagenCalibrationResult: ChipCalibration {
  /// Success of neurons, synapse drivers and CADC channels.
  public var successMasks: [(name: String, mask: [Bool])] {
    [
      ("neurons", neuron.success), ("drivers", synapseDriver.success),
      ("CADC channels", cadc.success),
    ]
  }
}

extension HagenSyninCalibrationResult: ChipCalibration {
  /// Success of synapse drivers and CADC channels.
  public var successMasks: [(name: String, mask: [Bool])] {
    [("drivers", synapseDriver.success), ("CADC channels", cadc.success)]
  }
}

public import ChipModel
public import Cocolist
import Coordinates
import Statistics

extension Acceptance {
  /// The complete protocol of a calibration for membranes: CADC, neurons, and after its conversion
  /// to one for lines, drivers and multiplications.
  ///
  /// Leaves the calibration applied.
  ///
  /// - Throws: ``CalibError``, `ChipError` from the chip.
  public static func verify(
    _ calibration: HagenCalibResult, on chip: Chip
  ) throws -> [AcceptanceCheck] {
    try calibration.apply(to: chip)
    var checks = try cadc(chip, target: calibration.target.cadc)
    try calibration.apply(to: chip)
    checks += try neurons(chip, calibration.target.neuron)
    try calibration.apply(to: chip)
    let lines = try calibration.hagenSyninResult(for: chip)
    checks += try hagenInput(chip, offsets: lines.synapseDriver.hagenDACOffset)
    checks += try multiplication(chip, lines)
    try calibration.apply(to: chip)
    return checks
  }

  /// The complete protocol of a calibration for lines: CADC, drivers and multiplications.
  ///
  /// Leaves the calibration applied.
  ///
  /// - Throws: ``CalibError``, `ChipError` from the chip.
  public static func verify(
    _ calibration: HagenSyninCalibResult, on chip: Chip
  ) throws -> [AcceptanceCheck] {
    try calibration.apply(to: chip)
    var checks = try cadc(chip, target: calibration.target.cadc)
    try calibration.apply(to: chip)
    checks += try hagenInput(chip, offsets: calibration.synapseDriver.hagenDACOffset)
    checks += try multiplication(chip, calibration)
    try calibration.apply(to: chip)
    return checks
  }

  /// The protocol of a cocolist: the CADC and neurons, or the CADC and drivers.
  ///
  /// - Parameter target: its targets, if a provenance states them; else the default ones.
  /// - Throws: ``CalibError``, `ChipError` from the chip.
  public static func verify(
    _ list: Cocolist, on chip: Chip, target: HagenCalibTarget? = nil
  ) throws -> [AcceptanceCheck] {
    try list.apply(to: chip)
    let range = target?.cadc ?? (list.isForLines ? .hagenSynin : .hagen)
    var checks = try cadc(chip, target: range)
    try list.apply(to: chip)
    if list.isForLines {
      checks += try hagenInput(chip, offsets: list.driverOffsets)
    } else {
      checks += try neurons(chip, target?.neuron ?? HagenNeuronCalibTarget())
    }
    try list.apply(to: chip)
    return checks
  }

  /// Integration, strengths and resting potentials; the last ones change the leaks.
  private static func neurons(
    _ chip: Chip, _ target: HagenNeuronCalibTarget
  ) throws -> [AcceptanceCheck] {
    try neuronIntegration(chip) + strengths(chip, target: target.iSyninGm)
      + restingPotentials(chip, target: target.leak)
  }

  /// Checks quickly whether settings of unknown origin can belong to a chip.
  ///
  /// After a reset all membranes of a calibrated chip read alike; with the settings of another chip
  /// they spread as widely as without any.
  ///
  /// - Parameters:
  ///   - chip: the chip with the settings.
  ///   - isForLines: true if the settings are for multiplications on lines.
  /// - Throws: `ChipError` from the chip.
  public static func plausibility(
    _ chip: Chip, isForLines: Bool
  ) throws -> AcceptanceCheck {
    let session = CalibSession(chip: chip, seed: 0)
    let rows = SynramOnDLS.allCases.map { synram in
      if isForLines {
        session.builder.resetSynapseLines(synram)
      } else {
        session.builder.resetNeurons(synram)
      }
      session.builder.wait(microseconds: 10)
      return session.builder.readCADCRow(synram)
    }
    let reads = try ColumnTicket(rows: rows).reads(in: try session.run())
    // Single dead neurons do not matter.
    let width = (percentile(reads, 90) - percentile(reads, 10)) / 2
    return .below(
      plausibleWidth, "half width of the middle 80 % of reads after a reset [LSB]", width)
  }

  private static let plausibleWidth = 8.0
}

extension HagenCalibResult {
  /// Runs the complete protocol; see ``Acceptance``.
  public func verify(on chip: Chip) throws -> [AcceptanceCheck] {
    try Acceptance.verify(self, on: chip)
  }
}

extension HagenSyninCalibResult {
  /// Runs the complete protocol; see ``Acceptance``.
  public func verify(on chip: Chip) throws -> [AcceptanceCheck] {
    try Acceptance.verify(self, on: chip)
  }
}

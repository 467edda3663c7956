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
    checks += try neuronIntegration(chip)
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

  /// The protocol of a cocolist, which carries no targets: the CADC at the default range of its
  /// kind, and neurons or drivers.
  ///
  /// - Throws: ``CalibError``, `ChipError` from the chip.
  public static func verify(_ list: Cocolist, on chip: Chip) throws -> [AcceptanceCheck] {
    try list.apply(to: chip)
    var checks = try cadc(chip, target: list.isForLines ? .hagenSynin : .hagen)
    try list.apply(to: chip)
    if list.isForLines {
      checks += try hagenInput(chip, offsets: list.driverOffsets)
    } else {
      checks += try neuronIntegration(chip)
    }
    try list.apply(to: chip)
    return checks
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

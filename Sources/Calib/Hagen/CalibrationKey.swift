public import ChipModel
internal import SimulationCore

/// The name under which a cache keeps a calibration.
///
/// It holds everything that a calibration depends on: the emulator's physics, the chip's parameters,
/// effects and seed, targets and options, and the content of reports. Programs and libraries give the same names.
public enum CalibrationKey {
  /// Text that changes with the content of reports, so that a cache never mixes them.
  private static let reportVersion = "report with paths"

  /// Returns the name of the file for a chip and a request, without its suffix.
  ///
  /// - Throws: ``CalibrationArchiveError`` for a request that lacks something, `ChipError` for
  ///   parameters out of range.
  public static func name(of chip: Chip, request: CalibrationArchive) throws -> String {
    let kind = try CalibKinds.of(request)
    var hash = StableHash()
    hash.add(Emulator.physics)
    hash.add(reportVersion)
    hash.add(try chip.parameters.behaviour())
    hash.add(chip.parameters.fingerprint)
    hash.add("\(chip.identity.seed)")
    try kind.request(in: request).bytes.withUnsafeBytes { hash.add($0) }
    let preset = String(chip.identity.preset.map { isPlain($0) ? $0 : "_" })
    return "\(kind.kind)-\(preset)-\(chip.identity.seed)-\(hash.hexadecimal)"
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
  }
}

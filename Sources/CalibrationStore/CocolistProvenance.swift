public import Calib
public import ChipModel
internal import Files
internal import Foundation
internal import SimulationCore

/// The provenance of a cocolist, for which its format has no room, in a JSON file beside it.
public struct CocolistProvenance: Codable, Equatable, Sendable {
  /// The kind of calibration, such as `hagen`.
  public var kind: String
  /// Preset and seed of the chip, such as `typical-3`.
  public var chip: String
  /// Seed of the chip's fixed pattern.
  public var seed: UInt64
  /// Fingerprint of the chip's parameters and effects, whatever its temperature.
  public var fingerprint: String
  /// The emulator's version and physics: ``Emulator/build``.
  public var version: String
  /// Digest of the portable binary form that this belongs to.
  public var content: String
  /// The target of the calibration: numbers by their names.
  public var target: [String: [Double]]
  /// Success of parts of the chip by kind, one character each: 1 for success, 0 for failure.
  public var success: [String: String]
  /// Programs that the chip has run.
  public var runCount: Int

  /// Describes a calibration of a chip.
  /// - Throws: `CalibError` or `ChipError` if the settings do not fit into a cocolist.
  public init<Result: CalibResult>(_ result: Result, of chip: Chip) throws {
    kind = Result.kind
    self.chip = chip.identity.description
    seed = chip.identity.seed
    fingerprint = chip.parameters.dieFingerprint
    version = Emulator.build
    content = Self.digest(try result.cocolist.portableBinary())
    target = Self.numbers(of: result.archive, at: "target/")
    success = Dictionary(
      uniqueKeysWithValues: result.successMasks.map { name, mask in
        (name, mask.map { $0 ? "1" : "0" }.joined())
      })
    runCount = result.report.runCount
  }

  /// A digest of the content of a file.
  static func digest(_ bytes: [UInt8]) -> String { StableHash.digest(ofContent: bytes) }

  /// Returns the targets, as one number where all instances share it.
  private static func numbers(
    of archive: CalibrationArchive, at prefix: String
  ) -> [String: [Double]] {
    var numbers: [String: [Double]] = [:]
    for (name, value) in archive.values where name.hasPrefix(prefix) {
      let key = String(name.dropFirst(prefix.count))
      switch value {
      case .doubles(let values):
        let isUniform = values.allSatisfy { $0 == values[0] }
        numbers[key] = isUniform ? Array(values.prefix(1)) : values
      case .integers(let values): numbers[key] = values.map(Double.init)
      default: break
      }
    }
    return numbers
  }

  /// Returns the reasons why the settings may not suit a chip; empty if they do.
  public func warnings(for chip: Chip) -> [String] {
    if chip.identity.description != self.chip {
      return [
        "was made for chip \(self.chip), but is applied to \(chip.identity): results will be wrong; "
          + "calibrate this chip"
      ]
    }
    if chip.parameters.dieFingerprint != fingerprint {
      return [
        "was made for \(self.chip) with other parameters or effects: results may be wrong; calibrate again"
      ]
    }
    return Emulator.physics(ofBuild: version) == Emulator.physics
      ? []
      : [
        "was made by version \(version) of the emulator, but this is version \(Emulator.build): results "
          + "may differ; calibrate again"
      ]
  }
}

extension CocolistProvenance {
  /// The file beside a cocolist: `NAME_provenance.json` for `NAME_cocolist.pbin`.
  static func path(beside cocolist: String) -> String {
    for suffix in ["_cocolist.pbin", "_cocolist.json.gz", "_cocolist.json"]
    where cocolist.hasSuffix(suffix) {
      return cocolist.dropLast(suffix.count) + "_provenance.json"
    }
    return cocolist + "_provenance.json"
  }

  /// Returns the content of the file.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Data(ChecksumLine.added(to: Array(try encoder.encode(self) + Data("\n".utf8))))
  }

  /// Reads the file beside a cocolist; nil if there is none.
  /// - Throws: ``CalibrationFileError/cannotRead(path:reason:)`` for a damaged one.
  static func read(beside cocolist: String) throws -> CocolistProvenance? {
    let path = path(beside: cocolist)
    guard access(path, F_OK) == 0 else { return nil }
    do {
      let bytes = try InputFile.bytes(path, limit: 1 << 22)
      guard ChecksumLine.holds(in: bytes) else { throw Damage() }
      return try JSONDecoder().decode(CocolistProvenance.self, from: Data(bytes))
    } catch {
      throw CalibrationFileError.cannotRead(
        path: path, reason: "its content is not that of a provenance file")
    }
  }

  private struct Damage: Error {}
}

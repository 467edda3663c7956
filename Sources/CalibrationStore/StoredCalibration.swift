public import Calib
public import ChipModel
public import Cocolist
internal import Files
internal import Foundation
internal import Recording

/// A calibration from a file of any of the three forms.
public enum StoredCalibration: Sendable {
  /// A native file for membranes.
  case hagen(HagenCalibResult)
  /// A native file for synaptic lines.
  case hagenSynin(HagenSyninCalibResult)
  /// A cocolist, with what the file beside it says of its origin.
  case cocolist(Cocolist, CocolistOrigin)

  /// Reads a file by its content: HDF5, portable binary, JSON or compressed JSON.
  /// - Parameter chip: When given, the chip that a native file must belong to.
  /// - Throws: `RecordingError`, ``CalibrationFileError``, `CalibrationArchiveError`.
  public init(_ path: String, for chip: Chip? = nil) throws {
    let data: [UInt8]
    do throws(FileError) {
      data = try InputFile.bytes(path, limit: Self.largestFile)
    } catch {
      throw CalibrationFileError.cannotRead(path: path, reason: error.reason)
    }
    if HDF5File.isHDF5(data) {
      self = try Self.native(path, for: chip)
    } else {
      self = try Self.cocolist(path, data)
    }
  }

  /// A hundred times the bytes of a calibration.
  private static let largestFile = 1 << 28

  private static func native(_ path: String, for chip: Chip?) throws -> StoredCalibration {
    let (archive, kind) = try CalibrationFile.archive(path, for: chip)
    switch kind {
    case HagenCalibResult.kind: return .hagen(try HagenCalibResult(archive: archive))
    case HagenSyninCalibResult.kind:
      return .hagenSynin(try HagenSyninCalibResult(archive: archive))
    default:
      throw CalibrationFileError.otherKind(
        path: path, expected: HagenCalibResult.kind, found: kind)
    }
  }

  private static func cocolist(_ path: String, _ bytes: [UInt8]) throws -> StoredCalibration {
    do throws(CocolistError) {
      let list = try Cocolist(file: bytes)
      guard !list.cocos.isEmpty else {
        throw .malformed(place: "root", reason: "an empty list")
      }
      return .cocolist(list, CocolistOrigin(beside: path, of: list))
    } catch {
      throw CalibrationFileError.damagedCocolist(path: path, reason: error.description)
    }
  }

  /// The kind of calibration.
  public var kind: String {
    switch self {
    case .hagen: HagenCalibResult.kind
    case .hagenSynin: HagenSyninCalibResult.kind
    case .cocolist(let list, _):
      list.isForLines ? HagenSyninCalibResult.kind : HagenCalibResult.kind
    }
  }

  /// The settings as a cocolist.
  /// - Throws: `CalibError` or `ChipError` if the settings do not fit into a cocolist.
  public var cocolist: Cocolist {
    get throws {
      switch self {
      case .hagen(let result): try result.cocolist
      case .hagenSynin(let result): try result.cocolist
      case .cocolist(let list, _): list
      }
    }
  }

  /// Writes all settings to a chip.
  /// - Returns: Warnings about these settings on this chip; empty if there are none.
  /// - Throws: `ChipError` from the chip.
  public func apply(to chip: Chip) throws -> [String] {
    switch self {
    case .hagen(let result): try result.apply(to: chip)
    case .hagenSynin(let result): try result.apply(to: chip)
    case .cocolist(let list, let origin):
      try list.apply(to: chip)
      let ignored = list.ignoredTypes.map { "entries of the unknown type \($0) were left out" }
      if let provenance = origin.provenance { return ignored + provenance.warnings(for: chip) }
      return try ignored + [origin.warning].compactMap { $0 } + plausibilityWarnings(chip, list)
    }
    return []
  }

  private func plausibilityWarnings(_ chip: Chip, _ list: Cocolist) throws -> [String] {
    // On a chip of its own, so that the look leaves no traces.
    let bench = try Chip(parameters: chip.parameters, seed: chip.identity.seed)
    try list.apply(to: bench)
    let check = try Acceptance.plausibility(bench, isForLines: list.isForLines)
    guard !check.holds else { return [] }
    let width = String(format: "%.1f", check.value)
    return [
      "has no provenance file of its content and was probably made for another chip: \(check.name) is \(width), but "
        + "should be below \(check.limit); calibrate this chip"
    ]
  }

  /// Runs the acceptance protocol.
  /// - Throws: `CalibError`, `ChipError` from the chip.
  public func verify(on chip: Chip) throws -> [AcceptanceCheck] {
    switch self {
    case .hagen(let result): try Acceptance.verify(result, on: chip)
    case .hagenSynin(let result): try Acceptance.verify(result, on: chip)
    case .cocolist(let list, let origin):
      try Acceptance.verify(
        list, on: chip, target: origin.provenance.map { try HagenCalibTarget(named: $0.target) })
    }
  }
}

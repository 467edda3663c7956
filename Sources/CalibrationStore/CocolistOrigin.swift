internal import Cocolist

/// Knowledge about the chip for which a cocolist was made.
public enum CocolistOrigin: Equatable, Sendable {
  /// The provenance file beside it belongs to its content.
  case known(CocolistProvenance)
  /// There is no provenance file, as beside files of the lab.
  case unknown
  /// The provenance file belongs to another content: one of both was damaged or replaced.
  case otherContent
  /// The provenance file is damaged.
  case damaged

  /// The provenance file beside a cocolist, compared with its content.
  init(beside path: String, of list: Cocolist) {
    do {
      guard let provenance = try CocolistProvenance.read(beside: path) else {
        self = .unknown
        return
      }
      let isOwn = provenance.content == CocolistProvenance.digest(list.portableBinary())
      self = isOwn ? .known(provenance) : .otherContent
    } catch {
      self = .damaged
    }
  }

  /// The provenance, if it is known.
  public var provenance: CocolistProvenance? {
    if case .known(let provenance) = self { provenance } else { nil }
  }

  /// A warning about the files themselves; nil if there is none.
  public var warning: String? {
    switch self {
    case .known, .unknown: nil
    case .otherContent:
      "has a provenance file of another content beside it: the calibration was damaged or replaced after it "
        + "was written; calibrate again, or remove the provenance file"
    case .damaged:
      "has a damaged provenance file beside it: its chip is not known; calibrate again, or remove the "
        + "provenance file"
    }
  }
}

/// The fields that every archive begins with: the layout's version and the kind of calibration.
struct ArchiveHeader: Equatable {
  /// The version of the layout.
  var formatVersion = CalibrationArchive.formatVersion
  /// The kind of calibration, such as `hagen`.
  var kind: String

  /// Throws unless the layout is the present one and the kind the expected one.
  ///
  /// - Throws: ``CalibrationArchiveError/unsupported(name:found:expected:)``.
  func requireKind(_ expected: String) throws(CalibrationArchiveError) {
    let version = CalibrationArchive.formatVersion
    guard formatVersion == version else {
      throw .unsupported(
        name: "format_version", found: "\(formatVersion)", expected: "\(version)")
    }
    guard kind == expected else {
      throw .unsupported(name: "kind", found: kind, expected: expected)
    }
  }
}

extension ArchiveHeader: Archived {
  static var blank: ArchiveHeader { ArchiveHeader(kind: "") }

  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("format_version", &formatVersion, .integer())
    try visitor.field("kind", &kind, .string)
  }
}

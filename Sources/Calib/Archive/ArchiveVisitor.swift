/// A value that archives hold: one visit names every field once, for writing and for reading.
protocol Archived {
  /// A value whose fields a reader fills.
  static var blank: Self { get }
  /// Shows every field to a visitor, in the order in which it is read.
  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure)
}

/// A walk over the fields of archived values.
protocol ArchiveVisitor {
  /// The error of a walk; `Never` where nothing can fail.
  associatedtype Failure: Error

  /// Visits a field with the form that it has in an archive.
  mutating func field<Value>(
    _ name: String, _ value: inout Value, _ form: ArchiveForm<Value>
  ) throws(Failure)
  /// Visits a field that older archives lack; it keeps its value where it is missing.
  mutating func addition<Value>(
    _ name: String, _ value: inout Value, _ form: ArchiveForm<Value>
  ) throws(Failure)
  /// Visits a value whose fields stand under a name of their own.
  mutating func group(_ name: String, _ group: inout some Archived) throws(Failure)
  /// Visits a value whose fields stand beside those of the value that contains it.
  mutating func part(_ part: inout some Archived) throws(Failure)
}

extension ArchiveVisitor {
  mutating func addition<Value>(
    _ name: String, _ value: inout Value, _ form: ArchiveForm<Value>
  ) throws(Failure) {
    try field(name, &value, form)
  }
}

/// A visitor that puts every field into an archive.
struct ArchiveWriter: ArchiveVisitor {
  /// The values of all fields that have been visited.
  private(set) var archive = CalibrationArchive()
  /// The path of the group that is being visited, with a slash at its end.
  private var prefix = ""

  mutating func field<Value>(_ name: String, _ value: inout Value, _ form: ArchiveForm<Value>) {
    archive.values[prefix + name] = form.encode(value)
  }

  mutating func group(_ name: String, _ group: inout some Archived) {
    let outer = prefix
    prefix += "\(name)/"
    group.visit(&self)
    prefix = outer
  }

  mutating func part(_ part: inout some Archived) { part.visit(&self) }
}

/// A visitor that fills every field from an archive.
struct ArchiveReader: ArchiveVisitor {
  private let archive: CalibrationArchive
  /// The path of the group that is being visited, with a slash at its end.
  private var prefix = ""

  /// Creates a reader of an archive.
  init(_ archive: CalibrationArchive) { self.archive = archive }

  mutating func field<Value>(
    _ name: String, _ value: inout Value, _ form: ArchiveForm<Value>
  ) throws(CalibrationArchiveError) {
    let name = prefix + name
    guard let stored = archive.values[name] else { throw .missing(name: name) }
    value = try form.decode(stored, name)
  }

  mutating func addition<Value>(
    _ name: String, _ value: inout Value, _ form: ArchiveForm<Value>
  ) throws(CalibrationArchiveError) {
    guard archive.values[prefix + name] != nil else { return }
    try field(name, &value, form)
  }

  mutating func group(
    _ name: String, _ group: inout some Archived
  ) throws(CalibrationArchiveError) {
    let outer = prefix
    prefix += "\(name)/"
    try group.visit(&self)
    prefix = outer
  }

  mutating func part(_ part: inout some Archived) throws(CalibrationArchiveError) {
    try part.visit(&self)
  }
}

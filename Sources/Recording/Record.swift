/// A tree of named numbers and texts: the content of a file.
///
/// A record is a group of an HDF5 file: it has attributes, datasets and further groups.
/// ``HDF5File`` writes and reads it. Names are unique within a group, not empty, and hold neither
/// "/" nor NUL; a single dot is not a name.
public struct Record: Sendable, Equatable {
  /// Attributes of the group.
  public var attributes: [String: Attribute]
  /// Arrays of the group, by name.
  public var datasets: [String: Dataset]
  /// Groups within the group, by name.
  public var groups: [String: Record]

  /// A group with its content, by default an empty one.
  public init(
    attributes: [String: Attribute] = [:], datasets: [String: Dataset] = [:],
    groups: [String: Record] = [:]
  ) {
    self.attributes = attributes
    self.datasets = datasets
    self.groups = groups
  }

  /// Puts a dataset at a path such as "membrane/top", making the groups on the way.
  ///
  /// A dataset of that path is replaced.
  public mutating func insert(_ dataset: Dataset, at path: String) {
    let (folder, name) = Self.split(path)
    update(groupAt: folder) { $0.datasets[name] = dataset }
  }

  /// Puts a group at a path, making the groups on the way.
  ///
  /// A group of that path is replaced.
  public mutating func insert(_ group: Record, at path: String) {
    let (folder, name) = Self.split(path)
    update(groupAt: folder) { $0.groups[name] = group }
  }

  private mutating func update(groupAt names: ArraySlice<String>, _ change: (inout Record) -> Void)
  {
    guard let name = names.first else { return change(&self) }
    groups[name, default: Record()].update(groupAt: names.dropFirst(), change)
  }

  /// The names of a path, the last one apart.
  ///
  /// Slashes at either end do not count.
  static func split(_ path: String) -> (folder: ArraySlice<String>, name: String) {
    let names = path.split(separator: "/").map(String.init)
    return (names.dropLast(), names.last ?? "")
  }
}

/// The targets of `Package.swift`, read from its text.
///
/// Only the forms that the manifest uses are understood; `ManifestTests` notices a target that is
/// missed, since every folder of code must be one.
struct Manifest {
  /// The kind of a target, as its call in the manifest tells.
  enum Kind { case library, executable, system, test }

  /// One target.
  struct Target {
    let name: String
    let kind: Kind
    /// Targets and products that it declares to use.
    let dependencies: Set<String>
  }

  let targets: [Target]

  /// The targets by name.
  var byName: [String: Target] {
    Dictionary(uniqueKeysWithValues: targets.map { ($0.name, $0) })
  }

  /// The modules of the product: Swift and C code of its own, no tests and no system libraries.
  var modules: [Target] {
    targets.filter { ($0.kind == .library || $0.kind == .executable) && $0.name != "_TestSupport" }
  }

  /// Everything that a target uses, directly or not.
  func closure(of name: String) -> Set<String> {
    var found: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      for dependency in byName[next]?.dependencies ?? [] where found.insert(dependency).inserted {
        open.append(dependency)
      }
    }
    return found
  }

  init(_ text: String) {
    let code = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map(withoutComment).joined(separator: "\n")
    let calls = code.components(after: "\n  targets: [")
    targets = Self.callsOfTargets.flatMap { head, kind in
      Parentheses.calls(of: head, in: calls).compactMap { Target($0, kind, head) }
    }
  }

  private static let callsOfTargets: [(String, Kind)] = [
    ("component(", .library), ("tests(", .test), (".target(", .library),
    (".executableTarget(", .executable), (".testTarget(", .test), (".systemLibrary(", .system),
  ]
}

extension Manifest.Target {
  /// A target from the arguments of its call; nil without a name.
  fileprivate init?(_ arguments: String, _ kind: Manifest.Kind, _ head: String) {
    guard let name = Parentheses.strings(in: arguments).first else { return nil }
    self.name = head == "tests(" ? name + "Tests" : name
    self.kind = kind
    let lists = ["uses: [", "dependencies: ["].flatMap { Parentheses.calls(of: $0, in: arguments) }
    dependencies = Set(lists.flatMap(Self.names))
  }

  /// The names in a list of dependencies; a product counts under its name.
  private static func names(in list: String) -> [String] {
    var strings = Parentheses.strings(in: list)
    for product in Parentheses.calls(of: ".product(", in: list) {
      let parts = Parentheses.strings(in: product)
      guard parts.count == 2, let package = strings.firstIndex(of: parts[1]) else { continue }
      if parts[0] != parts[1] { strings.remove(at: package) }
    }
    return strings
  }
}

/// A line of the manifest up to its comment.
private func withoutComment(_ line: Substring) -> Substring {
  guard let mark = line.firstRange(of: "//"), !line[..<mark.lowerBound].hasSuffix(":") else {
    return line
  }
  return line[..<mark.lowerBound]
}

extension String {
  /// The text after a mark; everything if the mark is missing.
  fileprivate func components(after mark: String) -> String {
    guard let range = firstRange(of: mark) else { return self }
    return String(self[range.upperBound...])
  }
}

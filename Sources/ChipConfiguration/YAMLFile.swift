internal import ChipDescription
internal import Foundation
internal import Yams

/// A YAML file or a preset's text: the only place that calls the YAML library.
struct YAMLFile {
  /// Name of the file in error messages.
  let name: String
  /// Its content.
  let text: String

  /// A text that was read already.
  init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// A file.
  /// - Throws: ``ConfigurationError/unreadable(file:reason:)``.
  init(path: String) throws {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw ConfigurationError.unreadable(file: path, reason: "not a readable UTF-8 file")
    }
    self.init(name: path, text: text)
  }

  /// The top node; nil for an empty file.
  /// - Throws: ``ConfigurationError/notYAML(file:reason:)``.
  func root() throws -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw ConfigurationError.notYAML(file: name, reason: Self.reason(error))
    }
  }

  private static func reason(_ error: YamlError) -> String {
    if case .duplicatedKeysInMapping(let duplicates, _) = error {
      return "the key '\(duplicates.first ?? "")' occurs twice in one mapping"
    }
    return "\(error)".split(separator: "\n").first.map(String.init) ?? ""
  }
}

extension ConfigurationNode {
  /// A node of the YAML library, without its tags and marks.
  init(_ node: Node) {
    switch node {
    case .scalar(let scalar): self = .text(scalar.string)
    case .sequence(let nodes): self = .list(nodes.map { ConfigurationNode($0) })
    case .mapping(let mapping):
      self = .mapping(
        mapping.map { Entry($0.key.scalar?.string ?? "", ConfigurationNode($0.value)) })
    case .alias: self = .text("")
    }
  }
}

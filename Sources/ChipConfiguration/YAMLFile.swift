internal import ChipDescription
internal import Files
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
    do throws(FileError) {
      self.init(name: path, text: try InputFile.text(path, limit: Self.largestFile))
    } catch {
      if case .tooLarge = error {
        throw ConfigurationError.unreadable(file: path, reason: error.reason)
      }
      throw ConfigurationError.unreadable(file: path, reason: "not a readable UTF-8 file")
    }
  }

  /// The top node; nil for an empty file.
  /// - Throws: ``ConfigurationError/notYAML(file:reason:)``.
  func root() throws -> Node? {
    guard aliasCount <= Self.mostAliases else {
      throw ConfigurationError.notYAML(
        file: name,
        reason: "it has more than \(Self.mostAliases) aliases (*name); write the values out")
    }
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw ConfigurationError.notYAML(file: name, reason: Self.reason(error))
    }
  }

  /// More than anybody writes by hand.
  private static let largestFile = 1 << 18

  /// A few lines of aliases to lists of aliases stand for more values than memory holds.
  private static let mostAliases = 8

  /// The number of values that may be aliases.
  private var aliasCount: Int {
    var (count, isAfterStar) = (0, false)
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      if isAfterStar, !" \t\r\n".unicodeScalars.contains(scalar) { count += 1 }
      isAfterStar = scalar == "*" && "\n:-,[{?".unicodeScalars.contains(previous)
      if scalar != " ", scalar != "\t" { previous = scalar }
    }
    return count
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

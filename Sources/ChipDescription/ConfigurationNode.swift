internal import Containers

/// A node of a configuration file as it is written: scalars are texts.
public indirect enum ConfigurationNode: Hashable, Sendable {
  /// A scalar, empty where nothing is written.
  case text(String)
  /// A sequence.
  case list([ConfigurationNode])
  /// A mapping, in the file's order.
  case mapping([Entry])

  /// A key of a mapping with its value; the key is empty if it is no scalar.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public let key: String
    /// The value.
    public let value: ConfigurationNode

    /// An entry of a mapping.
    public init(_ key: String, _ value: ConfigurationNode) {
      self.key = key
      self.value = value
    }
  }
}

extension ConfigurationNode {
  private static let nothing: Set<String> = ["", "~", "null"]

  /// A Boolean value: nothing is written here, so a section without content reads as absent.
  var isNothing: Bool {
    if case .text(let text) = self { Self.nothing.contains(text) } else { false }
  }

  /// The scalar; nil if the node is none, or empty.
  var text: String? {
    if case .text(let text) = self, !text.isEmpty { text } else { nil }
  }

  /// The entries; nil if the node is no mapping.
  var entries: [Entry]? {
    if case .mapping(let entries) = self { entries } else { nil }
  }
}

extension [ConfigurationNode.Entry] {
  /// The value of a key.
  subscript(key: String) -> ConfigurationNode? { first { $0.key == key }?.value }

  /// Refuses keys that have no meaning; errors name them with the section that they stand in.
  /// - Throws: ``ConfigurationError/unknownKey(file:key:nearest:)``.
  func allow(
    _ known: [String], in file: String, section: String = ""
  ) throws(ConfigurationError) {
    for entry in self where !known.contains(entry.key) {
      throw .unknownKey(
        file: file, key: section + entry.key, nearest: nearest(to: entry.key, in: known))
    }
  }
}

internal import ChipDescription

/// A node from the events of a YAML parser.
struct NodeBuilder {
  private var events: Substring.UTF8View.SubSequence
  private var texts: UnsafePointer<UnsafePointer<CChar>?>?
  private var depth = 0

  /// Deeper nesting is refused, before it exhausts the stack.
  private static let largestDepth = 64

  /// The node of a whole list of events.
  static func node(
    _ events: String, _ texts: UnsafePointer<UnsafePointer<CChar>?>?
  ) throws -> ConfigurationNode {
    var builder = NodeBuilder(events, texts)
    let node = try builder.node()
    guard builder.events.isEmpty else { throw InterfaceError.badEvents }
    return node
  }

  private init(_ events: String, _ texts: UnsafePointer<UnsafePointer<CChar>?>?) {
    self.events = Substring(events).utf8[...]
    self.texts = texts
  }

  private mutating func node() throws -> ConfigurationNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.largestDepth else { throw InterfaceError.badEvents }
    switch events.popFirst() {
    case UInt8(ascii: "t"): return .text(try nextText())
    case UInt8(ascii: "["): return .list(try list())
    case UInt8(ascii: "{"): return .mapping(try mapping())
    default: throw InterfaceError.badEvents
    }
  }

  private mutating func list() throws -> [ConfigurationNode] {
    var nodes: [ConfigurationNode] = []
    while events.first != UInt8(ascii: "]") { nodes.append(try node()) }
    events.removeFirst()
    return nodes
  }

  private mutating func mapping() throws -> [ConfigurationNode.Entry] {
    var entries: [ConfigurationNode.Entry] = []
    while events.first != UInt8(ascii: "}") {
      // A key that is no scalar has no name.
      let key = if case .text(let text) = try node() { text } else { "" }
      entries.append(ConfigurationNode.Entry(key, try node()))
    }
    events.removeFirst()
    return entries
  }

  private mutating func nextText() throws -> String {
    guard let place = texts else { throw InterfaceError.null("texts") }
    texts = place + 1
    return try text(place.pointee, "a text")
  }
}

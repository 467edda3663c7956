/// Takes values from a JSON tree.
///
/// Members are expected in the order in which they are asked for; others in between are skipped,
/// as in cereal.
struct JSONInput: CerealArchive {
  var failure: CocolistError?
  let isReading = true
  let offset = 0
  private var levels: [Level] = []

  private struct Level {
    let key: String
    var members: [JSONValue.Member] = []
    var elements: [JSONValue] = []
    var position = 0
  }

  init(_ root: JSONValue) {
    guard case .object(let members) = root else {
      failure = .malformed(place: "root", reason: "\(root.kind) instead of an object")
      return
    }
    levels = [Level(key: "", members: members)]
  }

  var place: String {
    let keys = levels.dropFirst().map { level in
      level.elements.isEmpty ? level.key : "\(level.key)[\(max(0, level.position - 1))]"
    }
    return keys.isEmpty ? "root" : keys.filter { !$0.isEmpty }.joined(separator: ".")
  }

  mutating func open(_ key: String) {
    guard let value = take(key) else { return push(Level(key: key)) }
    guard case .object(let members) = value else { return refuse(key, value, "an object") }
    push(Level(key: key, members: members))
  }

  mutating func close() { if levels.count > 1 { levels.removeLast() } }

  mutating func openList(_ key: String, count: inout Int) {
    count = 0
    guard let value = take(key) else { return push(Level(key: key)) }
    guard case .array(let elements) = value else { return refuse(key, value, "a list") }
    count = elements.count
    push(Level(key: key, elements: elements))
  }

  mutating func openElement() {
    guard let level = levels.last, level.position < level.elements.count else { return }
    let value = level.elements[level.position]
    levels[levels.count - 1].position += 1
    guard case .object(let members) = value else { return refuse("", value, "an object") }
    push(Level(key: "", members: members))
  }

  mutating func closeList() { close() }

  mutating func scalar(_ key: String, _ form: ScalarForm, _ value: inout Int) {
    switch (form, take(key)) {
    case (.bool, .bool(let flag)?): value = flag ? 1 : 0
    case (.signed, .number(let number)?), (.unsigned, .number(let number)?): value = number
    case (_, let other?):
      refuse(key, other, form == .bool ? "a truth value" : "a number", isLevel: false)
    case (_, nil): break
    }
  }

  mutating func string(_ key: String, _ value: inout String) {
    switch take(key) {
    case .string(let text)?: value = text
    case let other?: refuse(key, other, "a string", isLevel: false)
    case nil: break
    }
  }

  mutating func skip() -> Bool { true }

  /// The next member with a key.
  private mutating func take(_ key: String) -> JSONValue? {
    guard failure == nil, let level = levels.last else { return nil }
    var position = level.position
    while position < level.members.count, level.members[position].key != key { position += 1 }
    guard position < level.members.count else {
      fail(.malformed(place: place, reason: "'\(key)' is missing"))
      return nil
    }
    levels[levels.count - 1].position = position + 1
    return level.members[position].value
  }

  private mutating func push(_ level: Level) { levels.append(level) }

  private mutating func refuse(
    _ key: String, _ value: JSONValue, _ wanted: String, isLevel: Bool = true
  ) {
    fail(.malformed(place: place, reason: "'\(key)' is \(value.kind) instead of \(wanted)"))
    if isLevel { push(Level(key: key)) }
  }
}

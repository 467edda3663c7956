/// Writes cereal's JSON: four spaces an indentation, repeated keys for arrays.
///
/// cereal: `JSONOutputArchive`, which uses the pretty printer of rapidjson.
struct JSONOutput: CerealArchive {
  var failure: CocolistError?
  let isReading = false
  let place = "JSON text"
  let offset = 0
  private(set) var bytes: [UInt8] = []
  /// For each open object or list, whether it has content.
  private var levels: [Bool] = [false]

  init() { append("{") }

  /// Ends the text.
  mutating func finish() -> [UInt8] {
    end("}")
    return bytes
  }

  mutating func open(_ key: String) {
    begin(key)
    append("{")
    levels.append(false)
  }

  mutating func close() { end("}") }

  mutating func openList(_ key: String, count: inout Int) {
    begin(key)
    append("[")
    levels.append(false)
  }

  mutating func openElement() {
    separate()
    append("{")
    levels.append(false)
  }

  mutating func closeList() { end("]") }

  mutating func scalar(_ key: String, _ form: ScalarForm, _ value: inout Int) {
    begin(key)
    append(form == .bool ? (value != 0 ? "true" : "false") : "\(value)")
  }

  mutating func string(_ key: String, _ value: inout String) {
    begin(key)
    append("\"\(value)\"")
  }

  mutating func skip() -> Bool { true }

  private mutating func begin(_ key: String) {
    separate()
    append("\"\(key)\": ")
  }

  private mutating func separate() {
    if levels[levels.count - 1] { append(",") }
    levels[levels.count - 1] = true
    newLine()
  }

  private mutating func end(_ bracket: String) {
    if levels.removeLast() { newLine() }
    append(bracket)
  }

  private mutating func newLine() {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 4 * levels.count))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

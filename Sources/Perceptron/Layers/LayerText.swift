/// The text of a layer as the original prints it: `Name(a=1, b=True)`.
struct LayerText {
  private let name: String
  private var items: [String] = []

  init(_ name: String) {
    self.name = name
  }

  var text: String { "\(name)(\(items.joined(separator: ", ")))" }

  /// Adds an item unless it has its default value.
  mutating func add<Value: Equatable>(
    _ label: String, _ value: Value, unless fallback: Value? = nil
  ) {
    if let fallback, value == fallback { return }
    items.append("\(label)=\(Self.python(value))")
  }

  /// Adds a tuple, as sizes of convolutions are printed.
  mutating func add(_ label: String, tuple: [Int]) {
    let inner = tuple.map(String.init).joined(separator: ", ")
    items.append("\(label)=(\(inner)\(tuple.count == 1 ? "," : ""))")
  }

  /// A bias that is there is the default; one that is not is printed.
  mutating func addBias(_ isThere: Bool) {
    if !isThere { items.append("bias=None") }
  }

  mutating func add(_ label: String, _ transform: TensorTransform?, unless fallback: String) {
    let name = transform?.name ?? "None"
    if name != fallback { items.append("\(label)=<function \(name)>") }
  }

  private static func python(_ value: some Equatable) -> String {
    switch value {
    case let flag as Bool: flag ? "True" : "False"
    case let text as String: "'\(text)'"
    default: "\(value)"
    }
  }
}

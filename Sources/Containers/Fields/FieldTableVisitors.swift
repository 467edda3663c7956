import Coordinates

/// A visitor that counts the rows of a table and does something with each.
protocol RowVisitor: FieldVisitor {
  /// Names of the groups that are being visited, each with a dot behind it.
  var path: String { get set }

  /// Prefix of the keys of the group that is being visited.
  var keyPrefix: String { get set }

  /// One row; `codes` may be replaced by as many codes.
  mutating func row(
    _ name: String, key: String, _ kind: FieldKind, count: Int?, _ codes: inout [Int])

  /// Counts a row and tells if the visitor looks at it.
  mutating func wantsNextRow() -> Bool
}

extension RowVisitor {
  mutating func field<Value: FieldValue>(
    _ name: String, key: String, _ value: inout Value, _ place: WordPlace?
  ) {
    guard wantsNextRow() else { return }
    var codes = [value.fieldCode]
    row(path + name, key: keyPrefix + key, Value.fieldKind, count: nil, &codes)
    value = Value(fieldCode: codes[0])
  }

  mutating func array<Values: TypedArrayProtocol>(
    _ name: String, key: String, _ values: inout Values, _ place: ((Values.Index) -> WordPlace)?
  ) where Values.Value: FieldValue {
    guard wantsNextRow() else { return }
    var codes = values.values.map(\.fieldCode)
    row(path + name, key: keyPrefix + key, Values.Value.fieldKind, count: codes.count, &codes)
    for (index, code) in zip(Values.Index.allCases, codes) {
      values[index] = Values.Value(fieldCode: code)
    }
  }

  mutating func group<Group: FieldGroup>(
    _ name: String, key: String, _ group: inout Group, _ offset: WordOffset
  ) {
    let outer = (path, keyPrefix)
    path += name + "."
    keyPrefix = Group.cerealKeyPrefix
    group.visit(&self)
    (path, keyPrefix) = outer
  }

  mutating func groups<Groups: TypedArrayProtocol>(
    _ name: String, key: String, _ groups: inout Groups, _ offset: (Groups.Index) -> WordOffset
  ) where Groups.Value: FieldGroup {
    for index in Groups.Index.allCases {
      group("\(name)[\(index.toEnum())]", key: key, &groups[index], offset(index))
    }
  }
}

/// Lists the rows.
struct FieldLister<Root: FieldGroup>: RowVisitor {
  var path = ""
  var keyPrefix: String
  var fields: [ContainerField<Root>] = []

  init(keyPrefix: String) { self.keyPrefix = keyPrefix }

  mutating func wantsNextRow() -> Bool { true }

  mutating func row(
    _ name: String, key: String, _ kind: FieldKind, count: Int?, _ codes: inout [Int]
  ) {
    fields.append(
      ContainerField(name: name, key: key, kind: kind, count: count, ordinal: fields.count))
  }
}

/// Reads one row.
struct FieldReader: RowVisitor {
  var path = ""
  var keyPrefix = ""
  var codes: [Int] = []
  private var remaining: Int

  init(ordinal: Int) { remaining = ordinal }

  mutating func wantsNextRow() -> Bool {
    remaining -= 1
    return remaining == -1
  }

  mutating func row(
    _ name: String, key: String, _ kind: FieldKind, count: Int?, _ codes: inout [Int]
  ) {
    self.codes = codes
  }
}

/// Replaces one row.
struct FieldWriter: RowVisitor {
  var path = ""
  var keyPrefix = ""
  private let codes: [Int]
  private var remaining: Int

  init(ordinal: Int, codes: [Int]) {
    remaining = ordinal
    self.codes = codes
  }

  mutating func wantsNextRow() -> Bool {
    remaining -= 1
    return remaining == -1
  }

  mutating func row(
    _ name: String, key: String, _ kind: FieldKind, count: Int?, _ codes: inout [Int]
  ) {
    codes = self.codes
  }
}

import Containers
import Coordinates

/// The grammar of cereal files, for all formats and both directions: one walk for reading and
/// writing.
///
/// cereal: `polymorphic.hpp`, `memory.hpp`; haldls: `cereal/types`.
struct CerealStream<Archive: CerealArchive> {
  var archive: Archive
  /// Types whose version has been stated in this file.
  private var versioned: Set<String> = []
  /// Names of polymorphic types by number, from 1.
  private var typeNames: [Int: String] = [:]
  private var typeNumbers: [String: Int] = [:]
  /// The prefix of all keys of the group that is being walked.
  private var keyPrefix = ""

  /// The bit of a type's number that says that its name follows.
  private static var newTypeBit: Int { 0x8000_0000 }

  init(_ archive: Archive) { self.archive = archive }

  /// The version of a type's layout, stated where the type appears first.
  mutating func version(of type: String) {
    guard versioned.insert(type).inserted else { return }
    var version = 0
    archive.scalar("cereal_class_version", .unsigned(bytes: 4), &version)
    if version != 0 { archive.fail(.unsupportedVersion(type: type, found: version)) }
  }

  /// A pointer to a polymorphic object; `body` walks the object, given the name of its type.
  mutating func pointer(
    _ key: String, typeName: inout String, _ body: (inout CerealStream, String) -> Void
  ) {
    archive.open(key)
    typeName = polymorphicType(typeName)
    archive.open("ptr_wrapper")
    var valid = 1
    archive.scalar("valid", .unsigned(bytes: 1), &valid)
    if valid != 1 { archive.fail(.malformed(place: archive.place, reason: "an empty pointer")) }
    archive.open("data")
    if archive.failure == nil { body(&self, typeName) }
    archive.close()
    archive.close()
    archive.close()
  }

  private mutating func polymorphicType(_ name: String) -> String {
    var number = typeNumbers[name] ?? typeNumbers.count + 1
    var name = name
    if !archive.isReading, typeNumbers[name] == nil { number |= Self.newTypeBit }
    archive.scalar("polymorphic_id", .unsigned(bytes: 4), &number)
    if number & Self.newTypeBit != 0 {
      archive.string("polymorphic_name", &name)
      number &= ~Self.newTypeBit
      typeNames[number] = name
      typeNumbers[name] = number
      return name
    }
    guard let known = typeNames[number] else {
      archive.fail(
        .malformed(place: archive.place, reason: "type number \(number) was not introduced"))
      return name
    }
    return known
  }

  /// A value in a range: an object around one number.
  mutating func ranged(
    _ key: String, _ range: ClosedRange<Int>, _ form: ScalarForm, _ value: inout Int
  ) {
    archive.open(key)
    archive.scalar("value", form, &value)
    check(value, range)
    archive.close()
  }

  /// Refuses a number outside its range.
  mutating func check(_ value: Int, _ range: ClosedRange<Int>) {
    if archive.failure == nil, !range.contains(value) {
      archive.fail(
        .outOfRange(
          place: archive.place, value: value, lower: range.lowerBound, upper: range.upperBound))
    }
  }

  /// A container's or a part's fields, inside an object that is open.
  mutating func fields<Group: FieldGroup>(of group: inout Group) {
    if Group.hasCerealVersion { version(of: Group.cerealTypeName) }
    let outer = keyPrefix
    keyPrefix = Group.cerealKeyPrefix
    group.visit(&self)
    keyPrefix = outer
  }

  /// One value of a field.
  private mutating func value<Value: FieldValue>(_ key: String, _ value: inout Value) {
    var code = value.fieldCode
    switch Value.fieldKind {
    case .flag:
      archive.scalar(key, .bool, &code)
      check(code, 0...1)
    case .choice, .number: number(key, Value.fieldKind.codes, Value.fileForm, &code)
    case .analogValue: analogValue(key, &code)
    case .place(let columns, let rows): grid(key, columns: columns, rows: rows, &code)
    }
    if archive.isReading, archive.failure == nil { value = Value(fieldCode: code) }
  }

  /// A number or an enumeration.
  private mutating func number(
    _ key: String, _ range: ClosedRange<Int>, _ form: FileForm, _ code: inout Int
  ) {
    switch form {
    case .number(let bytes):
      ranged(
        key, range, range.lowerBound < 0 ? .signed(bytes: bytes) : .unsigned(bytes: bytes), &code)
    case .choice(let bytes):
      archive.scalar(key, .signed(bytes: bytes), &code)
      check(code, range)
    case .word:
      archive.scalar(key, .unsigned(bytes: 4), &code)
      check(code, range)
    }
  }

  /// A CapMem value or `DisableRefresh`, a variant. haldls: `CapMemCell::value_type`
  private mutating func analogValue(_ key: String, _ code: inout Int) {
    let disabled = Int(CapMemCell.AnalogValue.disableRefreshCode)
    var index = code == disabled ? 1 : 0
    archive.open(key)
    archive.scalar("index", .choice, &index)
    check(index, 0...1)
    ranged("data", index == 1 ? disabled...disabled : 0...(disabled - 1), .wide, &code)
    archive.close()
  }

  /// A place in a grid: column, row and their enumeration, which has to agree.
  mutating func grid(_ key: String, columns: Int, rows: Int, _ code: inout Int) {
    archive.open(key)
    gridMembers(columns: columns, rows: rows, &code)
    archive.close()
  }

  /// The members of a grid coordinate, inside an object that is open.
  mutating func gridMembers(columns: Int, rows: Int, _ code: inout Int) {
    var (column, row) = (code % columns, code / columns)
    ranged("x", 0...(columns - 1), .wide, &column)
    ranged("y", 0...(rows - 1), .wide, &row)
    ranged("e", 0...(columns * rows - 1), .wide, &code)
    if archive.failure == nil, code != row * columns + column {
      archive.fail(
        .malformed(place: archive.place, reason: "enumeration \(code) is not (\(column), \(row))"))
    }
  }
}

extension ScalarForm {
  /// `uint_fast16_t` and `uint_fast32_t`, also the enumeration of grids and mixins.
  static let wide = ScalarForm.unsigned(bytes: 8)
}

extension CerealStream: FieldVisitor {
  mutating func field<Value: FieldValue>(
    _ name: String, key: String, _ value: inout Value, _ place: WordPlace?
  ) {
    self.value(keyPrefix + key, &value)
  }

  mutating func array<Values: TypedArrayProtocol>(
    _ name: String, key: String, _ values: inout Values, _ place: ((Values.Index) -> WordPlace)?
  ) where Values.Value: FieldValue {
    archive.open(keyPrefix + key)
    for index in Values.Index.allCases { value("entry", &values[index]) }
    archive.close()
  }

  mutating func group<Group: FieldGroup>(
    _ name: String, key: String, _ group: inout Group, _ offset: WordOffset
  ) {
    archive.open(keyPrefix + key)
    fields(of: &group)
    archive.close()
  }

  mutating func groups<Groups: TypedArrayProtocol>(
    _ name: String, key: String, _ groups: inout Groups, _ offset: (Groups.Index) -> WordOffset
  ) where Groups.Value: FieldGroup {
    archive.open(keyPrefix + key)
    for index in Groups.Index.allCases {
      archive.open("entry")
      fields(of: &groups[index])
      archive.close()
    }
    archive.close()
  }

  mutating func synapses<Value: RangedInteger & FieldValue>(
    _ name: String, _ grid: inout SynapseGrid<Value>
  ) {
    archive.open(keyPrefix + name)
    for row in SynapseRowOnSynram.allCases where archive.failure == nil {
      archive.open("entry")
      for column in SynapseOnSynapseRow.allCases { value("entry", &grid[row, column]) }
      archive.close()
    }
    archive.close()
  }
}

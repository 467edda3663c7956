public import Coordinates

/// Something made of named fields: a container, or a part of one.
///
/// `visit` is the one table of a group: one row for each field, in the order of the real software's
/// files. Encoding, decoding, files, printing and tests are visitors of that table.
public protocol FieldGroup: Hashable, Sendable {
  /// Full name of the type in the real software, for example `haldls::vx::CADCConfig`.
  static var cerealTypeName: String { get }

  /// Prefix of the keys of the fields in the real software's files.
  static var cerealKeyPrefix: String { get }

  /// A Boolean value that is true when the real software's files state the version of the type.
  static var hasCerealVersion: Bool { get }

  /// Shows every field to a visitor, which may read and change it.
  mutating func visit(_ visitor: inout some FieldVisitor)
}

extension FieldGroup {
  /// `value.m_`, as haldls' serialisation of containers gives.
  public static var cerealKeyPrefix: String { "value.m_" }

  /// True unless a group says otherwise.
  public static var hasCerealVersion: Bool { true }
}

/// Reads or changes the fields of a group, one call for each row of its table.
public protocol FieldVisitor {
  /// One field: haldls' name, its key in files without the group's prefix, and its bits.
  ///
  /// The place is nil for a field that has no bits of its own.
  mutating func field<Value: FieldValue>(
    _ name: String, key: String, _ value: inout Value, _ place: WordPlace?)

  /// An array of fields; `place` gives the bits of each element, nil if they have none.
  mutating func array<Values: TypedArrayProtocol>(
    _ name: String, key: String, _ values: inout Values, _ place: ((Values.Index) -> WordPlace)?
  ) where Values.Value: FieldValue

  /// A group inside the group.
  mutating func group<Group: FieldGroup>(
    _ name: String, key: String, _ group: inout Group, _ offset: WordOffset)

  /// An array of groups; `offset` shifts the places of each.
  mutating func groups<Groups: TypedArrayProtocol>(
    _ name: String, key: String, _ groups: inout Groups, _ offset: (Groups.Index) -> WordOffset
  ) where Groups.Value: FieldGroup

  /// One value of every synapse of an array.
  mutating func synapses<Value: RangedInteger & FieldValue>(
    _ name: String, _ grid: inout SynapseGrid<Value>)
}

extension FieldVisitor {
  /// Nothing: grids of synapses are no rows of a table of fields.
  public mutating func synapses<Value: RangedInteger & FieldValue>(
    _ name: String, _ grid: inout SynapseGrid<Value>
  ) {}

  /// One field; its key is its name unless said otherwise.
  public mutating func field(
    _ name: String, _ value: inout some FieldValue, _ place: WordPlace? = nil
  ) {
    field(name, key: name, &value, place)
  }

  /// An array of fields; its key is its name.
  public mutating func array<Values: TypedArrayProtocol>(
    _ name: String, _ values: inout Values, _ place: ((Values.Index) -> WordPlace)? = nil
  ) where Values.Value: FieldValue {
    array(name, key: name, &values, place)
  }

  /// A group; its key is its name.
  public mutating func group(_ name: String, _ group: inout some FieldGroup) {
    self.group(name, key: name, &group, WordOffset())
  }

  /// An array of groups; its key is its name.
  public mutating func groups<Groups: TypedArrayProtocol>(
    _ name: String, _ groups: inout Groups, _ offset: (Groups.Index) -> WordOffset
  ) where Groups.Value: FieldGroup {
    self.groups(name, key: name, &groups, offset)
  }
}

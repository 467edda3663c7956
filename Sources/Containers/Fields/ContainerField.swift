/// One row of a container's table: what a generic tool needs to know and do about one field.
///
/// Values pass as integer codes (see `FieldKind`); an array field passes all its elements in order.
/// `visit` is the faster way for tools that go through a whole container once.
public struct ContainerField<Root: FieldGroup>: Hashable, Sendable {
  /// haldls' name with the groups it lies in, for example `switches[2].enable_debug_causal`.
  public let name: String
  /// Key in the real software's files, without the keys of the groups it lies in.
  public let key: String
  /// Meaning of the codes.
  public let kind: FieldKind
  /// Number of elements of an array field; nil for a single value.
  public let count: Int?
  /// Position in the container's table.
  let ordinal: Int

  /// The codes of the field: one, or `count` of an array.
  public func codes(of root: Root) -> [Int] {
    var reader = FieldReader(ordinal: ordinal)
    var copy = root
    copy.visit(&reader)
    return reader.codes
  }

  /// Sets the field.
  ///
  /// - Throws: `ContainerError.fieldCount` for a wrong number of codes,
  ///   `ContainerError.fieldRange` for a code that the field cannot hold.
  public func set(_ codes: [Int], of root: inout Root) throws(ContainerError) {
    guard codes.count == count ?? 1 else {
      throw .fieldCount(
        container: "\(Root.self)", field: name, expected: count ?? 1, found: codes.count)
    }
    for code in codes where !kind.codes.contains(code) {
      throw .fieldRange(
        container: "\(Root.self)", field: name, value: code, allowed: kind.codes)
    }
    var writer = FieldWriter(ordinal: ordinal, codes: codes)
    root.visit(&writer)
  }
}

extension WordEncodable {
  /// The container's table, one row for each field, in the order of the real software's files.
  public static var fields: [ContainerField<Self>] {
    var lister = FieldLister<Self>(keyPrefix: cerealKeyPrefix)
    var root = Self()
    root.visit(&lister)
    return lister.fields
  }

  /// The row with haldls' name.
  ///
  /// - Throws: `ContainerError.unknownField` with the nearest name that exists.
  public static func field(named name: String) throws(ContainerError) -> ContainerField<Self> {
    let all = fields
    guard let field = all.first(where: { $0.name == name }) else {
      throw .unknownField(
        container: "\(Self.self)", field: name, nearest: nearest(to: name, in: all.map(\.name)))
    }
    return field
  }

  /// Every field with its codes, for example `CADCConfig(enable: 0, reset_wait: 100, dead_time: 20)`.
  public var fieldDescription: String {
    let rows = Self.fields.map { field in
      let codes = field.codes(of: self)
      return "\(field.name): " + (field.count == nil ? "\(codes[0])" : "\(codes)")
    }
    return "\(Self.self)(\(rows.joined(separator: ", ")))"
  }
}

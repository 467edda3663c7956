import CHDF5
import CHDF5Shim

extension HDF5Reader {
  /// Reads all attributes of a group or dataset.
  func readAttributes(
    of object: hid_t, at location: String
  ) throws(RecordingError) -> [String: Attribute] {
    let count = chdf5_attribute_count(object)
    try check(count)
    var attributes: [String: Attribute] = [:]
    for index in 0..<hsize_t(count) {
      let attribute = try handle(
        H5Aopen_by_idx(
          object, ".", H5_INDEX_NAME, H5_ITER_INC, index, hid_t(H5P_DEFAULT), hid_t(H5P_DEFAULT)))
      let name = try text { buffer, size in H5Aget_name(attribute.id, size, buffer) }
      attributes[name] = try readAttribute(attribute.id, at: "\(location)@\(name)")
    }
    return attributes
  }

  private func readAttribute(
    _ attribute: hid_t, at location: String
  ) throws(RecordingError) -> Attribute {
    let stored = try handle(H5Aget_type(attribute))
    guard let type = ElementType(storedType: stored.id) else {
      throw .unsupportedType(path: location, name: ElementType.className(of: stored.id))
    }
    let space = try handle(H5Aget_space(attribute))
    let shape = try extents(of: space.id)
    let access = ReadAccess(
      read: { H5Aread(attribute, $0, $1) }, space: space.id, storedType: stored.id)
    let values = try readValues(
      access, type: type, count: try count(of: shape, type: type, at: location))
    let wide = Self.isBoolean(stored.id) ? Self.booleans(values) : Self.widened(values)
    return shape.isEmpty ? Self.single(wide) : wide
  }

  /// Returns true if a type is h5py's boolean: an enumeration of FALSE and TRUE.
  private static func isBoolean(_ type: hid_t) -> Bool {
    guard H5Tget_class(type) == H5T_ENUM, H5Tget_nmembers(type) == 2 else { return false }
    return H5Tget_member_index(type, "FALSE") >= 0 && H5Tget_member_index(type, "TRUE") >= 0
  }

  private static func booleans(_ values: Dataset.Values) -> Attribute {
    guard case .int64s(let integers) = widened(values) else { return widened(values) }
    return .bools(integers.map { $0 != 0 })
  }

  private static func widened(_ values: Dataset.Values) -> Attribute {
    switch values {
    case .float(let array): .doubles(array.map(Double.init))
    case .double(let array): .doubles(array)
    case .int8(let array): .int64s(array.map(Int64.init))
    case .uint8(let array): .uint64s(array.map(UInt64.init))
    case .int16(let array): .int64s(array.map(Int64.init))
    case .uint16(let array): .uint64s(array.map(UInt64.init))
    case .int32(let array): .int64s(array.map(Int64.init))
    case .uint32(let array): .uint64s(array.map(UInt64.init))
    case .int64(let array): .int64s(array)
    case .uint64(let array): .uint64s(array)
    case .string(let array): .strings(array)
    }
  }

  /// The only element of an array of one.
  private static func single(_ array: Attribute) -> Attribute {
    switch array {
    case .strings(let values): values.first.map(Attribute.string) ?? array
    case .int64s(let values): values.first.map(Attribute.int64) ?? array
    case .uint64s(let values): values.first.map(Attribute.uint64) ?? array
    case .doubles(let values): values.first.map(Attribute.double) ?? array
    case .bools(let values): values.first.map(Attribute.bool) ?? array
    default: array
    }
  }
}

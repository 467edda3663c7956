extension Attribute {
  /// Numbers as those of 64 bits.
  init(widening values: Dataset.Values) {
    switch values {
    case .float(let array): self = .doubles(array.map(Double.init))
    case .double(let array): self = .doubles(array)
    case .int8(let array): self = .int64s(array.map(Int64.init))
    case .uint8(let array): self = .uint64s(array.map(UInt64.init))
    case .int16(let array): self = .int64s(array.map(Int64.init))
    case .uint16(let array): self = .uint64s(array.map(UInt64.init))
    case .int32(let array): self = .int64s(array.map(Int64.init))
    case .uint32(let array): self = .uint64s(array.map(UInt64.init))
    case .int64(let array): self = .int64s(array)
    case .uint64(let array): self = .uint64s(array)
    case .string(let array): self = .strings(array)
    }
  }

  /// The numbers of h5py's Booleans.
  init(booleans values: Dataset.Values) {
    switch Attribute(widening: values) {
    case .int64s(let integers): self = .bools(integers.map { $0 != 0 })
    case let other: self = other
    }
  }

  /// The only element of an array of one.
  var single: Attribute {
    switch self {
    case .strings(let values): values.first.map(Attribute.string) ?? self
    case .int64s(let values): values.first.map(Attribute.int64) ?? self
    case .uint64s(let values): values.first.map(Attribute.uint64) ?? self
    case .doubles(let values): values.first.map(Attribute.double) ?? self
    case .bools(let values): values.first.map(Attribute.bool) ?? self
    default: self
    }
  }
}

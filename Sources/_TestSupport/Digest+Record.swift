public import Recording

extension Digest {
  /// Adds all values, names and attributes of a record but the version of the program.
  public mutating func add(_ record: Record, path: String = "") {
    add(record.attributes, of: path)
    for (name, dataset) in record.datasets.sorted(by: { $0.key < $1.key }) {
      add("\(path)/\(name) \(dataset.shape) \(dataset.elementType)")
      add(dataset.values)
      add(dataset.attributes, of: "\(path)/\(name)")
    }
    for (name, group) in record.groups.sorted(by: { $0.key < $1.key }) {
      add(group, path: "\(path)/\(name)")
    }
  }

  private mutating func add(_ attributes: [String: Attribute], of path: String) {
    for (name, value) in attributes.sorted(by: { $0.key < $1.key })
    where name != "emulator_version" {
      add("\(path)@\(name) \(value)")
    }
  }

  private mutating func add(_ values: Dataset.Values) {
    switch values {
    case .float(let array): add(array)
    case .double(let array): add(array)
    case .int8(let array): add(array)
    case .uint8(let array): add(array)
    case .int16(let array): add(array)
    case .uint16(let array): add(array)
    case .int32(let array): add(array)
    case .uint32(let array): add(array)
    case .int64(let array): add(array)
    case .uint64(let array): add(array)
    case .string(let array): for text in array { add(text) }
    }
  }
}

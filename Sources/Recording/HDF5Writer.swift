import CHDF5
import CHDF5Shim

/// Puts records into an open file.
///
/// To be used inside ``HDF5Library/locked(_:)``.
struct HDF5Writer {
  /// The file's path, for messages.
  let path: String

  func failure(_ reason: String) -> RecordingError { .cannotWrite(path: path, reason: reason) }

  func check(_ status: herr_t) throws(RecordingError) {
    guard status >= 0 else { throw failure(HDF5Library.lastReason()) }
  }

  func handle(_ id: hid_t) throws(RecordingError) -> HDF5Handle {
    try HDF5Handle(id, orThrow: failure)
  }

  /// Creates the content of a temporary file after its user block.
  func createFile(at temporary: String) throws(RecordingError) -> HDF5Handle {
    let creation = try handle(H5Pcreate(chdf5_file_create_class()))
    try check(H5Pset_obj_track_times(creation.id, false))
    try check(H5Pset_userblock(creation.id, hsize_t(Seal.length)))
    let access = try handle(H5Pcreate(chdf5_file_access_class()))
    // The format of 1.8: checksums on the metadata, large attributes, and every reader knows it.
    try check(H5Pset_libver_bounds(access.id, H5F_LIBVER_V18, H5F_LIBVER_V18))
    // Nobody else knows a temporary file. Its lock would outlive the file's closing in any program
    // that was started meanwhile and inherited the descriptor, and keep readers out.
    try check(H5Pset_file_locking(access.id, false, true))
    return try handle(H5Fcreate(temporary, chdf5_truncate(), creation.id, access.id))
  }

  /// Writes a record's content into an open group.
  func write(_ record: Record, into group: hid_t) throws(RecordingError) {
    try write(record.attributes, to: group)
    for (name, dataset) in record.datasets.sorted(by: { $0.key < $1.key }) {
      let target = try create(dataset, named: name, in: group)
      try write(dataset.values, to: target.id)
    }
    for (name, child) in record.groups.sorted(by: { $0.key < $1.key }) {
      let target = try openOrCreate(groupNamed: name, in: group)
      try write(child, into: target.id)
    }
  }

  func openOrCreate(groupNamed name: String, in group: hid_t) throws(RecordingError) -> HDF5Handle {
    if H5Lexists(group, name, hid_t(H5P_DEFAULT)) > 0 {
      return try handle(H5Gopen2(group, name, hid_t(H5P_DEFAULT)))
    }
    let creation = try handle(H5Pcreate(chdf5_group_create_class()))
    try check(H5Pset_obj_track_times(creation.id, false))
    let link = try handle(H5Pcreate(chdf5_link_create_class()))
    try check(H5Pset_char_encoding(link.id, H5T_CSET_UTF8))
    return try handle(H5Gcreate2(group, name, link.id, creation.id, hid_t(H5P_DEFAULT)))
  }
}

// MARK: - Datasets

extension HDF5Writer {
  /// Creates a dataset with its attributes and without its elements.
  func create(
    _ dataset: Dataset, named name: String, in group: hid_t
  ) throws(RecordingError) -> HDF5Handle {
    let type = try handle(dataset.elementType.fileType())
    let space = try makeSpace(of: dataset)
    let creation = try makeCreationList(for: dataset)
    let link = try handle(H5Pcreate(chdf5_link_create_class()))
    try check(H5Pset_char_encoding(link.id, H5T_CSET_UTF8))
    let target = try handle(
      H5Dcreate2(group, name, type.id, space.id, link.id, creation.id, hid_t(H5P_DEFAULT)))
    try write(dataset.attributes, to: target.id)
    return target
  }

  /// Writes all elements of a dataset.
  func write(_ values: Dataset.Values, to dataset: hid_t) throws(RecordingError) {
    guard values.count > 0 else { return }
    let type = try handle(values.elementType.memoryType())
    let all = hid_t(H5S_ALL)
    let status = values.withUnsafeBytes { bytes in
      H5Dwrite(dataset, type.id, all, all, hid_t(H5P_DEFAULT), bytes.baseAddress)
    }
    try check(status)
  }

  private func makeSpace(of dataset: Dataset) throws(RecordingError) -> HDF5Handle {
    guard !dataset.shape.isEmpty else { return try handle(H5Screate(H5S_SCALAR)) }
    let extents = dataset.shape.map(hsize_t.init)
    var limits = extents
    if case .chunked(let chunks) = dataset.layout, chunks.isExtensible {
      limits[0] = chdf5_unlimited()
    }
    return try handle(H5Screate_simple(Int32(extents.count), extents, limits))
  }

  private func makeCreationList(for dataset: Dataset) throws(RecordingError) -> HDF5Handle {
    let list = try handle(H5Pcreate(chdf5_dataset_create_class()))
    try check(H5Pset_obj_track_times(list.id, false))
    guard case .chunked(let chunks) = dataset.layout else { return list }
    try check(H5Pset_chunk(list.id, Int32(chunks.shape.count), chunks.shape.map(hsize_t.init)))
    if chunks.isCompressed {
      try check(H5Pset_shuffle(list.id))
      try check(H5Pset_deflate(list.id, 1))
    }
    return list
  }
}

// MARK: - Attributes

extension HDF5Writer {
  private func write(
    _ attributes: [String: Attribute], to object: hid_t
  ) throws(RecordingError) {
    for (name, attribute) in attributes.sorted(by: { $0.key < $1.key }) {
      try write(attribute, named: name, to: object)
    }
  }

  private func write(
    _ attribute: Attribute, named name: String, to object: hid_t
  ) throws(RecordingError) {
    switch attribute {
    case .string(let value): try write(.string([value]), isArray: false, named: name, to: object)
    case .int64(let value): try write(.int64([value]), isArray: false, named: name, to: object)
    case .uint64(let value): try write(.uint64([value]), isArray: false, named: name, to: object)
    case .double(let value): try write(.double([value]), isArray: false, named: name, to: object)
    case .bool(let value): try write([value], isArray: false, named: name, to: object)
    case .strings(let values): try write(.string(values), isArray: true, named: name, to: object)
    case .int64s(let values): try write(.int64(values), isArray: true, named: name, to: object)
    case .uint64s(let values): try write(.uint64(values), isArray: true, named: name, to: object)
    case .doubles(let values): try write(.double(values), isArray: true, named: name, to: object)
    case .bools(let values): try write(values, isArray: true, named: name, to: object)
    }
  }

  private func write(
    _ values: Dataset.Values, isArray: Bool, named name: String, to object: hid_t
  ) throws(RecordingError) {
    let fileType = try handle(values.elementType.fileType())
    let memoryType = try handle(values.elementType.memoryType())
    let target = try createAttribute(
      named: name, of: fileType.id, count: isArray ? values.count : nil, in: object)
    guard values.count > 0 else { return }
    try check(values.withUnsafeBytes { H5Awrite(target.id, memoryType.id, $0.baseAddress) })
  }

  private func write(
    _ values: [Bool], isArray: Bool, named name: String, to object: hid_t
  ) throws(RecordingError) {
    let type = try handle(chdf5_create_bool_type())
    let target = try createAttribute(
      named: name, of: type.id, count: isArray ? values.count : nil, in: object)
    guard !values.isEmpty else { return }
    try check(H5Awrite(target.id, type.id, values.map { Int8($0 ? 1 : 0) }))
  }

  /// Creates an attribute of `count` values in one dimension, or of a single value when nil.
  private func createAttribute(
    named name: String, of type: hid_t, count: Int?, in object: hid_t
  ) throws(RecordingError) -> HDF5Handle {
    let space =
      if let count {
        try handle(H5Screate_simple(1, [hsize_t(count)], nil))
      } else {
        try handle(H5Screate(H5S_SCALAR))
      }
    return try handle(
      H5Acreate2(object, name, type, space.id, hid_t(H5P_DEFAULT), hid_t(H5P_DEFAULT)))
  }
}

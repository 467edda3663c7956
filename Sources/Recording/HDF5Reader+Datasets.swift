import CHDF5
import CHDF5Shim
import Foundation

extension HDF5Reader {
  /// Reads some rows of the dataset at a path.
  func readDataset(
    at location: String, in file: hid_t, rows: Range<Int>
  ) throws(RecordingError) -> Dataset {
    // Each step must exist, otherwise the library calls the question itself a failure.
    var reached = ""
    for name in location.split(separator: "/") {
      reached = Record.join(reached, String(name))
      guard H5Lexists(file, reached, hid_t(H5P_DEFAULT)) > 0 else {
        throw .missing(kind: .dataset, path: location, available: [])
      }
    }
    let object = try handle(H5Oopen(file, reached.isEmpty ? "/" : reached, hid_t(H5P_DEFAULT)))
    guard H5Iget_type(object.id) == H5I_DATASET else {
      throw .missing(kind: .dataset, path: location, available: [])
    }
    return try readDataset(object.id, at: location, rows: rows)
  }

  /// Reads a dataset, or some of its rows.
  func readDataset(
    _ dataset: hid_t, at location: String, rows: Range<Int>?
  ) throws(RecordingError) -> Dataset {
    let stored = try handle(H5Dget_type(dataset))
    guard let type = ElementType(storedType: stored.id) else {
      throw .unsupportedType(path: location, name: ElementType.className(of: stored.id))
    }
    let file = try handle(H5Dget_space(dataset))
    let memory = try select(rows, of: file.id, at: location)
    let shape = try extents(of: memory.id)
    let count = try count(of: shape, type: type, at: location)
    let access = ReadAccess(
      read: { H5Dread(dataset, $0, memory.id, file.id, hid_t(H5P_DEFAULT), $1) },
      space: memory.id, storedType: stored.id)
    return Dataset(
      values: try readValues(access, type: type, count: count), shape: shape,
      layout: try layout(of: dataset, file.id),
      attributes: try readAttributes(of: dataset, at: location))
  }

  /// Selects rows in the file's space and returns the space of what memory receives.
  private func select(
    _ rows: Range<Int>?, of space: hid_t, at location: String
  ) throws(RecordingError) -> HDF5Handle {
    guard let rows else { return try handle(H5Scopy(space)) }
    var shape = try extents(of: space)
    guard let total = shape.first else {
      throw .wrongShape(path: location, found: [], expected: [rows.count])
    }
    let some = rows.clamped(to: 0..<total)
    shape[0] = some.count
    let start = [hsize_t(some.lowerBound)] + shape.dropFirst().map { _ in 0 }
    let counts = shape.map(hsize_t.init)
    if some.isEmpty {
      try check(H5Sselect_none(space))
    } else {
      try check(H5Sselect_hyperslab(space, H5S_SELECT_SET, start, nil, counts, nil))
    }
    return try handle(H5Screate_simple(Int32(counts.count), counts, nil))
  }

  /// The extent of each dimension of a space; empty for a scalar, `[0]` for the null space.
  func extents(of space: hid_t) throws(RecordingError) -> [Int] {
    if H5Sget_simple_extent_type(space) == H5S_NULL { return [0] }
    let rank = H5Sget_simple_extent_ndims(space)
    try check(rank)
    var extents = [hsize_t](repeating: 0, count: Int(rank))
    try check(H5Sget_simple_extent_dims(space, &extents, nil))
    return extents.map { Int(clamping: $0) }
  }

  /// The number of elements of a shape, when they fit into the limit.
  func count(
    of shape: [Int], type: ElementType, at location: String
  ) throws(RecordingError) -> Int {
    var bytes = UInt64(type.byteCount)
    for extent in shape where !shape.contains(0) {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: UInt64(extent))
      guard !overflow, product <= limit else {
        throw .tooLarge(path: location, bytes: overflow ? .max : product, limit: limit)
      }
      bytes = product
    }
    return shape.reduce(1, *)
  }

  private func layout(of dataset: hid_t, _ space: hid_t) throws(RecordingError) -> Dataset.Layout {
    let list = try handle(H5Dget_create_plist(dataset))
    guard H5Pget_layout(list.id) == H5D_CHUNKED else { return .contiguous }
    var shape = [hsize_t](repeating: 0, count: Int(H5Sget_simple_extent_ndims(space)))
    var limits = shape
    try check(H5Pget_chunk(list.id, Int32(shape.count), &shape))
    try check(H5Sget_simple_extent_dims(space, nil, &limits))
    return .chunked(
      Dataset.Chunks(
        shape: shape.map { Int(clamping: $0) }, isExtensible: limits.first == chdf5_unlimited(),
        isCompressed: H5Pget_nfilters(list.id) > 0))
  }
}

import CHDF5
import CHDF5Shim
import Foundation

/// Takes records from an open file.
///
/// To be used inside ``HDF5Library/locked(_:)``.
struct HDF5Reader {
  /// The file's path, for messages.
  let path: String
  /// The largest number of bytes of one dataset.
  let limit: UInt64
  /// The depth beyond which groups must be a cycle of links.
  private static let greatestDepth = 64

  func failure(_ reason: String) -> RecordingError { .damaged(path: path, reason: reason) }

  func check(_ status: some BinaryInteger) throws(RecordingError) {
    guard status >= 0 else { throw failure(HDF5Library.lastReason()) }
  }

  func handle(_ id: hid_t) throws(RecordingError) -> HDF5Handle {
    try HDF5Handle(id, orThrow: failure)
  }

  func openFile() throws(RecordingError) -> HDF5Handle {
    guard H5Fis_hdf5(path) > 0 else { throw .notHDF5(path: path) }
    return try handle(H5Fopen(path, chdf5_read_only(), hid_t(H5P_DEFAULT)))
  }

  /// Reads a group and all below it.
  func readGroup(_ group: hid_t, at location: String, depth: Int) throws(RecordingError) -> Record {
    guard depth < Self.greatestDepth else {
      throw failure("groups within groups deeper than \(Self.greatestDepth) at \"\(location)\"")
    }
    var record = Record(attributes: try readAttributes(of: group, at: location))
    for name in try linkNames(of: group) {
      let child = try handle(H5Oopen(group, name, hid_t(H5P_DEFAULT)))
      let childLocation = Record.join(location, name)
      switch H5Iget_type(child.id) {
      case H5I_GROUP:
        record.groups[name] = try readGroup(child.id, at: childLocation, depth: depth + 1)
      case H5I_DATASET:
        record.datasets[name] = try readDataset(child.id, at: childLocation, rows: nil)
      default:
        continue  // a named type: nothing to hold
      }
    }
    return record
  }

  /// Names of the hard links of a group, in order.
  private func linkNames(of group: hid_t) throws(RecordingError) -> [String] {
    var info = H5G_info_t()
    try check(H5Gget_info(group, &info))
    var names: [String] = []
    for index in 0..<info.nlinks {
      let isHard = chdf5_link_is_hard(group, index)
      try check(isHard)
      if isHard == 1 { names.append(try linkName(of: group, at: index)) }
    }
    return names
  }

  private func linkName(of group: hid_t, at index: hsize_t) throws(RecordingError) -> String {
    let byName = { (buffer: UnsafeMutablePointer<CChar>?, size: Int) in
      H5Lget_name_by_idx(
        group, ".", H5_INDEX_NAME, H5_ITER_INC, index, buffer, size, hid_t(H5P_DEFAULT))
    }
    return try text(byName)
  }

  /// A text that the library first measures and then copies.
  func text(
    _ copy: (UnsafeMutablePointer<CChar>?, Int) -> Int
  ) throws(RecordingError) -> String {
    let count = copy(nil, 0)
    try check(count)
    var bytes = [CChar](repeating: 0, count: count + 1)
    try check(bytes.withUnsafeMutableBufferPointer { copy($0.baseAddress, $0.count) })
    return String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

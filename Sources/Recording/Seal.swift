internal import CZlib
internal import Files
internal import Foundation

/// Checksum of a file in the user block before its HDF5 content.
///
/// The block is a text: a mark, the number of bytes after it and their CRC-32, as `zlib.crc32` of
/// Python computes it. The HDF5 format leaves the block to the writer, and all readers skip it.
enum Seal {
  /// Bytes of the block; HDF5 allows powers of two from 512 on.
  static let length = 1 << 9
  private static let mark = "bss2-emulator: HDF5 after 512 bytes\n"

  /// Compares a file with its block; a file of another program has none.
  /// - Throws: ``RecordingError/damaged(path:reason:)`` for another content,
  ///   ``RecordingError/cannotRead(path:reason:)``.
  static func verify(_ path: String) throws(RecordingError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    var found = [UInt8](repeating: 0, count: length)
    let count = pread(descriptor, &found, length, 0)
    guard descriptor >= 0, count >= 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    guard found.starts(with: mark.utf8) else { return }
    guard count == length, found == block(of: descriptor) else {
      throw .damaged(path: path, reason: "its checksum differs")
    }
  }

  /// Returns the block that belongs to the content of a file; nil, with `errno`, if it cannot be read.
  static func block(of descriptor: Int32) -> [UInt8]? {
    var sum = crc32(0, nil, 0)
    var position = length
    var part = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = pread(descriptor, &part, part.count, position)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      guard count > 0 else { break }
      sum = crc32(sum, part, UInt32(count))
      position += count
    }
    let text = "\(mark)length \(position - length)\ncrc32 \(String(sum, radix: 16))\n"
    return Array(text.utf8) + [UInt8](repeating: 0, count: length - text.utf8.count)
  }
}

extension AtomicFile {
  /// Writes the checksum of a complete file and gives it its name.
  /// - Throws: ``FileError/cannotWrite(path:reason:)``; the temporary file is then gone.
  func seal() throws(FileError) {
    do throws(FileError) {
      guard let block = Seal.block(of: descriptor) else {
        throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
      }
      try write(block, at: 0)
    } catch {
      discard()
      throw error
    }
    try commit()
  }
}

internal import Foundation

/// Files of users: read once, whole, within a limit.
public enum InputFile {
  /// The name of standard input.
  public static let standardInput = "-"
  private static let partLength = 1 << 20

  /// Returns the content of a file or pipe, or of standard input for `-`.
  /// - Parameter limit: The largest number of bytes.
  /// - Throws: ``FileError/cannotRead(path:reason:)``, ``FileError/tooLarge(path:limit:)``.
  public static func bytes(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    if path == standardInput { return try content(of: STDIN_FILENO, path, limit) }
    let descriptor = path.utf8.contains(0) ? -1 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    return try content(of: descriptor, path, limit)
  }

  /// Returns the content of a file of UTF-8, without a byte order mark.
  /// - Throws: see ``bytes(_:limit:)``; ``FileError/cannotRead(path:reason:)`` for other encodings.
  public static func text(_ path: String, limit: Int) throws(FileError) -> String {
    var bytes = try bytes(path, limit: limit)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .cannotRead(path: path, reason: "it is no UTF-8 text")
    }
    return text
  }

  private static func content(
    of descriptor: Int32, _ path: String, _ limit: Int
  ) throws(FileError) -> [UInt8] {
    var content: [UInt8] = []
    var part = [UInt8](repeating: 0, count: partLength)
    while true {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      guard count > 0 else { return content }
      guard content.count + count <= limit else { throw .tooLarge(path: path, limit: limit) }
      content += part[..<count]
    }
  }

  private static func failure(_ path: String) -> FileError {
    .cannotRead(path: path, reason: String(cString: strerror(errno)))
  }
}

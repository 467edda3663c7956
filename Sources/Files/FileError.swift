/// A file that cannot be read or written.
public enum FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be read.
  case cannotRead(path: String, reason: String)
  /// The file cannot be written; a file of that name is as it was.
  case cannotWrite(path: String, reason: String)
  /// The file has more bytes than its content can need.
  case tooLarge(path: String, limit: Int)

  /// One sentence: the problem, its place and the remedy.
  public var description: String {
    switch self {
    case .cannotRead(let path, let reason):
      "\(path): cannot be read (\(reason)); check the path and its permissions."
    case .cannotWrite(let path, let reason):
      "\(path): cannot be written (\(reason)); choose another path, with write permission and "
        + "free space."
    case .tooLarge(let path, let limit):
      "\(path): is larger than \(limit) bytes, the limit for such a file; give a smaller one."
    }
  }

  /// The reason alone, for messages of other errors.
  public var reason: String {
    switch self {
    case .cannotRead(_, let reason), .cannotWrite(_, let reason): reason
    case .tooLarge(_, let limit): "it is larger than \(limit) bytes"
    }
  }
}

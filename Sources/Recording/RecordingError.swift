internal import Files

/// A failure of reading or writing a file, or content that differs from the expected one.
public enum RecordingError: Error, Equatable, Sendable {
  /// The kinds of named things in a file.
  public enum Kind: String, Sendable {
    /// A group of datasets and groups.
    case group
    /// An array.
    case dataset
    /// An attribute of a group or dataset.
    case attribute
  }

  /// There is no file at the path.
  case fileNotFound(path: String)
  /// The file is of another format.
  case notHDF5(path: String)
  /// The file begins as an HDF5 file but its content cannot be followed: truncated or damaged.
  case damaged(path: String, reason: String)
  /// The file needs other files or a plugin, which are not opened.
  case refused(path: String, place: String, reason: String)
  /// The file cannot be opened for reading.
  case cannotRead(path: String, reason: String)
  /// The file cannot be written; a file of that name is as it was.
  case cannotWrite(path: String, reason: String)
  /// The record has nothing of that name.
  case missing(kind: Kind, path: String, available: [String])
  /// A dataset or attribute has another type than asked for.
  case wrongType(path: String, found: String, expected: String)
  /// A dataset has another shape than asked for.
  case wrongShape(path: String, found: [Int], expected: [Int])
  /// A name that a file cannot hold.
  case invalidName(String, path: String)
  /// A dataset and a group of the same name.
  case duplicateName(path: String)
  /// A text that a file cannot hold, since it has a NUL character.
  case invalidText(path: String)
  /// The shape does not describe the number of elements.
  case countMismatch(path: String, shape: [Int], count: Int)
  /// The layout does not suit the dataset.
  case invalidLayout(path: String, reason: String)
  /// The file holds a type that records do not have (compound, reference …).
  case unsupportedType(path: String, name: String)
  /// More bytes than allowed at once.
  case tooLarge(path: String, bytes: UInt64, limit: UInt64)
  /// A trace writer was used after its end.
  case writerClosed(path: String)
}

extension RecordingError: CustomStringConvertible {
  /// One sentence: the problem, its place and the remedy.
  public var description: String {
    switch self {
    case .fileNotFound(let path):
      "There is no file \"\(path)\": check the path."
    case .notHDF5(let path):
      "\"\(path)\" is not an HDF5 file: give a file that bss2 or another HDF5 program wrote."
    case .damaged(let path, let reason):
      "\"\(path)\" is truncated or damaged (\(reason)): copy or record it again."
    case .refused(let path, let place, let reason):
      "\"\(place)\" of \"\(path)\" is not read (\(reason)): copy it with h5repack first."
    case .cannotRead(let path, let reason):
      "\"\(path)\" cannot be read (\(reason)): check the path and its permissions."
    case .cannotWrite(let path, let reason):
      "\"\(path)\" cannot be written (\(reason)): check the folder, its permissions and the "
        + "free disk space."
    case .missing(let kind, let path, let available):
      "There is no \(kind.rawValue) \"\(path)\": \(Self.list(available))."
    case .wrongType(let path, let found, let expected):
      "\"\(path)\" is of type \(found), not \(expected): use \(found)."
    case .wrongShape(let path, let found, _) where found.isEmpty:
      "\"\(path)\" is a single value and has no rows: read it as a whole."
    case .wrongShape(let path, let found, let expected):
      "\"\(path)\" has shape \(found) where \(expected) is needed: ask for the recorded shape."
    case .invalidName(let name, let path):
      "\"\(name)\" in \"/\(path)\" is not a valid name: use a text that is not empty, is not "
        + "\".\", and has neither \"/\" nor NUL."
    case .duplicateName(let path):
      "\"\(path)\" is used twice in the file: rename one."
    case .invalidText(let path):
      "A text of \"\(path)\" has a NUL character: remove it."
    case .countMismatch(let path, let shape, let count):
      "\"\(path)\" has \(count) elements, which do not fill the shape \(shape): give matching ones."
    case .invalidLayout(let path, let reason):
      "The layout of \"\(path)\" is not possible: \(reason)."
    case .unsupportedType(let path, let name):
      "\"\(path)\" is of type \(name), which this reader does not support: use a file with numbers and "
        + "texts only."
    case .tooLarge(let path, let bytes, let limit):
      "\"\(path)\" holds \(bytes) bytes, more than the limit of \(limit): read it by rows."
    case .writerClosed(let path):
      "The writer of \"\(path)\" was finished or has failed: open another one."
    }
  }

  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "there are none here, use another group or file" }
    let shown = names.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    return "use " + (names.count == 1 ? "" : "one of ") + shown + (names.count > 8 ? ", …" : "")
  }
}

extension RecordingError {
  /// Calls a function of `Files` and translates its error.
  static func translating<Result>(
    _ body: () throws(FileError) -> Result
  ) throws(RecordingError) -> Result {
    do throws(FileError) {
      return try body()
    } catch {
      throw RecordingError(error)
    }
  }

  private init(_ error: FileError) {
    switch error {
    case .cannotRead(let path, let reason): self = .cannotRead(path: path, reason: reason)
    case .cannotWrite(let path, let reason): self = .cannotWrite(path: path, reason: reason)
    case .tooLarge(let path, _): self = .cannotRead(path: path, reason: error.reason)
    }
  }
}

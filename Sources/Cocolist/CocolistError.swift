/// A cocolist file that cannot be read.
public enum CocolistError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file ends before its content does.
  case truncated(offset: Int)
  /// Something stands where the grammar wants something else.
  case malformed(place: String, reason: String)
  /// A type that this program does not know, in a file whose entries cannot be skipped.
  case unknownType(name: String, offset: Int)
  /// A newer layout of a type than the one that this program knows.
  case unsupportedVersion(type: String, found: Int)
  /// A value outside the range of its field.
  case outOfRange(place: String, value: Int, lower: Int, upper: Int)
  /// Bytes behind the end of the content.
  case trailingBytes(count: Int)
  /// A file that is not gzip, or damaged.
  case damagedGzip(reason: String)

  /// One sentence: the problem, its place and the remedy.
  public var description: String {
    switch self {
    case .truncated(let offset):
      "The file ends at byte \(offset), before its content is complete; copy it again."
    case .malformed(let place, let reason):
      "\(place): \(reason); the file is damaged or is not a cocolist."
    case .unknownType(let name, let offset):
      "The type \(readable(name)) at byte \(offset) is unknown; give the JSON file, in which unknown entries "
        + "can be skipped."
    case .unsupportedVersion(let type, let found):
      "\(type) is stored in version \(found) of its layout, but only version 0 can be read; give a file "
        + "that was written by a software with version 0."
    case .outOfRange(let place, let value, let lower, let upper):
      "\(place) is \(value); allowed is \(lower)...\(upper)."
    case .trailingBytes(let count):
      "\(count) bytes follow the end of the list; the file is damaged or is not a cocolist."
    case .damagedGzip(let reason):
      "The file is not a readable gzip file (\(reason)); copy it again."
    }
  }
}

/// The beginning of a name of a type, which has other characters than those of C++ if it is damaged.
private func readable(_ name: String) -> String {
  let printable = name.unicodeScalars.filter { (0x20...0x7E).contains($0.value) }
  return String(String.UnicodeScalarView(printable.prefix(100)))
}

/// A value that is missing from an archive, or that its layout does not allow.
public enum CalibrationArchiveError: Error, Equatable, Sendable {
  /// A name that is not there.
  case missing(name: String)
  /// A value of another type than the layout asks for.
  case wrongType(name: String, expected: String, found: String)
  /// An array of another length than the layout asks for.
  case wrongCount(name: String, expected: Int, found: Int)
  /// An integer outside the range of the setting.
  case outOfRange(name: String, value: Int, lower: Int, upper: Int)
  /// A calibration of another kind or of a layout this version does not know.
  case unsupported(name: String, found: String, expected: String)
}

extension CalibrationArchiveError: CustomStringConvertible {
  /// One sentence: the name, the problem and the expected value.
  public var description: String {
    switch self {
    case .missing(let name):
      "The calibration has no value '\(name)'; add it, or calibrate again to get a complete file."
    case .wrongType(let name, let expected, let found):
      "\(name) holds \(found), but must hold \(expected); correct it, or calibrate again to get a "
        + "correct file."
    case .wrongCount(let name, let expected, let found):
      "\(name) has \(found) values; give \(expected)."
    case .outOfRange(let name, let value, let lower, let upper):
      "\(name) is \(value); allowed is \(lower)...\(upper)."
    case .unsupported(let name, let found, let expected):
      "\(name) is \(found), which is not supported; allowed is \(expected)."
    }
  }
}

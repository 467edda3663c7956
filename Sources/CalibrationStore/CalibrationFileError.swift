/// A calibration file that cannot be used.
public enum CalibrationFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A dataset that no calibration has.
  case unknownValue(name: String)
  /// A record of something else.
  case noCalibration(path: String)
  /// A record that holds no state of a chip.
  case noChipState(path: String)
  /// The calibration of another chip.
  case foreignChip(path: String, expected: String, found: String)
  /// The calibration of the same chip with other parameters or effects, by their fingerprints.
  case otherParameters(path: String, expected: String, found: String)
  /// A calibration made by another version, whose chip may differ.
  case otherVersion(path: String, expected: String, found: String)
  /// A calibration for another purpose.
  case otherKind(path: String, expected: String, found: String)
  /// A file that cannot be opened.
  case cannotRead(path: String, reason: String)
  /// A cocolist that cannot be read.
  case damagedCocolist(path: String, reason: String)

  /// One sentence: the problem, its place and the remedy.
  public var description: String {
    switch self {
    case .unknownValue(let name):
      "\(name) is not a value of a calibration; give an undamaged calibration file."
    case .noCalibration(let path):
      "\(path): holds no calibration; give a file that a calibration has written."
    case .noChipState(let path):
      "\(path): holds no state of a chip; give a file that ChipStateFile has written."
    case .foreignChip(let path, let expected, let found):
      "\(path): belongs to the chip \(found), but this chip is \(expected); calibrate this chip, or use the "
        + "chip that the file was made for."
    case .otherParameters(let path, let expected, let found):
      "\(path): was made for this chip with other parameters or effects (fingerprint \(found), now "
        + "\(expected)); calibrate again, or use the parameters and effects of the file."
    case .otherVersion(let path, let expected, let found):
      "\(path): was made by version \(found), but this is version \(expected); calibrate again."
    case .otherKind(let path, let expected, let found):
      "\(path): is a calibration of the kind \(found), but \(expected) is needed; calibrate with "
        + "--target \(expected)."
    case .cannotRead(let path, let reason):
      "\(path): cannot be read (\(reason)); give the path of a calibration file."
    case .damagedCocolist(let path, let reason):
      "\(path): \(reason)"
    }
  }
}

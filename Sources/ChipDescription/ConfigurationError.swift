/// An error in the configuration of a chip or an experiment. Each case names file and key; the
/// file is empty where a setting comes from no file.
public enum ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Name that is neither a preset nor a file.
  case missingFile(String, presets: [String])
  /// File that cannot be read.
  case unreadable(file: String, reason: String)
  /// Text that is not a YAML mapping.
  case notYAML(file: String, reason: String)
  /// Key that does not exist, with the nearest one that does.
  case unknownKey(file: String, key: String, nearest: String?)
  /// Key that is needed and absent.
  case missingKey(file: String, key: String)
  /// Keys of which one is needed, and none is there.
  case missingKeys(file: String, keys: [String])
  /// Value of the wrong kind or unit.
  case badValue(file: String, key: String, reason: String)
  /// Value outside the range of its key.
  case outOfRange(file: String, key: String, value: String, allowed: String)
  /// Text that is no effect setting.
  case badEffect(String)
  /// Scale of an effect outside 0 to 100.
  case effectOutOfRange(file: String, name: String, scale: Double)
  /// File that extends itself, perhaps by way of others.
  case circularExtends(file: String)

  /// Sentence that says what is wrong, where, what is allowed and what to do.
  public var description: String { onOneLine(sentence) }

  private var sentence: String {
    switch self {
    case .missingFile(let name, let presets):
      "There is no chip '\(name)'; give one of the presets \(presets.joined(separator: ", ")) "
        + "or the path of a YAML file."
    case .unreadable(let file, let reason):
      "\(file): cannot be read (\(reason)); give the path of a readable UTF-8 file."
    case .notYAML(let file, let reason):
      "\(file): is not a YAML mapping (\(reason)); write each key once, with its value."
    case .unknownKey(let file, let key, _) where isMeasured(file):
      "\(file): '\(key)' is not a known key, because \(Self.otherVersion)"
    case .unknownKey(let file, let key, let nearest):
      "\(place(file))'\(key)' is not a known key"
        + (nearest.map { "; did you mean '\($0)'?" }
          ?? "; configs/README.md, the files in configs and docs/calibration.md state the keys of "
          + "each kind of file.")
    case .missingKey(let file, let key) where isMeasured(file):
      "\(file): '\(key)' is missing, because \(Self.otherVersion)"
    case .missingKey(let file, let key):
      "\(place(file))'\(key)' is missing; add it"
        + (key.hasPrefix("parameters.") ? ", or extend a preset that has it." : ".")
    case .missingKeys(let file, let keys):
      "\(place(file))\(keys.map { "'\($0)'" }.joined(separator: " and ")) are missing; add one of them."
    case .badValue(let file, let key, let reason):
      "\(place(file))\(key)\(reason.hasPrefix("must ") ? "" : ":") \(ended(reason))"
    case .outOfRange(let file, let key, let value, let allowed):
      "\(place(file))\(key) is \(value); allowed is \(allowed)."
    case .badEffect(let text):
      "'\(text)' is not an effect setting; write NAME=SCALE, such as cadc.noise=0 or synapse.mismatch=2x."
    case .effectOutOfRange(let file, let name, let scale):
      "\(place(file))the scale of effect \(name) is \(scale); allowed is 0 to 100."
    case .circularExtends(let file):
      "\(file): 'extends' leads back to the file itself; extend another preset or file."
    }
  }
}

extension ConfigurationError {
  fileprivate static let otherVersion =
    "another version of the emulator has written the file; find the chip anew from its recording or "
    + "calibration (python -m bss2emu twin fit)."
}

/// Returns whether a file is that of a measured chip, which the emulator has written itself.
private func isMeasured(_ file: String) -> Bool { file.hasSuffix(".h5") }

/// A text without line breaks and other control characters, which values of files may hold.
private func onOneLine(_ text: String) -> String {
  var line = String.UnicodeScalarView()
  line.append(
    contentsOf: text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
  return String(line)
}

/// A reason with a full stop, which it may have already.
private func ended(_ reason: String) -> String { reason.hasSuffix(".") ? reason : reason + "." }

private func place(_ file: String) -> String { file.isEmpty ? "" : file + ": " }

/// An error in the configuration of a chip or an experiment. Each case names file and key; the
/// file is empty where a setting comes from no file.
public enum ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  case missingFile(String, presets: [String])
  case unreadable(file: String, reason: String)
  case notYAML(file: String, reason: String)
  case unknownKey(file: String, key: String, nearest: String?)
  case missingKey(file: String, key: String)
  case badValue(file: String, key: String, reason: String)
  case outOfRange(file: String, key: String, value: String, allowed: String)
  case badEffect(String)
  case effectOutOfRange(file: String, name: String, scale: Double)
  case circularExtends(file: String)

  /// What is wrong, where, what is allowed and what to do.
  public var description: String {
    switch self {
    case .missingFile(let name, let presets):
      "there is no chip '\(name)'; give one of the presets \(presets.joined(separator: ", ")) "
        + "or the path of a YAML file"
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
    case .notYAML(let file, let reason): "\(file): is no YAML mapping: \(reason)"
    case .unknownKey(let file, let key, let nearest):
      "\(place(file))unknown key '\(key)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "; see configs/README.md for the keys")
    case .missingKey(let file, let key):
      "\(place(file))'\(key)' is missing; add it or extend a preset that has it"
    case .badValue(let file, let key, let reason): "\(place(file))\(key): \(reason)"
    case .outOfRange(let file, let key, let value, let allowed):
      "\(place(file))\(key): \(value) is out of range; allowed is \(allowed)"
    case .badEffect(let text):
      "'\(text)' is no effect setting; write NAME=SCALE, such as cadc.noise=0 or synapse.mismatch=2x"
    case .effectOutOfRange(let file, let name, let scale):
      "\(place(file))effect \(name): scale \(scale) is out of range; allowed is 0 to 100"
    case .circularExtends(let file): "\(file): 'extends' leads back to the file itself"
    }
  }
}

private func place(_ file: String) -> String { file.isEmpty ? "" : file + ": " }

/// What can be wrong with a configuration; each case names file and key.
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
      "\(file): unknown key '\(key)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? "; see configs/README.md for the keys")
    case .missingKey(let file, let key):
      "\(file): '\(key)' is missing; add it or extend a preset that has it"
    case .badValue(let file, let key, let reason): "\(file): \(key): \(reason)"
    case .outOfRange(let file, let key, let value, let allowed):
      "\(file): \(key): \(value) is out of range; allowed is \(allowed)"
    case .badEffect(let text):
      "'\(text)' is no effect setting; write NAME=SCALE, such as cadc.noise=0 or synapse.mismatch=2x"
    case .effectOutOfRange(let file, let name, let scale):
      "\(file): effect \(name): scale \(scale) is out of range; allowed is 0 to 100"
    case .circularExtends(let file): "\(file): 'extends' leads back to the file itself"
    }
  }
}

/// The known word closest to a misspelt one, if any is close.
func nearest(_ word: String, _ known: [String]) -> String? {
  let ranked = known.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
  guard let best = ranked, best.1 <= max(2, word.count / 3) else { return nil }
  return best.0
}

/// Levenshtein's edit distance.
private func distance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var row = Array(0...b.count)
  for i in a.indices {
    var previous = row[0]
    row[0] = i + 1
    for j in b.indices {
      let replaced = previous + (a[i] == b[j] ? 0 : 1)
      previous = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}

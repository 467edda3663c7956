/// Returns the known word that a misspelt one most likely means; nil if none is similar.
package func nearest(to word: String, in known: [String]) -> String? {
  let letters = Array(word.utf8.prefix(longestWord + 1))
  guard letters.count <= longestWord else { return nil }
  let allowed = max(2, letters.count / 3)
  var best: (word: String, distance: Int)?
  for candidate in known where abs(candidate.utf8.count - letters.count) <= allowed {
    let distance = editDistance(letters, Array(candidate.utf8))
    guard distance <= allowed else { continue }
    if let found = best, (found.distance, found.word) <= (distance, candidate) { continue }
    best = (candidate, distance)
  }
  return best?.word
}

/// No name is longer; the time of a comparison grows with the square of the length.
private let longestWord = 100

/// Number of letters to insert, delete or replace (Levenshtein).
func editDistance(_ left: some Sequence<UInt8>, _ right: [UInt8]) -> Int {
  var row = Array(0...right.count)
  for (position, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = position + 1
    for column in right.indices {
      let replaced = diagonal + (letter == right[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
    }
  }
  return row[right.count]
}

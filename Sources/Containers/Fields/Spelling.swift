/// The known word closest to a misspelt one; nil when more than a third of its letters differ.
package func nearest(to word: String, in known: [String]) -> String? {
  let ranked = known.map { (word: $0, distance: editDistance(word, $0)) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }),
    best.distance <= max(2, word.count / 3)
  else { return nil }
  return best.word
}

/// Number of letters to insert, delete or replace (Levenshtein).
func editDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
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

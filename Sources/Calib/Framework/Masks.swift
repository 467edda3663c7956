extension [Bool] {
  /// Returns a mask that is true where both are.
  func and(_ other: [Bool]) -> [Bool] { zip(self, other).map { $0 && $1 } }

  /// The places of all that is false, ascending.
  var falseIndices: [Int] { indices.filter { !self[$0] } }
}

extension [Double] {
  /// The values of working parts; all of them where nothing works, to have any at all.
  func working(_ mask: [Bool]) -> [Double] {
    let working = zip(self, mask).filter { $0.1 }.map { $0.0 }
    return working.isEmpty ? self : working
  }
}

/// Error of a picture.
public enum FigureError: Error, Equatable, Sendable {
  /// The plotter is not installed.
  case plotterMissing
  /// The plotter did not make the picture.
  case plotterFailed(reason: String)
  /// The file's name does not end with a known format.
  case unknownFormat(path: String)
  /// The file cannot be written; a file of that name is as it was.
  case cannotWrite(path: String, reason: String)
  /// A figure without panels.
  case noPanels
  /// Columns of a mark's data differ in length.
  case countMismatch(panel: String, counts: [Int])
  /// More than one heat map in a panel, which has one colour bar.
  case tooManyHeatMaps(panel: String)
  /// An axis whose ends are equal or not finite, or not positive on a logarithmic one.
  case invalidRange(panel: String, lower: Double, upper: Double)
  /// A probability outside 0…1.
  case invalidProbability(map: String, index: Int, value: Float)
  /// The number of probabilities is not columns × rows × classes.
  case probabilityCount(map: String, count: Int, expected: Int)
}

extension FigureError: CustomStringConvertible {
  /// One sentence: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .plotterMissing:
      """
      gnuplot, which draws the pictures, is not installed: run scripts/install-libraries, or \
      \"apt-get install gnuplot-nox\".
      """
    case .plotterFailed(let reason):
      "gnuplot did not draw the picture (\(reason)): check that its version is 5.4 or later."
    case .unknownFormat(let path):
      "\"\(path)\" has no format that can be drawn: choose a name that ends with .svg or .png."
    case .cannotWrite(let path, let reason):
      "\"\(path)\" cannot be written (\(reason)): check the folder, its permissions and the "
        + "free disk space."
    case .noPanels:
      "The figure has no panel: add one."
    case .countMismatch(let panel, let counts):
      "A mark in panel \"\(panel)\" has columns of \(counts) values: give columns of equal length."
    case .tooManyHeatMaps(let panel):
      "Panel \"\(panel)\" has more than one heat map, but one colour bar: use a panel for each."
    case .invalidRange(let panel, let lower, let upper):
      """
      An axis of panel \"\(panel)\" cannot reach from \(lower) to \(upper): give two different \
      finite numbers, for a logarithmic axis above 1e-290.
      """
    case .invalidProbability(let map, let index, let value):
      "Map \"\(map)\" has the probability \(value) at index \(index), outside 0…1: apply softmax."
    case .probabilityCount(let map, let count, let expected):
      "Map \"\(map)\" has \(count) probabilities: give \(expected) (y × x × classes)."
    }
  }
}

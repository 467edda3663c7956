import Figures
import Foundation

/// A folder for results, made and tested before the work starts.
struct OutputFolder {
  let path: String

  /// Makes the folder if needed.
  /// - Parameter draws: Whether pictures will go there: the plotter is looked for at once.
  /// - Throws: ``OutputError`` when it cannot be made or written, `FigureError` without a plotter.
  init(_ path: String, draws: Bool = false) throws {
    self.path = path
    if draws { try Figure.requirePlotter() }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputError.cannotWrite(path, reason: "the folder cannot be made")
    }
    guard access(path, W_OK) == 0 else {
      throw OutputError.cannotWrite(path, reason: String(cString: strerror(errno)))
    }
  }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { path + "/" + name }
}

/// Error in a place for results.
enum OutputError: Error, Equatable, CustomStringConvertible {
  case cannotWrite(String, reason: String)

  var description: String {
    switch self {
    case .cannotWrite(let path, let reason):
      "--out \(path): cannot be written (\(reason)); give a folder that you may write to"
    }
  }
}

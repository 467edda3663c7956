import Figures
import Files
import Foundation

/// A file for results, whose place is tested before the work starts.
struct OutputFile {
  let path: String

  /// Makes the file's folder if needed.
  /// - Throws: `FileError` when the file cannot be made there.
  init(_ path: String) throws {
    self.path = path
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw FileError.cannotWrite(path: path, reason: "it is a folder")
    }
    _ = try OutputFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// Writes the file; it appears whole or not at all.
  /// - Throws: `FileError`.
  func write(_ data: Data) throws {
    try AtomicFile.write(Array(data), to: path)
  }

  /// Writes a text; see ``write(_:)-(Data)``.
  func write(_ text: String) throws { try write(Data(text.utf8)) }
}

/// A folder for results, made and tested before the work starts.
struct OutputFolder {
  let path: String

  /// Makes the folder if needed.
  /// - Parameter draws: True if pictures will go there: the plotter is looked for at once.
  /// - Throws: `FileError` when it cannot be made or written, `FigureError` without a plotter.
  init(_ path: String, draws: Bool = false) throws {
    self.path = path
    if draws { try Figure.requirePlotter() }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileError.cannotWrite(path: path, reason: "the folder cannot be made")
    }
    guard access(path, W_OK) == 0 else {
      throw FileError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// Draws a picture as PNG and SVG.
  /// - Parameter name: The files' name without suffix.
  func write(_ figure: Figure, _ name: String) throws {
    for suffix in [".png", ".svg"] { try figure.write(to: file(name + suffix)) }
  }
}

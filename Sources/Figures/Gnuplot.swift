import Foundation

/// The formats of pictures.
public enum PictureFormat: String, Sendable, CaseIterable {
  /// Scalable vector graphics.
  case svg
  /// Portable network graphics, two pixels a point.
  case png

  /// The format that a file's name asks for by its ending, in upper or lower case.
  ///
  /// - Throws: ``FigureError/unknownFormat(path:)``.
  public init(path: String) throws(FigureError) {
    guard let format = Self(rawValue: URL(fileURLWithPath: path).pathExtension.lowercased()) else {
      throw .unknownFormat(path: path)
    }
    self = format
  }
}

/// The plotter: an ordinary program, found in PATH.
enum Gnuplot {
  /// Runs a script and returns the picture that it draws to its standard output.
  ///
  /// Input and outputs are files and not pipes: a plotter that dies early then neither blocks
  /// us nor sends a signal. Start-up files of the user are not read (`-d`).
  static func draw(_ script: String, environment: [String: String]) throws(FigureError) -> Data {
    let program = try find(in: environment["PATH"] ?? "")
    do {
      return try run(program, script)
    } catch let error as FigureError {
      throw error
    } catch {
      throw .plotterFailed(reason: error.localizedDescription)
    }
  }

  static func find(in path: String) throws(FigureError) -> URL {
    let candidates = path.split(separator: ":").map { "\($0)/gnuplot" }
    guard let found = candidates.first(where: FileManager.default.isExecutableFile) else {
      throw .plotterMissing
    }
    return URL(fileURLWithPath: found)
  }

  private static func run(_ program: URL, _ script: String) throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "bss2-figure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output, errors) = (
      folder.appendingPathComponent("script"), folder.appendingPathComponent("picture"),
      folder.appendingPathComponent("errors")
    )
    try Data(script.utf8).write(to: input)
    try Data().write(to: output)
    try Data().write(to: errors)
    let status = try Subprocess(
      program: program.path, arguments: ["-d", "-"], input: input.path, output: output.path,
      errors: errors.path
    ).run()
    let picture = try Data(contentsOf: output)
    guard status == 0, !picture.isEmpty else {
      throw FigureError.plotterFailed(reason: reason(in: try Data(contentsOf: errors), status))
    }
    return picture
  }

  /// The last message that is not a warning.
  private static func reason(in errors: Data, _ status: Int32) -> String {
    let lines = String(decoding: errors, as: UTF8.self).split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return lines.last { !$0.isEmpty && $0 != "^" } ?? "exit status \(status)"
  }
}

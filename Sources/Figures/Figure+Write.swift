import Files
import Foundation

extension Figure {
  /// Draws the figure into a file, which appears whole or not at all.
  ///
  /// - Parameter path: the file; its ending, .svg or .png, is the format. Its folder must exist.
  /// - Throws: ``FigureError``.
  public func write(to path: String) throws(FigureError) {
    let format = try PictureFormat(path: path)
    let picture = try draw(format)
    do throws(FileError) {
      try AtomicFile.write(Array(picture), to: path)
    } catch {
      throw .cannotWrite(path: path, reason: error.reason)
    }
  }

  /// Looks for the program that draws, before work whose result would be pictures.
  ///
  /// - Throws: ``FigureError/plotterMissing``.
  public static func requirePlotter() throws(FigureError) {
    _ = try Gnuplot.find(in: ProcessInfo.processInfo.environment["PATH"] ?? "")
  }

  /// The gnuplot program of the figure, complete with its data, for whoever wants to change it.
  ///
  /// - Throws: ``FigureError`` when the figure is not consistent.
  public func script(_ format: PictureFormat) throws(FigureError) -> String {
    try validate()
    return GnuplotScript(self, format: format).text
  }

  func draw(
    _ format: PictureFormat,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(FigureError) -> Data {
    let picture = try Gnuplot.draw(try script(format), environment: environment)
    return format == .svg ? Self.withFonts(picture) : picture
  }

  /// Fonts in the spelling of SVG, with others in case the first is not there.
  ///
  /// The plotter puts its own name for a bold font into the picture, which no viewer knows.
  private static func withFonts(_ picture: Data) -> Data {
    let font = Style.plotterFont
    let family = "font-family=\"\(font), Arial, Helvetica, sans-serif\""
    let text = String(decoding: picture, as: UTF8.self)
      .replacingOccurrences(
        of: "font-family=\"\(font):Bold\"", with: family + " font-weight=\"bold\""
      )
      .replacingOccurrences(of: "font-family=\"\(font)\"", with: family)
    return Data(text.utf8)
  }
}

extension Figure {
  private func validate() throws(FigureError) {
    guard !panels.isEmpty else { throw .noPanels }
    for (index, panel) in panels.enumerated() {
      let name = panel.title ?? String(index + 1)
      for mark in panel.marks {
        let counts = mark.columnCounts
        guard Set(counts).count <= 1 else { throw .countMismatch(panel: name, counts: counts) }
      }
      try panel.x.validate(in: name)
      try panel.y.validate(in: name)
      let heatMaps = panel.marks.count { if case .heatMap = $0.form { true } else { false } }
      guard heatMaps <= 1 else { throw .tooManyHeatMaps(panel: name) }
    }
  }
}

extension Axis {
  fileprivate func validate(in panel: String) throws(FigureError) {
    guard let range else { return }
    let ends = (range.lowerBound, range.upperBound)
    guard shows(ends.0), shows(ends.1), flatRoom(ends.0, ends.1) == nil else {
      throw .invalidRange(panel: panel, lower: ends.0, upper: ends.1)
    }
  }
}

extension Mark {
  /// The lengths of all columns of data, which have to be equal.
  fileprivate var columnCounts: [Int] {
    switch form {
    case .errorBars(let error): [x.count, y.count, error.count]
    case .band(let upper): [x.count, y.count, upper.count]
    case .histogram(let edges): [edges.count - 1, y.count]
    case .heatMap(let map): [map.rows * map.columns, map.values.count]
    case .image(let image): [image.rows * image.columns, image.pixels.count]
    case .horizontalRule, .verticalRule: []
    case .line, .points, .linePoints: [x.count, y.count]
    }
  }
}

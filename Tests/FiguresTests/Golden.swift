import Foundation

@testable import Figures

/// A text of the folder Golden; `RECORD_GOLDEN=1` writes `text` there first, to be seen as a diff.
func golden(_ name: String, recording text: String, file: String = #filePath) throws -> String {
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
    let source = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden/\(name)")
    try text.write(to: source, atomically: true, encoding: .utf8)
    return text
  }
  let url = Bundle.module.bundleURL.appending(path: "Golden/\(name)")
  return try String(contentsOf: url, encoding: .utf8)
}

extension Figure {
  /// A figure with every mark, axis and label that there is.
  static var example: Figure {
    let x = [1.0, 2, 4, 8]
    let y = [0.5, .nan, 2, 3]
    return Figure(
      title: "It's all {here}", note: "seed 0 · \"µ_0\"", columns: 2,
      panels: [
        Panel(
          title: "Curves", x: Axis("time", unit: "µs", scale: .logarithmic),
          y: Axis("voltage", unit: "V"), legend: .bottomRight,
          marks: [
            .band(x: x, lower: [0, 0, 1, 2], upper: [1, .nan, 3, 4], label: "spread"),
            .line(x: x, y: y, label: "mean"), .line(x: x, y: x, dashed: true, weight: 2),
            .points(x: x, y: y, label: "points", color: .black),
            .linePoints(x: x, y: y, label: "both"), .horizontalRule(at: 1, label: "limit"),
          ]),
        Panel(
          x: Axis("output", unit: "LSB", range: 0...10), y: Axis("columns"),
          marks: [
            .histogram(edges: [0, 1, 3], counts: [5, 7], label: "bins"),
            .errorBars(x: x, y: x, error: [1, 1, 2, 2]), .verticalRule(at: 2, color: .orange),
          ]),
        Panel(
          title: "Map", x: Axis("column"), y: Axis("row"),
          marks: [
            .heatMap(
              HeatMap(
                values: [-1, .nan, 2, 3, 0, .infinity], columns: 3, colors: .diverging,
                label: "offset [LSB]"))
          ]),
        Panel(
          title: "Picture",
          marks: [
            .image(
              RGBImage(pixels: [.black, .white, .orange, .gray], columns: 2, x: 0...1, y: 0...1))
          ]),
        Panel(title: "Empty", marks: [.line(x: x, y: [.nan, .nan, .infinity, .nan])]),
      ])
  }
}

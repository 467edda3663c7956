import Foundation
import Testing
import _TestSupport

@testable import Figures

@Suite struct FigureTests {
  let scratch: Scratch
  init() throws { scratch = try Scratch() }

  static let pngSignature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])

  @Test func `a PNG file has the size of its layout, two pixels a point`() throws {
    try Figure.example.write(to: scratch.path("a.png"))
    let bytes = try scratch.bytes("a.png")
    #expect(bytes.prefix(8) == Self.pngSignature)
    let size = [16, 20].map { start in bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
    let layout = FigureLayout(.example)
    #expect(size == [layout.width * 2, layout.height * 2])
    #expect(try scratch.content == ["a.png"])
  }

  @Test func `an SVG file holds all texts as they were given`() throws {
    try Figure.example.write(to: scratch.path("a.svg"))
    let text = String(decoding: try scratch.bytes("a.svg"), as: UTF8.self)
    #expect(text.contains("<svg"))
    #expect(text.contains("</svg>"))
    for word in ["It's all {here}", "µ_0", "time [µs]", "offset [LSB]", "no finite data"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(text.contains("font-weight=\"bold\""))
    #expect(!text.contains(":Bold"))
  }

  @Test(arguments: PictureFormat.allCases)
  func `the same figure gives the same bytes`(format: PictureFormat) throws {
    #expect(try Figure.example.draw(format) == Figure.example.draw(format))
  }

  @Test func `an ending in capitals is as good`() throws {
    try Figure.example.write(to: scratch.path("a.PNG"))
    #expect(try scratch.bytes("a.PNG").prefix(8) == Self.pngSignature)
  }

  @Test(arguments: ["a.pdf", "a", "", "a.png.txt", ".svg"])
  func `an unknown ending is refused before anything is drawn`(name: String) throws {
    let path = name.isEmpty ? "" : scratch.path(name)
    #expect(throws: FigureError.unknownFormat(path: path)) {
      try Figure.example.write(to: path)
    }
    #expect(
      FigureError.unknownFormat(path: "a.pdf").description
        == "\"a.pdf\" has no format that can be drawn: choose a name that ends with .svg or .png.")
    #expect(try scratch.content == [])
  }

  @Test func `places that cannot be written are named`() throws {
    for path in [scratch.path("none/a.svg"), "/proc/a.svg"] {
      let error = #expect(throws: FigureError.self) { try Figure.example.write(to: path) }
      guard case .cannotWrite(path, let reason)? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(!reason.isEmpty)
    }
  }

  @Test func `an existing picture stays when drawing fails`() throws {
    try Data("old".utf8).write(to: URL(filePath: scratch.path("a.svg")))
    #expect(throws: FigureError.noPanels) {
      try Figure(panels: []).write(to: scratch.path("a.svg"))
    }
    #expect(try scratch.bytes("a.svg") == Data("old".utf8))
  }

  @Test func `without gnuplot the error says how to get it`() throws {
    for environment in [[:], ["PATH": "/nowhere:\(scratch.folder.path)"]] {
      #expect(throws: FigureError.plotterMissing) {
        try Figure.example.draw(.svg, environment: environment)
      }
    }
    #expect(
      FigureError.plotterMissing.description == """
        gnuplot, which draws the pictures, is not installed: run scripts/install-libraries, or \
        "apt-get install gnuplot-nox".
        """)
  }

  @Test(arguments: [("exit 3", "exit status 3"), ("echo 'no font' >&2; exit 1", "no font")])
  func `a plotter that fails is quoted`(body: String, reason: String) throws {
    try writeProgram("#!/bin/sh\n\(body)\n", scratch.path("gnuplot"))
    #expect(throws: FigureError.plotterFailed(reason: reason)) {
      try Figure.example.draw(.svg, environment: ["PATH": scratch.folder.path])
    }
  }

  /// Has a shell write a program: if this process did, a process that another test starts at the same
  /// time could still have the file open, and the system would not run it ("Text file busy").
  private func writeProgram(_ text: String, _ path: String) throws {
    let script = #"printf '%s' "$1" >"$2" && chmod 755 "$2""#
    let shell = try Process.run(
      URL(filePath: "/bin/sh"), arguments: ["-c", script, "sh", text, path])
    shell.waitUntilExit()
    try #require(shell.terminationStatus == 0)
  }

  @Test func `columns of different lengths are refused with the panel's name`() {
    let x = [1.0, 2]
    let marks: [(Mark, [Int])] = [
      (.line(x: x, y: [1]), [2, 1]), (.band(x: x, lower: x, upper: []), [2, 2, 0]),
      (.errorBars(x: x, y: x, error: [1]), [2, 2, 1]),
      (.histogram(edges: [0, 1], counts: [1, 2]), [1, 2]),
      (.heatMap(HeatMap(values: [1, 2, 3], columns: 2)), [2, 3]),
      (.image(RGBImage(pixels: [.black], columns: 2)), [0, 1]),
    ]
    for (mark, counts) in marks {
      #expect(throws: FigureError.countMismatch(panel: "p", counts: counts)) {
        try Figure(panels: [Panel(title: "p", marks: [mark])]).script(.svg)
      }
    }
  }

  @Test func `a panel has at most one heat map`() {
    let map = Mark.heatMap(HeatMap(values: [1], columns: 1))
    #expect(throws: FigureError.tooManyHeatMaps(panel: "2")) {
      try Figure(panels: [Panel(marks: [map]), Panel(marks: [map, map])]).script(.png)
    }
  }

  @Test(
    arguments: [
      [.nan, .nan], [.infinity, -.infinity], [1e308, -1e308], [5e-324, 0], [0, 0], [],
    ] as [[Double]])
  func `odd numbers still give a picture`(values: [Double]) throws {
    for scale in [Axis.Scale.linear, .logarithmic] {
      let axis = Axis("v", scale: scale)
      let figure = Figure(panels: [
        Panel(x: axis, y: axis, marks: [.line(x: values, y: values, label: "a")]),
        Panel(x: axis, y: axis, marks: [.horizontalRule(at: values.first ?? .nan)]),
        Panel(marks: [.histogram(of: values, bins: 3)]),
        Panel(marks: [.heatMap(HeatMap(values: values, columns: 1))]),
      ])
      #expect(try figure.draw(.png).prefix(8) == Self.pngSignature)
    }
  }

  @Test func `a large map becomes one picture within the file`() throws {
    let values = (0..<(256 * 128)).map(Double.init)
    let figure = Figure(panels: [Panel(marks: [.heatMap(HeatMap(values: values, columns: 256))])])
    #expect(try figure.draw(.svg).count < 500_000)
  }
}

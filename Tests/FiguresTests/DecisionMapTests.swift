import Foundation
import Testing
import _TestSupport

@testable import Figures

/// A map of one class a point, given as rows from top to bottom of "#", ".", "o" and "?" (NaN).
private func map(_ rows: [String], title: String = "mock") throws -> DecisionMap {
  let classes: [Character: [Float]] = [
    "#": [1, 0, 0], ".": [0, 1, 0], "o": [0, 0, 1], "?": [.nan, .nan, .nan],
  ]
  return try DecisionMap(
    title: title, gridSize: rows.count,
    probabilities: rows.reversed().flatMap { $0.flatMap { classes[$0] ?? [] } })
}

@Suite struct DecisionMapTests {
  @Test(
    arguments: [
      ([1, 0, 0], 0x000000), ([0, 1, 0], 0xFFFFFF), ([0, 0, 1], 0xFFA500), ([0, 0, 0], 0x808080),
      ([0.5, 0.5, 0], 0xA0A0A0), ([Float.nan, 0.5, 0.5], 0x808080),
    ] as [([Float], UInt32)])
  func `colours lie over grey as opaque as the classes are probable`(
    probabilities: [Float], color: UInt32
  ) throws {
    let map = try DecisionMap(title: "a", gridSize: 1, probabilities: probabilities)
    #expect(map.color(x: 0, y: 0) == Color(hex: color))
  }

  @Test func `the picture has y upwards and points in the middle of their cells`() throws {
    let image = try map(["#.", "oo"]).image
    #expect(image.pixels == [.orange, .orange, .black, .white])
    #expect(image.x == -0.5...1.5)
  }

  @Test func `wrong numbers are refused with their place`() {
    #expect(throws: FigureError.probabilityCount(map: "m", count: 5, expected: 12)) {
      try DecisionMap(title: "m", gridSize: 2, probabilities: [0, 0, 0, 0, 0])
    }
    #expect(throws: FigureError.invalidProbability(map: "m", index: 1, value: -0.5)) {
      try DecisionMap(title: "m", gridSize: 1, probabilities: [0, -0.5, 1])
    }
    #expect(throws: FigureError.invalidProbability(map: "m", index: 2, value: 31)) {
      try DecisionMap(title: "m", gridSize: 1, probabilities: [0, 0, 31])
    }
    #expect(
      FigureError.invalidProbability(map: "m", index: 2, value: 31).description
        == "Map \"m\" has the probability 31.0 at index 2, outside 0…1: apply softmax.")
  }

  @Test func `maps of all three stages become a picture`() throws {
    let scratch = try Scratch()
    let rows = (0..<16).map { row in String(repeating: row < 8 ? "." : "#", count: 16) }
    let maps = try ["mock", "moved", "tuned"].map { try map(rows, title: $0) }
    let figure = DecisionMapFigure(maps: maps, title: "Yin-Yang")
    try figure.write(to: scratch.path("a.svg"))
    let text = String(decoding: try scratch.bytes("a.svg"), as: UTF8.self)
    for word in ["mock", "moved", "tuned", "Yin-Yang", "orange: dot"] {
      #expect(text.contains(word))
    }
    try figure.write(to: scratch.path("a.png"))
    #expect(try scratch.bytes("a.png").prefix(8) == FigureTests.pngSignature)
  }

  @Test func `borders meet the definition of the data set`() {
    let points = zip(DecisionMapFigure.borders.x, DecisionMapFigure.borders.y)
    for (x, y) in points where x.isFinite {
      let radii = [
        (hypot(x - 0.5, y - 0.5), 0.5), (hypot(x - 0.25, y - 0.5), 0.25),
        (hypot(x - 0.75, y - 0.5), 0.25), (hypot(x - 0.25, y - 0.5), 0.1),
        (hypot(x - 0.75, y - 0.5), 0.1),
      ]
      #expect(radii.contains { abs($0.0 - $0.1) < 1e-12 })
    }
  }
}

@Suite struct TerminalTests {
  @Test func `without colours a map is letters, as wide as there is room`() throws {
    let figure = DecisionMapFigure(maps: [
      try map(["#.oo", "#.o?", "..##", "..##"], title: "mock"),
      try map(["....", "....", "oooo", "####"], title: "a long title"),
    ])
    #expect(
      figure.text(for: TerminalStyle(hasColor: false, width: 80)) == """
          mock    a long t
        ##..oooo  ........
        ##..oo    ........
        ....####  oooooooo
        ....####  ########
        # yin   . yang   o dot

        """)
    #expect(
      figure.text(for: TerminalStyle(hasColor: false, width: 10)) == """
        mock  a lo
        #.oo  ....
        ..##  ####
        # yin   . yang   o dot

        """)
  }

  @Test func `with colours a character shows two points`() throws {
    let figure = DecisionMapFigure(maps: [try map(["#.", "oo"], title: "m")])
    let lines = figure.text(for: TerminalStyle(hasColor: true, width: 2)).split(separator: "\n")
    #expect(
      lines == [
        "m ",
        "\u{1B}[38;2;0;0;0m\u{1B}[48;2;255;165;0m▀\u{1B}[38;2;255;255;255m\u{1B}[48;2;255;165;0m▀"
          + "\u{1B}[0m",
      ])
    let large = figure.text(for: TerminalStyle(hasColor: true, width: 4)).split(separator: "\n")
    #expect(large.count == 3)
    #expect(large[1].count { $0 == "▀" } == 4)
  }

  @Test func `an odd number of rows ends with an open half`() throws {
    let figure = DecisionMapFigure(maps: [try map(["#"], title: "m")])
    let text = figure.text(for: TerminalStyle(hasColor: true, width: 1))
    #expect(text == "m\n\u{1B}[38;2;0;0;0m\u{1B}[49m▀\u{1B}[0m\n")
  }

  @Test func `no maps give an empty line`() {
    let style = TerminalStyle(hasColor: true, width: 80)
    #expect(DecisionMapFigure(maps: []).text(for: style) == "\n")
  }

  @Test func `colours are used when the terminal says that it has them`() {
    func hasColor(_ changes: [String: String] = [:], isTerminal: Bool = true) -> Bool {
      let usual = ["COLORTERM": "truecolor", "LANG": "C.UTF-8", "TERM": "xterm-256color"]
      return TerminalStyle(
        isTerminal: isTerminal, width: 80, environment: usual.merging(changes) { $1 }
      ).hasColor
    }
    #expect(hasColor())
    #expect(hasColor(["COLORTERM": "24bit", "LANG": "de_DE.utf8"]))
    #expect(hasColor(["COLORTERM": "", "TERM": "xterm-direct"]))
    #expect(!hasColor(isTerminal: false))
    #expect(!hasColor(["COLORTERM": ""]))
    #expect(!hasColor(["NO_COLOR": "1"]))
    #expect(!hasColor(["LC_ALL": "C"]))
  }
}

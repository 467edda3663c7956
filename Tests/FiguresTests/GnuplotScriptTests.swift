import Testing

@testable import Figures

@Suite struct GnuplotScriptTests {
  @Test(arguments: PictureFormat.allCases)
  func `a figure becomes the text that is on record`(format: PictureFormat) throws {
    let text = try Figure.example.script(format)
    #expect(try text == golden("every-mark-\(format.rawValue).gnuplot", recording: text))
  }

  @Test func `texts cannot become commands`() {
    #expect(quoted("it's") == "'it''s'")
    #expect(quoted("'; system \"rm\" '") == "'''; system \"rm\" '''")
    #expect(quoted("a\nset output\t\u{1B}\u{7F}") == "'a set output   '")
    #expect(quoted("back\\slash `date` {/Bold}") == "'back\\slash `date` {/Bold}'")
  }

  @Test func `numbers are exact and nothing else than numbers`() {
    #expect(number(0.1) == "0.1")
    #expect(number(-1e-300) == "-1e-300")
    #expect([Double.nan, .infinity, -.infinity].map(number) == ["NaN", "NaN", "NaN"])
  }

  @Test func `colours of the palette come in order and skip marks with their own`() throws {
    let x = [0.0, 1]
    let figure = Figure(panels: [
      Panel(marks: [
        .line(x: x, y: x), .line(x: x, y: x, color: .orange), .horizontalRule(at: 0),
        .line(x: x, y: x),
      ])
    ])
    let script = try figure.script(.svg)
    let colors = script.split(separator: "\n").filter { $0.contains("with lines") }
      .compactMap { $0.split(separator: "\"").dropFirst().first }
    #expect(colors == ["#0072b2", "#ffa500", "#555555", "#d55e00"])
  }

  @Test func `an axis has room about its data and none below bars`() {
    let x = [0.0, 100]
    let line = PanelRanges(Panel(marks: [.line(x: x, y: [-50, 50])]))
    #expect(line.x == -4...104)
    #expect(line.y == -54...54)
    let bars = PanelRanges(Panel(marks: [.histogram(edges: [0, 1], counts: [100])]))
    #expect(bars.y == 0...104)
    let flat = PanelRanges(Panel(marks: [.line(x: x, y: [5, 5])]))
    #expect(flat.y == 4.75...5.25)
    let given = PanelRanges(
      Panel(x: Axis(range: 1...2), marks: [.line(x: x, y: x)]))
    #expect(given.x == 1...2)
    let logarithmic = PanelRanges(
      Panel(y: Axis(scale: .logarithmic), marks: [.line(x: x + x, y: [-1, 0, 1, 1e25])]))
    #expect(abs(logarithmic.y.lowerBound - 0.1) < 1e-12)
    #expect(abs(logarithmic.y.upperBound / 1e26 - 1) < 1e-12)
  }

  @Test func `a short logarithmic axis has numbers between the powers of ten`() {
    let axis = Axis(scale: .logarithmic)
    #expect(axis.fewTics(in: 0.9...8.7) == [1, 2, 5])
    #expect(axis.fewTics(in: 3e-6...4e-5) == [5e-6, 1e-5, 2e-5])
    #expect(axis.fewTics(in: 30...33) == [30, 31, 32, 33])
    #expect(axis.fewTics(in: 1...100) == nil)
    #expect(Axis().fewTics(in: 1...10) == nil)
  }

  @Test func `an axis of names has them at whole numbers, one word a line`() throws {
    let axis = Axis(names: ["float", "column gain", "it's `date`"])
    #expect(axis.range == -0.5...2.5)
    let script = try Figure(panels: [Panel(x: axis, marks: [.line(x: [0, 1], y: [0, 1])])])
      .script(.svg)
    #expect(
      script.contains(
        #"set xtics ('float' 0, 'column'."\n".'gain' 1, 'it''s'."\n".'`date`' 2) noenhanced"#))
    #expect(script.contains("set xrange [-0.5:2.5]"))
  }

  @Test func `an axis holds bands and bars of errors whole`() {
    let ranges = PanelRanges(
      Panel(marks: [
        .band(x: [0, 1], lower: [-10, 0], upper: [0, 20]),
        .errorBars(x: [0], y: [0], error: [90]),
      ]))
    #expect(ranges.y.contains(-90) && ranges.y.contains(90))
  }

  @Test(arguments: [
    (Panel.Legend.topLeft, [0.0, 0, 10]), (.topRight, [10.0, 0, 0]),
    (.bottomLeft, [10.0, 10, 0]), (.bottomRight, [0.0, 10, 10]),
  ])
  func `the legend takes the emptiest corner`(corner: Panel.Legend, y: [Double]) {
    let panel = Panel(marks: [.line(x: [0, 5, 10], y: y, label: "a")])
    #expect(panel.emptiestCorner(PanelRanges(panel)) == corner)
  }

  @Test func `the legend does not lie over the bar of an error`() {
    let panel = Panel(marks: [
      .errorBars(x: [0, 9, 10], y: [0, 0, 0], error: [1, 1, 9], label: "a"),
      .points(x: [0, 0, 10], y: [-9, 9, -9]),
    ])
    #expect(panel.emptiestCorner(PanelRanges(panel)) == .topLeft)
  }

  @Test func `a histogram counts each finite value once and the upper end with the last bin`() {
    let mark = Mark.histogram(of: [0, 1, 1.9, 2, 4, .nan, .infinity], bins: 4, range: 0...4)
    #expect(mark.y == [1, 2, 1, 1])
    #expect(Mark.histogram(of: [3, 3], bins: 1).y == [2])
    #expect(Mark.histogram(of: [], bins: 2).y == [0, 0])
    #expect(Mark.histogram(of: [-5, 0.5, 5], bins: 1, range: 0...1).y == [1])
  }

  @Test func `a diverging map has zero in its middle and no map an empty range`() {
    let map = HeatMap(values: [-1, 4, .nan], columns: 3, colors: .diverging)
    #expect(map.shownRange == -4...4)
    #expect(HeatMap(values: [2, 2], columns: 1).shownRange == 1.9...2.1)
    #expect(HeatMap(values: [], columns: 1).shownRange == 0...1)
  }
}

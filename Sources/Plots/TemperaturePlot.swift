internal import Characterization
public import Experiments
public import Figures
import Statistics

extension TemperatureResult {
  /// Draws gain and noise over temperature, the errors of results, and the shifts of one chip's columns.
  /// - Parameter preset: The kind of chip, for the title.
  public func figure(preset: String) -> Figure {
    let x = Axis("temperature", unit: "K")
    let warmest = scans[0].points.max { $0.kelvin < $1.kelvin }
    let chips = seeds.count == 1 ? "\(preset)-\(seeds[0])" : "\(seeds.count) chips of \(preset)"
    return Figure(
      title: "\(chips), calibrated, at other temperatures", columns: 3,
      panels: [
        Panel(
          title: "relative to the temperature of calibration", x: x, y: Axis("ratio"),
          marks: bars(TemperatureScan.gain, "gain", 0)
            + bars(TemperatureScan.noiseToSignal, "noise/signal", 1)),
        Panel(
          title: "products", x: x, y: Axis("error and noise", unit: "LSB"),
          marks: bars(TemperatureScan.error, "error of repeat means", 0)
            + bars(TemperatureScan.noise, "noise", 1)),
        Panel(
          title: "columns of the first chip at the highest temperature",
          x: Axis("shift", unit: "LSB"), y: Axis("columns"), legend: .hidden,
          marks: [.histogram(of: warmest?.shifts ?? [], bins: 20, color: .series(0))]),
      ])
  }

  /// Means of chips with their standard deviations; points alone for one chip.
  private func bars(_ number: TemperatureScan.Number, _ label: String, _ color: Int) -> [Mark] {
    let all = values(number)
    let means = all.map { mean($0) }
    let line = Mark.linePoints(x: kelvin, y: means, label: label, color: .series(color))
    guard seeds.count > 1 else { return [line] }
    return [
      line,
      .errorBars(
        x: kelvin, y: means, error: all.map { standardDeviation($0) }, color: .series(color)),
    ]
  }
}

public import Experiments
public import Figures
import Statistics

extension TemperatureResult {
  /// Draws gain and noise over temperature, the errors of results, and the shifts of one chip's columns.
  /// - Parameter preset: The kind of chip, for the title.
  public func figure(preset: String) -> Figure {
    let x = Axis("temperature", unit: "K")
    let warmest = scans[0].points.max { $0.kelvin < $1.kelvin }
    return Figure(
      title: "Calibrated chips of \(preset) (\(seeds.count)) at other temperatures", columns: 3,
      panels: [
        Panel(
          title: "relative to the temperature of calibration", x: x, y: Axis("ratio"),
          marks: [bars(Self.gain, "gain", 0), bars(Self.noiseToSignal, "noise/signal", 1)]),
        Panel(
          title: "products", x: x, y: Axis("error and noise", unit: "LSB"),
          marks: [bars(Self.error, "error of repeat means", 0), bars(Self.noise, "noise", 1)]),
        Panel(
          title: "columns of the first chip at the highest temperature",
          x: Axis("shift", unit: "LSB"), y: Axis("columns"), legend: .hidden,
          marks: [.histogram(of: warmest?.shifts ?? [], bins: 20, color: .series(0))]),
      ])
  }

  private func bars(_ number: Number, _ label: String, _ color: Int) -> Mark {
    let all = values(number)
    return .errorBars(
      x: kelvin, y: all.map { mean($0) }, error: all.map { standardDeviation($0) },
      label: label, color: .series(color))
  }
}

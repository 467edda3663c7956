public import Calib
public import Figures
import Statistics

extension ADCCharacterization {
  /// Draws reads over the external potential for both converters, and the distances from the lines.
  /// - Parameter chip: The name of the chip, for the title.
  public func figure(chip: String) -> Figure {
    let x = Axis("external potential", unit: "V")
    let channels = cadc.map { $0.map(\.mean) }
    return Figure(
      title: "\(chip): CADC and MADC at voltages of the board's DAC", columns: 2,
      panels: [
        Panel(
          title: "CADC, mean and deviation of all channels", x: x, y: Axis("read", unit: "LSB"),
          legend: .hidden,
          marks: [
            .errorBars(
              x: volts, y: channels.map { mean($0) },
              error: channels.map { standardDeviation($0) }, color: .series(0))
          ]),
        Panel(
          title: "CADC channels", x: Axis("largest distance from the line", unit: "mV"),
          y: Axis("channels"), legend: .hidden,
          marks: [
            .histogram(
              of: cadcFits.compactMap { $0.map { $0.worst * 1e3 } }, bins: 20, color: .series(0))
          ]),
        Panel(
          title: "MADC", x: x, y: Axis("sample", unit: "LSB"), legend: .hidden,
          marks: [
            .errorBars(
              x: volts, y: madc.map(\.mean), error: madc.map(\.standardDeviation),
              color: .series(1))
          ]),
        Panel(
          title: "MADC", x: x, y: Axis("distance from the line", unit: "mV"), legend: .hidden,
          marks: [.linePoints(x: volts, y: madcDistances, color: .series(1))]),
      ])
  }

  /// Distances of the MADC's samples from its line, in millivolts.
  private var madcDistances: [Double] {
    guard let fit = madcFit else { return volts.map { _ in 0 } }
    return zip(madc, volts).map { ($0.mean * fit.slope + fit.intercept - $1) * 1e3 }
  }
}

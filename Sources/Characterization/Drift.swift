import Perceptron
import SimulationCore
import Statistics

/// Drift of a membrane after the inputs: outputs without charge over time.
public struct Drift: Sendable, Equatable {
  /// Time from the first event to the last, µs.
  public let microseconds: [Double]
  /// Repeat mean of every column, LSB; one row per time.
  public let outputs: [[Double]]
  /// Slope of every column, LSB/µs.
  public let slopes: [Double]

  /// Measures one row of weight 0, sent more and more often.
  /// - Parameters:
  ///   - device: What is measured.
  ///   - sends: Two or more different numbers of repetitions of the vector, each 1 or more.
  ///   - repeats: How often each product is repeated, 1 or more.
  /// - Throws: what the device throws.
  public init(_ device: Device, sends: [Int] = [50, 250, 500, 750, 1000], repeats: Int = 40) throws
  {
    let times = sends.map { sends in
      Double(sends * HagenConstants.defaultWaitBetweenEvents)
        / Double(Clocks.fpgaCyclesPerMicrosecond)
    }
    let outputs = try sends.map { sends in
      try device.read(input: 12, rows: 0..<1, repeats: repeats, numSends: sends) { _, _ in 0 }.means
    }
    microseconds = times
    self.outputs = outputs
    slopes = (0..<Device.columns).map { column in
      Line(fitting: outputs.map { $0[column] }, at: times)?.slope ?? .nan
    }
  }

  /// Standard deviation over columns, LSB/µs.
  public var spread: Double { standardDeviation(slopes) }

  /// Share of columns that drift upwards.
  public var upwards: Double { Double(slopes.count { $0 > 0 }) / Double(slopes.count) }
}

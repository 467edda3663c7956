import Perceptron
import Statistics

/// Noise and gain over the number of sends and the wait between events.
public struct NoiseScan: Sendable, Equatable {
  /// One setting of the scan.
  public struct Point: Sendable, Equatable {
    /// Repetitions of the vector; 0 stands for a vector without events.
    public let numSends: Int
    /// FPGA cycles between events.
    public let wait: Int
    /// Standard deviation over repeats of the median column, LSB.
    public let noise: Double
    /// Standard deviation over columns of the repeat means, LSB.
    public let spread: Double
    /// Mean output, LSB.
    public let output: Double
    /// LSB for each product of activation, weight and send; 0 without events.
    public let gain: Double
  }

  /// Noise of a result that nothing was sent for, LSB.
  public let quiet: Point
  /// Over the number of sends, 128 rows of activation 15, weights of alternating sign.
  public let overSends: [Point]
  /// Over the wait between events, one row with a hundred sends.
  public let overWait: [Point]
  /// Over the output, 128 rows and one send.
  public let overOutput: [Point]

  /// Measures everything.
  /// - Parameters:
  ///   - device: What is measured.
  ///   - repeats: How often each product is repeated, 2 or more; at most 40 in the scan over waits.
  ///   - sends: Repetitions of the vector in ``overSends``, each 1 or more; the first is the usual
  ///     one.
  ///   - waits: FPGA cycles of 8 ns between events in ``overWait``, each 1 or more.
  ///   - progress: Called with the fraction that is done, 0...1.
  /// - Throws: what the device throws.
  public init(
    _ device: Device, repeats: Int = 200, sends: [Int] = [1, 2, 5, 10, 20],
    waits: [Int] = [1, 2, 3, 5, 8, 12, 25], progress: (Double) -> Void = { _ in }
  ) throws {
    let usualWait = HagenConstants.defaultWaitBetweenEvents
    let outputWeights: [Int8] = [0, 8, 16]
    let count = Double(1 + sends.count + waits.count + outputWeights.count)
    var done = 0.0
    func point(
      _ input: UInt8, _ sends: Int, _ wait: Int, rows: Range<Int> = 0..<Device.rows,
      repeats: Int, weight: (Int, Int) -> Int8
    ) throws -> Point {
      defer {
        done += 1
        progress(done / count)
      }
      let readings = try device.read(
        input: input, rows: rows, repeats: repeats, numSends: sends, wait: wait, weight: weight)
      let product =
        Double(input) * Double(sends) * rows.reduce(0.0) { $0 + Double(weight($1, 0)) }
      let output = mean(readings.all)
      return Point(
        numSends: input == 0 ? 0 : sends, wait: wait, noise: median(readings.noise),
        spread: standardDeviation(readings.means), output: output,
        gain: product == 0 ? 0 : output / product)
    }
    quiet = try point(0, 1, usualWait, repeats: repeats) { _, _ in 0 }
    overSends = try sends.map {
      try point(15, $0, usualWait, repeats: repeats) { row, _ in row % 2 == 0 ? 16 : -16 }
    }
    overWait = try waits.map { wait in
      try point(12, 100, wait, rows: 0..<1, repeats: min(repeats, 40)) { _, _ in 21 }
    }
    overOutput = try outputWeights.map { weight in
      try point(15, 1, usualWait, repeats: repeats) { _, _ in weight }
    }
  }

  /// Noise of the usual product, 128 rows and one send, LSB.
  public var usual: Double { overSends.first?.noise ?? .nan }

  /// Largest relative change of the noise with the output: 0 for noise that only adds.
  public var signalDependence: Double {
    guard let zero = overOutput.first else { return .nan }
    return overOutput.map { abs($0.noise / zero.noise - 1) }.max() ?? .nan
  }
}

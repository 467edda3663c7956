import Calib
import Glibc
public import Perceptron
import SimulationCore

/// A device through all protocols that users of the chip know.
///
/// Nothing is read but results of products, so that the same protocols run on the mock, on any
/// virtual chip and on silicon.
public struct Characterization: Sendable {
  /// What was measured.
  public let name: String
  /// One row, all columns.
  public let pattern: ColumnPattern
  /// One row at a small activation: position dependence.
  public let smallInput: ColumnPattern
  /// The tutorial's first product.
  public let printed: PrintedVector
  /// Outputs over weights and activations.
  public let weights: WeightSweep
  /// The pulse law.
  public let inputs: InputCurve
  /// Linear range and saturation.
  public let linearity: Linearity
  /// Noise and gain over sends and waits.
  public let noise: NoiseScan
  /// Drift after the inputs.
  public let drift: Drift
  /// What hxtorch's `measure_mock_parameter` finds.
  public let mockParameter: MockParameter

  /// Measures everything.
  /// - Parameters:
  ///   - device: A calibrated chip or the mock.
  ///   - progress: Is told the step and the fraction that is done.
  /// - Throws: what the device throws.
  public init(_ device: Device, progress: @escaping (String, Double) -> Void = { _, _ in }) throws {
    func part(_ name: String, _ start: Double, _ share: Double) -> (Double) -> Void {
      progress(name, start)
      return { progress(name, start + share * $0) }
    }
    name = device.name
    progress("column pattern", 0)
    pattern = try ColumnPattern(device)
    var small = ColumnPattern.Settings()
    (small.input, small.weight, small.numSends) = (3, 63, 100)
    smallInput = try ColumnPattern(device, small)
    printed = try PrintedVector(device)
    weights = try WeightSweep(device, progress: part("weight sweep", 0.02, 0.2))
    inputs = try InputCurve(device, progress: part("activation curve", 0.22, 0.3))
    linearity = try Linearity(device, progress: part("linearity", 0.52, 0.2))
    noise = try NoiseScan(device, progress: part("noise", 0.72, 0.22))
    progress("drift", 0.94)
    drift = try Drift(device)
    progress("gain and noise", 0.98)
    var random = RandomStream(seed: 0, domain: .calibration)
    mockParameter = try measureMockParameter(on: device.backend, random: &random)
    progress("done", 1)
  }

  /// Bits of a result by noise alone: log2(255 / (noise √12)).
  public var effectiveBits: Double { Self.bits(noise.usual) }

  /// Bits of a result with the fixed pattern, which a host that knows one gain cannot correct.
  public var effectiveBitsWithPattern: Double { Self.bits(printed.spread) }

  private static func bits(_ error: Double) -> Double {
    error > 0 ? log2(255 / (error * 12.0.squareRoot())) : .infinity
  }
}

import Glibc
public import Perceptron
import SimulationCore

/// A device through the protocols that users of the chip know, each measured when it is asked for.
///
/// Nothing is read but results of products, so that the same protocols run on the mock, on any
/// virtual chip and on silicon. A characterisation serves one caller at a time.
public final class Characterization {
  /// Name of the measured quantity.
  public let name: String
  private let device: Device
  private let progress: (String, Double) -> Void
  private var parts: [Part: Any] = [:]

  /// The protocols, in the order in which a complete characterisation runs them.
  public enum Part: UInt32, CaseIterable, Sendable {
    /// One row, all columns.
    case pattern = 1
    /// One row at a small activation: position dependence.
    case smallInput
    /// The tutorial's first product.
    case printed
    /// Outputs over weights and activations.
    case weights
    /// The pulse law.
    case inputs
    /// Linear range and saturation.
    case linearity
    /// Noise and gain over sends and waits.
    case noise
    /// Drift after the inputs.
    case drift
    /// Result of hxtorch's `measure_mock_parameter`.
    case mockParameter
  }

  /// Characterises a calibrated chip or the mock.
  /// - Parameters:
  ///   - device: What multiplies.
  ///   - progress: Called with the protocol and the fraction of it that is done, 0...1.
  public init(_ device: Device, progress: @escaping (String, Double) -> Void = { _, _ in }) {
    self.device = device
    self.progress = progress
    name = device.name
  }

  private func part<Result>(
    _ part: Part, _ title: String, _ measure: (Device, @escaping (Double) -> Void) throws -> Result
  ) throws -> Result {
    if let known = parts[part] as? Result { return known }
    let progress = progress
    progress(title, 0)
    let result = try measure(device.stream(part.rawValue)) { progress(title, $0) }
    parts[part] = result
    return result
  }

  /// One row, all columns.
  /// - Throws: what the device throws; so do all protocols.
  public func pattern() throws -> ColumnPattern {
    try part(.pattern, "column pattern") { device, _ in try ColumnPattern(device) }
  }

  /// One row at a small activation: position dependence.
  public func smallInput() throws -> ColumnPattern {
    try part(.smallInput, "small activation") { device, _ in
      var settings = ColumnPattern.Settings()
      (settings.input, settings.weight, settings.numSends) = (3, 63, 100)
      return try ColumnPattern(device, settings)
    }
  }

  /// The tutorial's first product.
  public func printed() throws -> PrintedVector {
    try part(.printed, "printed vector") { device, _ in try PrintedVector(device) }
  }

  /// Outputs over weights and activations.
  public func weights() throws -> WeightSweep {
    try part(.weights, "weight sweep") { device, progress in
      try WeightSweep(device, progress: progress)
    }
  }

  /// The pulse law.
  public func inputs() throws -> InputCurve {
    try part(.inputs, "activation curve") { device, progress in
      try InputCurve(device, progress: progress)
    }
  }

  /// Linear range and saturation.
  public func linearity() throws -> Linearity {
    try part(.linearity, "linearity") { device, progress in
      try Linearity(device, progress: progress)
    }
  }

  /// Noise and gain over sends and waits.
  public func noise() throws -> NoiseScan {
    try part(.noise, "noise") { device, progress in try NoiseScan(device, progress: progress) }
  }

  /// Drift after the inputs.
  public func drift() throws -> Drift {
    try part(.drift, "drift") { device, _ in try Drift(device) }
  }

  /// Result of hxtorch's `measure_mock_parameter`.
  public func mockParameter() throws -> MockParameter {
    try part(.mockParameter, "gain and noise") { device, _ in
      var random = RandomStream(seed: 0, domain: .calibration)
      return try measureMockParameter(on: device.backend, random: &random)
    }
  }

  /// Bits of a result by noise alone: log2(255 / (noise √12)).
  public func effectiveBits() throws -> Double { Self.bits(try noise().usual) }

  /// Bits of a result with the fixed pattern, which a host that knows one gain cannot correct.
  public func effectiveBitsWithPattern() throws -> Double { Self.bits(try printed().spread) }

  private static func bits(_ error: Double) -> Double {
    error > 0 ? log2(255 / (error * 12.0.squareRoot())) : .infinity
  }
}

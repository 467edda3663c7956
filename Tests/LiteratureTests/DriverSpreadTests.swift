import ChipConfiguration
import ChipModel
import Perceptron
import Statistics
import Testing
import _TestSupport

/// Differences between synapse drivers, as calix's test of hagen inputs measures them.
///
/// In the version of March 2021, one driver at a time sends each activation to neurons (w = 63, 20
/// sends). The standard deviation over drivers, a mean over activations, may be 0.05 of the range of
/// outputs; real chips had 0.036.
@Suite(.fullTier, .serialized)
struct DriverSpreadTests {
  private static let (chips, drivers, columns) = (6, 128, 256)
  private static let activations = Array(stride(from: 1 as UInt8, through: 31, by: 3))

  /// Mean outputs over the columns, by activation and driver.
  private static func outputs(_ chip: Chip) throws -> [[Double]] {
    let inputs = activations.flatMap { activation in
      (0..<drivers).flatMap { driver in (0..<drivers).map { $0 == driver ? activation : 0 } }
    }
    let results = try ChipMultiplier(chip).multiply(
      inputs: inputs, batch: activations.count * drivers, rows: drivers,
      weights: [Int8](repeating: 63, count: drivers * columns), columns: columns,
      options: MACOptions(numSends: 20))
    return activations.indices.map { level in
      (0..<drivers).map { driver in
        let first = (level * drivers + driver) * columns
        return mean(results[first..<first + columns].map(Double.init))
      }
    }
  }

  /// Spread of the drivers over the range of outputs.
  private static func spread(_ preset: String, seed: UInt64) throws -> Double {
    let configuration = try ChipConfiguration.load(preset)
    let chip = try Chip(parameters: configuration.parameters, seed: seed, threads: 2)
    try SharedCalibrations.hagen(preset, seed: seed).apply(to: chip)
    let outputs = try outputs(chip)
    return mean(outputs.map(standardDeviation)) / mean(try #require(outputs.last))
  }

  @Test(arguments: ["typical", "v2"])
  func `drivers differ as much as on real chips`(preset: String) throws {
    let spreads = try (0..<UInt64(Self.chips)).map { try Self.spread(preset, seed: $0) }
    #expect(spreads.allSatisfy { (0.02...0.05).contains($0) }, "\(spreads)")
  }
}

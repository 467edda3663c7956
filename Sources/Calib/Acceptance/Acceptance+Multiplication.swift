public import ChipModel
import Coordinates
import Statistics

extension Acceptance {
  private static let vectors: [[HagenActivation]] =
    [0, 31, 15, 7, 3, 1].map {
      [HagenActivation](repeating: $0, count: LineMultiplication.rowCount)
    }
    + [{ $0 % 16 }, { $0 % 8 }, { (255 - $0) % 16 }].map { (entry: (Int) -> Int) in
      (0..<LineMultiplication.rowCount).map { HagenActivation(unchecked: entry($0)) }
    }
  private static let outputCount = 128
  private static let repeatCount = 30
  /// Vectors with a smaller mean entry are not compared.
  private static let comparedEntry = 3.0

  /// Checks multiplications on synaptic lines: noise, order and signs of the results.
  ///
  /// calix: `test_hagen_multiplication`.
  ///
  /// - Parameters:
  ///   - chip: the chip with a calibration for lines.
  ///   - calibration: that calibration.
  /// - Throws: `ChipError` from the chip.
  public static func multiplication(
    _ chip: Chip, _ calibration: HagenSyninCalibResult
  ) throws -> [AcceptanceCheck] {
    var (noise, slope, order) = (0.0, Double.infinity, Double.infinity)
    for synram in SynramOnDLS.allCases {
      let lines = try LineMultiplication(chip, calibration: calibration, synram: synram)
      for sign in [1, -1] {
        let row = (0..<outputCount).map { $0 < 127 ? $0 - 63 : 0 }
        let matrix = [[Int]](
          repeating: sign > 0 ? row : row.reversed(), count: LineMultiplication.rowCount)
        let runs = try (0..<repeatCount).map { _ in try lines.multiply(vectors, matrix) }
        let means = vectors.indices.map { vector in
          (0..<outputCount).map { output in mean(runs.map { $0[vector][output] }) }
        }
        noise = max(noise, largestNoise(runs))
        slope = min(slope, smallestSlope(means, sign: sign))
        order = min(order, smallestOrder(means))
      }
    }
    return [
      .below(5, "multiplication: largest noise of a vector [LSB]", noise),
      .above(0.02, "multiplication: smallest slope over weights [LSB]", slope),
      .above(76, "multiplication: fewest columns in order, of 128", order),
    ]
  }

  private static func largestNoise(_ runs: [[[Double]]]) -> Double {
    vectors.indices.map { vector in
      mean(
        (0..<outputCount).map { output in standardDeviation(runs.map { $0[vector][output] }) })
    }.max() ?? .nan
  }

  private static var entries: [Double] { vectors.map { mean($0.map { Double($0.value) }) } }

  private static func smallestSlope(_ means: [[Double]], sign: Int) -> Double {
    let start = sign > 0 ? 0 : 1
    return entries.indices.filter { entries[$0] >= comparedEntry }.map {
      Double(sign) * (means[$0][start + 126] - means[$0][start]) / 126
    }.min() ?? .nan
  }

  /// Returns the smallest number of columns in which a smaller vector gives less than a larger one.
  private static func smallestOrder(_ means: [[Double]]) -> Double {
    var fewest = outputCount
    for (large, entry) in entries.enumerated() where entry >= comparedEntry {
      for (small, other) in entries.enumerated() where other >= comparedEntry {
        guard other < 0.66 * entry else { continue }
        fewest = min(
          fewest, (0..<outputCount).count { abs(means[small][$0]) < abs(means[large][$0]) })
      }
    }
    return Double(fewest)
  }
}

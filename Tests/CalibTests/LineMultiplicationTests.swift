import ChipModel
import Coordinates
import Statistics
import Testing
import _TestSupport

@testable import Calib

/// Thresholds of calix: `test_hagen_multiplication`.
@Suite(.fullTier) struct LineMultiplicationTests {
  private static let vectors: [[HagenActivation]] =
    [0, 31, 15, 7, 3, 1].map { [HagenActivation](repeating: $0, count: 256) }
    + [{ $0 % 16 }, { $0 % 8 }, { (255 - $0) % 16 }].map { (entry: (Int) -> Int) in
      (0..<256).map { HagenActivation(unchecked: entry($0)) }
    }
  private static let ramp = (0..<128).map { $0 < 127 ? $0 - 63 : 0 }

  private func prepared(
    _ synram: SynramOnDLS, isSigned: Bool = true
  ) throws -> LineMultiplication {
    let result = try CalibratedChips.synin
    let chip = try CalibratedChips.typical()
    try result.apply(to: chip)
    return try LineMultiplication(chip, calibration: result, synram: synram, isSigned: isSigned)
  }

  @Test(arguments: SynramOnDLS.allCases, [1, -1])
  func `results follow weights and vectors, with little noise`(
    synram: SynramOnDLS, sign: Int
  ) throws {
    let multiplication = try prepared(synram)
    let row = sign > 0 ? Self.ramp : Self.ramp.reversed()
    let matrix = [[Int]](repeating: Array(row), count: 256)
    let runs = try (0..<30).map { _ in try multiplication.multiply(Self.vectors, matrix) }
    let means = Self.vectors.indices.map { vector in
      (0..<128).map { column in mean(runs.map { $0[vector][column] }) }
    }
    for vector in Self.vectors.indices {
      let noise = mean(
        (0..<128).map { column in
          standardDeviation(runs.map { $0[vector][column] })
        })
      #expect(noise < 5, "noise of vector \(vector)")
    }
    let entries = Self.vectors.map { mean($0.map { Double($0.value) }) }
    for (index, entry) in entries.enumerated() where entry >= 3 {
      let start = sign > 0 ? 0 : 1
      let slope = (means[index][start + 126] - means[index][start]) / 126
      #expect(slope * Double(sign) > 0.02, "slope of vector \(index)")
      for (other, otherEntry) in entries.enumerated() where otherEntry >= 3 {
        let smaller = (0..<128).count { abs(means[other][$0]) < abs(means[index][$0]) }
        if otherEntry < 0.66 * entry { #expect(smaller > 76, "\(other) below \(index)") }
        if otherEntry > 1.5 * entry { #expect(smaller < 128 - 76, "\(other) above \(index)") }
      }
    }
  }

  @Test func `each vector entry meets its own row`() throws {
    let multiplication = try prepared(.top, isSigned: false)
    let vectors = [6, 7].map { row in
      (0..<256).map { HagenActivation(unchecked: $0 == row ? 31 : 0) }
    }
    let matrix = (0..<256).map { row in
      [Int](repeating: row == 7 ? 63 : 0, count: 256)
    }
    let drops = try multiplication.multiply(vectors, matrix).map { mean($0) }
    #expect(abs(drops[0]) < 1)
    #expect(drops[1] > 3)
  }

  @Test(arguments: [1, 2, nil])
  func `long vectors are split, narrow matrices padded`(rowRepeats: Int?) throws {
    let multiplication = try prepared(.bottom, isSigned: false)
    let vectors = [[HagenActivation]](
      repeating: [HagenActivation](repeating: 1, count: 300), count: 2)
    let matrix = [[Int]](repeating: [Int](repeating: 1, count: 10), count: 300)
    let results = try multiplication.autoMultiply(vectors, matrix, rowRepeats: rowRepeats)
    #expect(results.count == 2 && results.allSatisfy { $0.count == 10 })
  }

  @Test func `repeating rows gains amplitude`() throws {
    let multiplication = try prepared(.top, isSigned: false)
    let vector = [[HagenActivation](repeating: 20, count: 16)]
    let matrix = [[Int]](repeating: [Int](repeating: 20, count: 256), count: 16)
    let once = mean(try multiplication.autoMultiply(vector, matrix)[0])
    let fourTimes = mean(try multiplication.autoMultiply(vector, matrix, rowRepeats: 4)[0])
    // Over 24 run seeds 3.86 ± 0.04: the limit is twelve deviations away, no false alarm.
    #expect(abs(fourTimes / once - 4) < 0.6, "\(once) \(fourTimes)")
  }

  @Test func `wrong shapes and values are refused by name`() throws {
    let signed = try prepared(.top)
    let vector = [HagenActivation](repeating: 1, count: 256)
    let matrix = [[Int]](repeating: [Int](repeating: 1, count: 128), count: 256)
    #expect(throws: CalibError.wrongCount(what: "vector entries", count: 2, expected: 256)) {
      try signed.multiply([[1, 2]], matrix)
    }
    #expect(throws: CalibError.self) {
      try signed.multiply(
        [vector], [[Int]](repeating: [Int](repeating: 64, count: 128), count: 256))
    }
    #expect(throws: CalibError.wrongCount(what: "matrix rows", count: 1, expected: 256)) {
      try signed.multiply([vector], [matrix[0]])
    }
    #expect(
      throws: CalibError.outOfRange(what: "matrix columns", value: 257, lower: 1, upper: 128)
    ) {
      try signed.autoMultiply([[1]], [[Int](repeating: 1, count: 257)])
    }
  }
}

import Coordinates
import Testing

@testable import Calib

@Suite struct DriverPatternTests {
  @Test(arguments: [1, 2, 8, 32])
  func `every driver has its share of columns and one vector`(parallelCount: Int) {
    let pattern = DriverPattern(parallelCount: parallelCount)
    #expect(pattern.vectorCount == 128 / parallelCount)
    for driver in SynapseDriverOnSynapseDriverBlock.allCases {
      let columns = pattern.columns(of: driver)
      #expect(columns.count == 256 / parallelCount)
      let entries = pattern.entries(vector: pattern.vector(of: driver), activation: 3)
      #expect(entries.filter { $0 == 3 }.count == 2 * parallelCount)
      #expect(entries[2 * driver.value] == 3 && entries[2 * driver.value + 1] == 3)
    }
  }

  @Test func `drivers of one vector use disjoint columns`() {
    let pattern = DriverPattern(parallelCount: 8)
    for vector in 0..<pattern.vectorCount {
      let drivers = SynapseDriverOnSynapseDriverBlock.allCases
        .filter { pattern.vector(of: $0) == vector }
      let columns = drivers.flatMap { pattern.columns(of: $0) }
      #expect(Set(columns).count == columns.count)
    }
  }

  @Test func `columns of a driver lie as often left as right of the middle of their block`() {
    let pattern = DriverPattern(parallelCount: 32)
    let columns = pattern.columns(of: 0).map(\.value)
    #expect(columns == [0, 63, 64, 127, 159, 160, 223, 224])
    // Mirrored about the middle between columns 127 and 128: no driver lies closer to it.
    #expect(columns.map { 255 - $0 }.sorted() != columns)
    #expect(Double(columns.reduce(0, +)) / 8 == 127.5)
  }

  @Test func `weights and median give each driver its own amplitude`() {
    let pattern = DriverPattern(parallelCount: 8)
    let weights = pattern.weights(63)
    var drops: [[Double]] = []
    for vector in 0..<pattern.vectorCount {
      let entries = pattern.entries(vector: vector, activation: 1)
      var drop = [Double](repeating: 0, count: 256)
      for row in 0..<256 where entries[row] > 0 {
        // Row r contributes its driver's number where vector and matrix meet.
        for column in 0..<256 where weights[row * 256 + column] > 0 {
          drop[column] += Double(row / 2)
        }
      }
      drops.append(drop)
    }
    let all = [Bool](repeating: true, count: 256)
    let expected = (0..<128).map { Double(2 * $0) }
    #expect(pattern.amplitudes(drops, isUsable: all) == expected)
    // Columns that are not read correctly do not count, however many they are.
    for vector in drops.indices { for column in 0..<128 { drops[vector][column] = 0 } }
    let right = (0..<256).map { $0 >= 128 }
    #expect(pattern.amplitudes(drops, isUsable: right) == expected)
    let none = [Bool](repeating: false, count: 256)
    #expect(pattern.amplitudes(drops, isUsable: none) == [Double](repeating: 0, count: 128))
  }
}

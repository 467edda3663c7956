import Testing

@testable import Calib

@Suite struct BrokenDriversTests {
  private let largest = [30.0, 28, 0.5, 31, 29, 6]
  private let smallest = [1.0, -0.5, 0.4, 30, 14, 0]

  @Test func `drivers without a pulse are dead, those with one for any activation stuck`() {
    let broken = BrokenDrivers(largest: largest, smallest: smallest)
    #expect(broken.dead == [2, 5])
    #expect(broken.stuck == [3])
    #expect(broken.isWorking == [true, true, false, false, true, false])
    #expect(
      broken.messages == [
        "synapse drivers: 2 give no pulse and fail: [2, 5]",
        "synapse drivers: 1 give a full pulse whatever the activation and fail: [3]",
      ])
  }

  @Test func `where nothing is broken there is nothing to say`() {
    let broken = BrokenDrivers(largest: [30, 31], smallest: [0, 1])
    #expect(broken.isWorking == [true, true])
    #expect(broken.messages == [])
  }

  @Test(arguments: [[0.0, 0, 0], [1, 2, -1], [.nan, .nan, .nan]])
  func `without any amplitude all drivers are dead`(largest: [Double]) {
    let broken = BrokenDrivers(largest: largest, smallest: largest)
    #expect(broken.dead == [0, 1, 2])
    #expect(broken.stuck == [])
  }

  @Test func `a ratio of spreads leaves out the outer twentieth of either end`() {
    var step = CalibrationReport.Step(name: "anything")
    #expect(step.spreadRatio == nil)
    step.valuesBefore = (0..<40).map { Double($0) * 2 } + [.nan]
    step.valuesAfter = [1e9, -1e9, 1e8, -1e8] + (2..<38).map(Double.init) + [.infinity]
    #expect(step.spreadRatio == 0.5)
    step.valuesBefore = [Double](repeating: 3, count: 40)
    #expect(step.spreadRatio == nil)
  }

  @Test func `masks find columns whose channels both work`() {
    var channels = [Bool](repeating: true, count: 1024)
    channels[3] = false
    channels[256 + 7] = false
    channels[512 + 3] = false
    channels[768 + 9] = false
    #expect(CADCChannels.columns(where: channels).falseIndices == [3, 7, 259, 265])
  }
}

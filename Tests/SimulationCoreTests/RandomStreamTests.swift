import SimulationCore
import Testing

@Suite struct RandomStreamTests {
  @Test func `the same seed, domain and index give the same numbers`() {
    var a = RandomStream(seed: 7, domain: .testing, index: 3)
    var b = RandomStream(seed: 7, domain: .testing, index: 3)
    #expect((0..<100).allSatisfy { _ in a.next() == b.next() })
  }

  @Test(arguments: [(8, 255, 3), (7, 254, 3), (7, 255, 4)] as [(UInt64, UInt32, UInt64)])
  func `another seed, domain or index gives other numbers`(_ other: (UInt64, UInt32, UInt64)) {
    var a = RandomStream(seed: 7, domain: 255, index: 3)
    var b = RandomStream(seed: other.0, domain: other.1, index: other.2)
    #expect((0..<8).contains { _ in a.next() != b.next() })
  }

  @Test func `a row of normals does not depend on how many are asked for`() {
    let field = NormalField(seed: 1, domain: .testing)
    let long = field.row(vector: 5, lane: 2, count: 256)
    for count in 0...64 {
      #expect(field.row(vector: 5, lane: 2, count: count) == Array(long.prefix(count)))
    }
  }

  /// The mean of 2^16 normals has standard deviation 1/256 and the variance about 0.0055; six
  /// sigma on each of 4 streams: false alarm below 1e-7 for a correct generator.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `normals have mean zero and variance one`(vector: UInt64) {
    let z = NormalField(seed: 11, domain: .testing).row(vector: vector, lane: 0, count: 65536)
    let mean = z.reduce(0.0) { $0 + Double($1) } / 65536
    let variance = z.reduce(0.0) { $0 + Double($1) * Double($1) } / 65536 - mean * mean
    #expect(abs(mean) < 6.0 / 256)
    #expect(abs(variance - 1) < 6 * 0.0055)
    #expect(z.allSatisfy { $0.isFinite && abs($0) < 5.9 })
  }

  @Test func `uniform integers reach both ends of their range and nothing else`() {
    var stream = RandomStream(seed: 0, domain: .testing)
    let drawn = Set((0..<2000).map { _ in stream.uniform(below: 7) })
    #expect(drawn == Set(0..<7))
  }
}

import Testing

@testable import Quantities

@Suite struct PhysicalDimensionTests {
  private static let readable: [(String, PhysicalDimension, Double)] = [
    ("6 ns", .time, 6e-9), ("0.32 us", .time, 0.32e-6), ("0.32 \u{b5}s", .time, 0.32e-6),
    ("0.32 \u{3bc}s", .time, 0.32e-6),
    ("20 ms", .time, 20e-3), ("1 s", .time, 1), ("-1.5 mV", .voltage, -1.5e-3),
    ("1.2 V", .voltage, 1.2), ("137 nA", .current, 137e-9), ("2 fC", .charge, 2e-15),
    ("2.3 pF", .capacitance, 2.3e-12), ("6.8 uS", .conductance, 6.8e-6),
    ("250 MHz", .frequency, 250e6), ("300 K", .temperature, 300), ("1 mK", .temperature, 1e-3),
    ("0.64 GV/s", .slewRate, 0.64e9), ("4 1/V^2", .inverseVoltageSquared, 4),
    ("6.4e-24 A^2/Hz", .currentNoiseDensity, 6.4e-24),
    ("0.15", .dimensionless, 0.15), ("1e-3", .dimensionless, 1e-3), (" 6  ns ", .time, 6e-9),
    ("6\tns", .time, 6e-9),
  ]

  @Test(arguments: readable.indices)
  func `a number with its unit is read in SI units`(_ index: Int) throws {
    let (text, dimension, value) = Self.readable[index]
    #expect(abs(try dimension.parse(text) - value) <= 1e-12 * abs(value), "\(text)")
  }

  private static let unreadable: [(String, PhysicalDimension, QuantityError)] = [
    ("", .time, .noNumber("")), ("ns", .time, .noNumber("ns")),
    ("6ns", .time, .noNumber("6ns")), ("nan V", .voltage, .noNumber("nan V")),
    ("inf V", .voltage, .noNumber("inf V")), ("six V", .voltage, .noNumber("six V")),
    ("6 mV", .time, .wrongUnit("6 mV", expected: .time)),
    ("6", .time, .wrongUnit("6", expected: .time)),
    ("6 m", .time, .wrongUnit("6 m", expected: .time)),
    ("6 xs", .time, .wrongUnit("6 xs", expected: .time)),
    ("6 S", .time, .wrongUnit("6 S", expected: .time)),
    ("6 s", .conductance, .wrongUnit("6 s", expected: .conductance)),
    ("6 V", .dimensionless, .wrongUnit("6 V", expected: .dimensionless)),
    ("4 m1/V^2", .inverseVoltageSquared, .wrongUnit("4 m1/V^2", expected: .inverseVoltageSquared)),
    ("3 GV", .slewRate, .wrongUnit("3 GV", expected: .slewRate)),
    ("3 GV/s", .voltage, .wrongUnit("3 GV/s", expected: .voltage)),
    ("6 n s", .time, .wrongUnit("6 n s", expected: .time)),
  ]

  @Test(arguments: unreadable.indices)
  func `anything else is an error`(_ index: Int) {
    let (text, dimension, error) = Self.unreadable[index]
    #expect(throws: error) { try dimension.parse(text) }
  }

  @Test func `an error says what is wrong and what to write`() {
    #expect(
      QuantityError.noNumber("6ns").description
        == "'6ns' is not a number and its unit; write a number, a space and the unit, such as '6 ns'"
    )
    #expect(
      QuantityError.wrongUnit("6 mV", expected: .time).description
        == "'6 mV' is not in s; use the unit s or a multiple such as ms")
    #expect(
      QuantityError.wrongUnit("6 V", expected: .dimensionless).description
        == "'6 V' has a unit, but a pure number is needed; remove the unit")
  }

  @Test(arguments: PhysicalDimension.allCases)
  func `every dimension reads its own symbol and refuses all others`(own: PhysicalDimension) {
    for other in PhysicalDimension.allCases {
      let text = "1 " + other.symbol
      let value = try? own.parse(text)
      #expect((value == 1) == (own == other), "\(text) as \(own)")
    }
  }
}

@Suite struct ParameterDescriptorTests {
  private struct Inner { var depth = 0.0 }
  private struct Outer { var inner = Inner() }

  @Test func `a lifted row reads and writes through the outer structure`() {
    let row = ParameterDescriptor<Inner>("depth", .voltage, 0...1, \.depth, "how deep")
    let lifted = row.lifted(\Outer.inner, prefix: "pool")
    var outer = Outer()
    lifted.set(0.7, in: &outer)
    #expect(outer.inner.depth == 0.7)
    #expect(lifted.value(in: outer) == 0.7)
    #expect(lifted.key == "pool.depth")
    #expect(lifted.dimension == .voltage && lifted.range == 0...1 && lifted.summary == "how deep")
  }
}

import Testing

@testable import Coordinates

/// A range below and above zero.
private struct Signed: RangedInteger {
  static var range: ClosedRange<Int8> { -128...127 }
  let rawValue: Int8
  init(unchecked rawValue: Int8) { self.rawValue = Self.asserted(rawValue) }
}

/// A range that neither begins at zero nor fills its bits.
private struct Odd: RangedInteger {
  static var range: ClosedRange<UInt16> { 2...1022 }
  let rawValue: UInt16
  init(unchecked rawValue: UInt16) { self.rawValue = Self.asserted(rawValue) }
}

@Suite("Ranged integers")
struct RangedIntegerTests {
  @Test(arguments: -2...70)
  func `all four ways in agree inside the range`(_ value: Int) throws {
    guard SynapseWeight.range.contains(UInt8(clamping: value)), value >= 0 else {
      #expect(throws: OutOfRangeError.self) { try SynapseWeight(validating: value) }
      return
    }
    let weight = try SynapseWeight(validating: value)
    #expect(weight.value == value)
    #expect(SynapseWeight(rawValue: UInt8(value)) == weight)
    #expect(SynapseWeight(clamping: value) == weight)
    #expect(SynapseWeight(truncating: value) == weight)
  }

  @Test func `a raw value outside the range gives nil`() {
    #expect(SynapseWeight(rawValue: 64) == nil)
    #expect(Odd(rawValue: 1) == nil)
    #expect(Odd(rawValue: 1023) == nil)
  }

  @Test func `clamping saturates at both ends`() {
    #expect(SynapseWeight(clamping: -1) == .min)
    #expect(SynapseWeight(clamping: Int.max) == .max)
    #expect(Signed(clamping: -1000) == -128)
    #expect(Odd(clamping: UInt8(0)) == 2)
  }

  @Test func `truncating keeps the low bits`() {
    #expect(SynapseWeight(truncating: 64) == 0)
    #expect(SynapseWeight(truncating: 127) == 63)
    #expect(SynapseWeight(truncating: -1) == 63)
    #expect(Signed(truncating: 128) == -128)
    #expect(Signed(truncating: -129) == 127)
  }

  @Test func `truncating turns codes without meaning into the largest value`() {
    #expect(Odd(truncating: 1023) == 1022)
    #expect(Odd(truncating: 1024) == 1022)
    #expect(Odd(truncating: 1026) == 2)
  }

  @Test func `the refusal says what, where and what to do`() {
    #expect(throws: OutOfRangeError(SynapseWeight.self, value: 64)) {
      try SynapseWeight(validating: 64)
    }
    #expect(
      OutOfRangeError(SynapseWeight.self, value: 64).description
        == "SynapseWeight cannot be 64: allowed are 0…63. "
        + "Correct the value, or use init(clamping:) to clip it.")
  }

  @Test func `values beyond the raw type are refused, not wrapped`() {
    #expect(throws: OutOfRangeError.self) { try SynapseRowOnSynram(validating: 256) }
    #expect(throws: OutOfRangeError.self) { try SynapseRowOnSynram(validating: UInt64.max) }
    #expect(throws: OutOfRangeError.self) { try Signed(validating: -129) }
  }

  @Test func `all cases are the range in ascending order`() {
    #expect(Array(Odd.allCases).map(\.value) == Array(2...1022))
    #expect(Signed.allCases.first == -128)
    #expect(Signed.allCases.last == 127)
    #expect(Signed.count == 256)
    #expect(Signed.allCases.sorted() == Array(Signed.allCases))
  }

  @Test func `advancing stays in the range or throws`() throws {
    #expect(try SynapseRowOnSynram.min.advanced(by: 255) == .max)
    #expect(throws: OutOfRangeError.self) { try SynapseRowOnSynram.max.advanced(by: 1) }
    #expect(throws: OutOfRangeError.self) { try SynapseRowOnSynram.min.advanced(by: -1) }
  }

  @Test func `small types take one byte`() {
    #expect(MemoryLayout<SynapseWeight>.size == 1)
    #expect(MemoryLayout<SynapseWeight>.stride == 1)
    #expect(MemoryLayout<SynramOnDLS>.size == 1)
    #expect(MemoryLayout<SynapseRowOnDLS>.size == 2)
  }

  @Test func `descriptions name type and value`() {
    #expect("\(SynapseRowOnSynram.max)" == "SynapseRowOnSynram(255)")
    #expect("\(SynramOnDLS.bottom)" == "SynramOnDLS(bottom)")
    #expect("\(CapMemBlockOnHemisphere.right)" == "CapMemBlockOnHemisphere(right)")
    #expect("\(CADCChannelType.acausal)" == "CADCChannelType(1)")
  }

  @Test func `two-sided coordinates are ranged integers, too`() throws {
    #expect(SynramOnDLS.allCases.count == 2)
    #expect(try SynramOnDLS(validating: 1) == .bottom)
    #expect(throws: OutOfRangeError(SynramOnDLS.self, value: 2)) { try SynramOnDLS(validating: 2) }
    #expect(SynramOnDLS(rawValue: 2) == nil)
  }
}

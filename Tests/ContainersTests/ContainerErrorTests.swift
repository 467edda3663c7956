import Coordinates
import Testing

@testable import Containers

@Suite("Words and values that containers refuse")
struct ContainerErrorTests {
  @Test(arguments: ContainerCatalogue.all.indices)
  func `a wrong number of words is refused`(_ index: Int) {
    func check<C: Container>(_ type: C.Type) {
      for count in [C.wordCount - 1, C.wordCount + 1] {
        #expect(
          throws: ContainerError.wordCount(
            container: "\(type)", expected: C.wordCount, found: count)
        ) {
          try C(decoding: [UInt32](repeating: 0, count: count))
        }
      }
    }
    check(ContainerCatalogue.all[index])
  }

  @Test func `the refusal of words says how many there must be`() {
    #expect(
      ContainerError.wordCount(container: "SynapseDriverConfig", expected: 3, found: 2).description
        == "SynapseDriverConfig has 3 words, but 2 were given: "
        + "read one word from each of its addresses.")
  }

  @Test func `bits that no field means are refused when strict and ignored when lenient`() {
    let word: UInt32 = 0x0001_4640 | 1 << 25
    let error = ContainerError.undefinedBits(
      container: "CADCConfig", word: 0, found: word, understood: 0x0001_4640)
    #expect(throws: error) { try CADCConfig(decoding: [word]) }
    #expect(CADCConfig { _ in word } == CADCConfig())
    #expect(
      error.description
        == "Word 0 of CADCConfig is 0x02014640, of which the fields take 0x00014640; its other bits have "
        + "no meaning: check the address that the word comes from, or use init(words:) to ignore such bits."
    )
  }

  @Test func `codes without meaning become the nearest one when lenient`() throws {
    var words = CapMemBlockConfig().encode()
    words[2] = 3
    words[6] |= 7 << 24
    let block = CapMemBlockConfig { words[$0] }
    #expect(block.debugVRefSelect == .vRefI)
    #expect(block.prescalePause == 6)
    #expect(throws: ContainerError.self) { try CapMemBlockConfig(decoding: words) }
  }

  @Test func `a debug row beyond the CapMem block or two rows at once are not mistaken`() {
    var words = CapMemBlockConfig().encode()
    words[0] = 1 << 24
    #expect(throws: ContainerError.self) { try CapMemBlockConfig(decoding: words) }
    #expect(!CapMemBlockConfig { words[$0] }.debugReadoutEnable)
    words[0] = 0b11
    #expect(throws: ContainerError.self) { try CapMemBlockConfig(decoding: words) }
  }

  @Test func `every word of ones decodes to a container that can be encoded`() {
    func check<C: Container>(_ type: C.Type) {
      let container = C { _ in .max }
      #expect(C { container.word($0) } == container, "\(type)")
    }
    for type in ContainerCatalogue.all { check(type) }
  }

  @Test(arguments: ContainerCatalogue.all.indices)
  func `a field refuses the codes beside its range`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      for field in C.fields {
        for code in [field.kind.codes.lowerBound - 1, field.kind.codes.upperBound + 1] {
          var container = C()
          let error = ContainerError.fieldRange(
            container: "\(type)", field: field.name, value: code, allowed: field.kind.codes)
          #expect(throws: error) {
            try field.set([Int](repeating: code, count: field.count ?? 1), of: &container)
          }
          #expect(container == C())
        }
      }
    }
    try check(ContainerCatalogue.all[index])
  }

  @Test func `the refusal of a value says which field and which range`() {
    var driver = SynapseDriverConfig()
    let error = ContainerError.fieldRange(
      container: "SynapseDriverConfig", field: "hagen_dac_offset", value: 64, allowed: 0...63)
    #expect(throws: error) {
      try SynapseDriverConfig.field(named: "hagen_dac_offset").set([64], of: &driver)
    }
    #expect(
      error.description == "SynapseDriverConfig.hagen_dac_offset cannot be 64: allowed are 0…63.")
  }

  @Test func `an array field refuses another number of values`() {
    var quad = SynapseWeightQuad()
    let error = ContainerError.fieldCount(
      container: "SynapseWeightQuad", field: "values", expected: 4, found: 3)
    #expect(throws: error) {
      try SynapseWeightQuad.field(named: "values").set([1, 2, 3], of: &quad)
    }
    #expect(
      error.description == "SynapseWeightQuad.values has 4 values, but 3 were given: give 4.")
  }

  @Test func `an unknown field is refused with the nearest name`() {
    let error = ContainerError.unknownField(
      container: "CADCConfig", field: "dead_tme", nearest: "dead_time")
    #expect(throws: error) { try CADCConfig.field(named: "dead_tme") }
    #expect(
      error.description == "CADCConfig has no field \"dead_tme\". Did you mean \"dead_time\"?")
    #expect(
      throws: ContainerError.unknownField(container: "CADCConfig", field: "zzz", nearest: nil)
    ) {
      try CADCConfig.field(named: "zzz")
    }
  }

  @Test func `nested field types refuse with their full name`() {
    #expect(
      OutOfRangeError(SynapseDriverConfig.Offset.self, value: 16).description
        == "SynapseDriverConfig.Offset cannot be 16: allowed are 0…15. "
        + "Correct the value, or use init(clamping:) to clip it.")
    #expect(throws: OutOfRangeError(CapMemCell.Value.self, value: 1023)) {
      try CapMemCell.Value(validating: 1023)
    }
    #expect(throws: OutOfRangeError(CADCChannelConfig.Offset.self, value: -129)) {
      try CADCChannelConfig.Offset(validating: -129)
    }
  }
}

import Coordinates
import Testing

@testable import Containers

/// Repeatable random numbers (SplitMix64).
struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Draws every field at random from all its codes.
struct RandomFields: RowVisitor {
  var path = ""
  var keyPrefix = ""
  var generator: TestGenerator

  mutating func wantsNextRow() -> Bool { true }

  mutating func row(
    _ name: String, key: String, _ kind: FieldKind, count: Int?, _ codes: inout [Int]
  ) {
    codes = codes.map { _ in Int.random(in: kind.codes, using: &generator) }
  }
}

extension Container {
  /// A container with every field drawn at random from all its codes.
  static func random(using generator: inout TestGenerator) -> Self {
    var container = Self()
    var visitor = RandomFields(generator: generator)
    container.visit(&visitor)
    generator = visitor.generator
    return container
  }
}

@Suite("Containers with random fields")
struct RandomFieldsTests {
  /// Printed with every failure; change it to draw other fields.
  private static let seed: UInt64 = 20_240_521
  private static let draws = 60

  private func forEachDraw<C: Container>(
    _ type: C.Type, _ body: (C, Comment) throws -> Void
  ) throws {
    var generator = TestGenerator(seed: Self.seed)
    for draw in 0..<Self.draws {
      let container = C.random(using: &generator)
      try body(container, "\(type), seed \(Self.seed), draw \(draw)")
    }
  }

  @Test(arguments: ContainerCatalogue.all.indices)
  func `decoding undoes encoding`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      try forEachDraw(type) { container, comment in
        let decoded = try C(decoding: container.encode())
        #expect(decoded == container.asOnBus, comment)
      }
    }
    try check(ContainerCatalogue.all[index])
  }

  @Test(arguments: ContainerCatalogue.all.indices)
  func `fast code and field table agree on every word`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      guard !["AtomicNeuron", "CapMemBlockConfig"].contains("\(type)") else { return }
      try forEachDraw(type) { container, comment in
        for word in 0..<C.wordCount {
          #expect(container.word(word) == container.layoutWord(word), comment)
        }
        var decoded = C()
        decoded.setFields { container.word($0) }
        #expect(decoded == container, comment)
        #expect(C { container.word($0) } == container, comment)
      }
    }
    try check(ContainerCatalogue.all[index])
  }

  @Test(arguments: ContainerCatalogue.all.indices)
  func `reading a field gives what was set`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      var generator = TestGenerator(seed: Self.seed)
      for field in C.fields {
        var container = C.random(using: &generator)
        let codes = (0..<(field.count ?? 1)).map { _ in
          Int.random(in: field.kind.codes, using: &generator)
        }
        try field.set(codes, of: &container)
        #expect(field.codes(of: container) == codes, "\(type).\(field.name), seed \(Self.seed)")
      }
    }
    try check(ContainerCatalogue.all[index])
  }

  @Test(arguments: ContainerCatalogue.all.indices)
  func `every field has bits of its own`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      var taken = [UInt32](repeating: 0, count: C.wordCount)
      for field in C.fields {
        let bits = try bits(of: field)
        #expect(bits.contains { $0 != 0 }, "\(type).\(field.name) reaches no word")
        for word in bits.indices {
          #expect(taken[word] & bits[word] == 0, "\(type).\(field.name) shares bits")
          taken[word] |= bits[word]
        }
      }
    }
    /// Bits that change when the field takes its extreme codes, one element at a time.
    func bits<C: Container>(of field: ContainerField<C>) throws -> [UInt32] {
      var base = C()
      if "\(C.self)" == "CapMemBlockConfig", field.name == "debug_capmem_coord" {
        try C.field(named: "debug_readout_enable").set([1], of: &base)
      }
      var changed = [UInt32](repeating: 0, count: C.wordCount)
      for element in 0..<(field.count ?? 1) {
        for code in [field.kind.codes.lowerBound, field.kind.codes.upperBound] {
          var codes = field.codes(of: base)
          codes[element] = code
          var other = base
          try field.set(codes, of: &other)
          for word in changed.indices { changed[word] |= other.word(word) ^ base.word(word) }
        }
      }
      // Enabling the debug output also states the row of the debug cell.
      if "\(C.self)" == "CapMemBlockConfig", field.name == "debug_readout_enable" {
        changed = [UInt32](repeating: 0, count: C.wordCount - 1) + [0]
        return [1 << 31] + changed.dropFirst()
      }
      return changed
    }
    try check(ContainerCatalogue.all[index])
  }
}

extension Container {
  /// The container without what its words do not say.
  fileprivate var asOnBus: Self {
    guard var block = self as? CapMemBlockConfig, !block.debugReadoutEnable else { return self }
    block.debugCapMemCoord = CapMemBlockConfig().debugCapMemCoord
    return block as! Self
  }
}

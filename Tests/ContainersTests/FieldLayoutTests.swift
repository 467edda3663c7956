import Coordinates
import Testing

@testable import Containers

@Suite("Layouts of containers")
struct FieldLayoutTests {
  /// AtomicNeuron's words are those of other containers; the debug cell of a CapMem block has bits
  /// only while it is enabled.
  private static let withoutLayout = ["AtomicNeuron", "CapMemBlockConfig"]

  @Test(arguments: ContainerCatalogue.all.indices)
  func `codes stored at the bits of the layout are the words`(_ index: Int) {
    func check<C: Container>(_ type: C.Type) {
      guard !Self.withoutLayout.contains("\(type)") else { return }
      var generator = TestGenerator(seed: 7)
      for _ in 0..<20 {
        let container = C.random(using: &generator)
        #expect(words(of: container) == container.encode(), "\(type)")
      }
    }
    check(ContainerCatalogue.all[index])
  }

  @Test(arguments: ContainerCatalogue.all.indices)
  func `every field has a layout with as many elements`(_ index: Int) {
    func check<C: Container>(_ type: C.Type) {
      #expect(C.layouts.map(\.elements.count) == C.fields.map { $0.count ?? 1 }, "\(type)")
      #expect(C.layouts.map { $0.index != nil } == C.fields.map { $0.count != nil }, "\(type)")
    }
    check(ContainerCatalogue.all[index])
  }

  @Test func `bits of a neuron are found by the words that change`() throws {
    var generator = TestGenerator(seed: 8)
    let fields = AtomicNeuron.fields.filter { $0.name != "event_routing.analog_output" }
    for field in fields {
      let runs = try field.probedRuns()
      #expect(!runs.isEmpty, "\(field.name)")
      var neuron = AtomicNeuron.random(using: &generator)
      try field.set([0], of: &neuron)
      let code = Int.random(in: field.kind.codes, using: &generator)
      var expected = neuron.encode()
      for run in runs where code >> run.firstCodeBit & 1 == 1 {
        expected[run.word] ^= 1 << UInt32(run.bit)
      }
      try field.set([code], of: &neuron)
      #expect(neuron.encode() == expected, "\(field.name)")
    }
  }

  private func words<C: Container>(of container: C) -> [UInt32] {
    var words = C().encode().map { _ in UInt32(0) }
    for (field, layout) in zip(C.fields, C.layouts) {
      for (code, runs) in zip(field.codes(of: container), layout.elements) {
        for run in runs { words[run.word] |= stored(code, run) }
      }
    }
    return words
  }

  /// The bits of a code as the documentation of `BitRun` states them.
  private func stored(_ code: Int, _ run: BitRun) -> UInt32 {
    let all = (UInt64(1) << UInt64(run.width)) - 1
    var bits = UInt64(truncatingIfNeeded: (code + run.bias) >> run.firstCodeBit) & all
    if run.isReversed {
      bits = (0..<UInt64(run.width)).reduce(0) { $0 << 1 | bits >> $1 & 1 }
    }
    if run.isInverted { bits = ~bits & all }
    return UInt32(bits) << UInt32(run.bit)
  }
}

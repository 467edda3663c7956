import Coordinates
import Testing
import _TestSupport

@testable import ChipModel

/// The state of a chip as bytes.
@Suite struct ChipStateTests {
  /// Every stored value below a value, with its path; entries of dictionaries in the order of their
  /// keys.
  private func leaves(_ value: Any, _ path: String = "") -> [String] {
    // The order of pages in memory tells when they were first written.
    if let words = value as? WordStore { return ["\(path) = \(words.sortedPages)"] }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .struct, .tuple:
      return mirror.children.flatMap { leaves($0.value, path + "." + ($0.label ?? "")) }
    case .dictionary: return mirror.children.map { path + "\($0.value)" }.sorted()
    default: return ["\(path) = \(value)"]
    }
  }

  private func expectParts<Owner, State>(_ parts: [StatePart<Owner, State>], of state: State) {
    #expect(parts.count == Mirror(reflecting: state).children.count)
    #expect(Set(parts.map(\.field)).count == parts.count)
  }

  @Test func `each field of the state is saved and restored by one part`() {
    expectParts(ChipState.parts, of: ChipState())
    expectParts(HemisphereState.parts, of: HemisphereState())
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `no field of the state is lost on the way through its bytes`(_ seed: UInt64) throws {
    let chip = try nominalChip("typical", seed: seed)
    for number in 0..<10 as Range<UInt64> {
      var fuzzer = ProgramFuzzer(seed: seed << 16 | number)
      _ = try? chip.run(fuzzer.program())
    }
    var builder = PlaybackProgramBuilder()
    _ = builder.stopMADC()
    _ = builder.stopProbe()
    builder.stopMADCRegisters()
    builder.setCADCDebugLine(.externalVolts(0.7))
    _ = try chip.run(builder.done())
    let saved = try chip.snapshot()
    let read = try ChipSnapshot(bytes: saved.bytes)
    #expect(leaves(read.state) == leaves(saved.state))
    #expect(leaves(saved.state) == leaves(chip.state))
  }
}

import Experiments
import Testing

@Suite struct SeedRangeTests {
  @Test func `a range has both ends and reads as it is written`() {
    for (text, values) in [("7", [7]), ("0..3", [0, 1, 2, 3]), ("5..5", [5])]
      as [(String, [UInt64])]
    {
      #expect(SeedRange(text)?.values == values)
    }
    #expect(SeedRange(0...4).description == "0..4")
    #expect(SeedRange("3..9")?.description == "3..9")
    #expect(SeedRange("8")?.description == "8")
  }

  @Test(arguments: ["", "..", "9..1", "1.5", "1...3", "1..", "..3", "-1..3", "a..b", "0..10000"])
  func `any other text is no range`(text: String) { #expect(SeedRange(text) == nil) }
}

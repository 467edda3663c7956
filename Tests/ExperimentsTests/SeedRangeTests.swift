import Experiments
import Testing

@Suite struct SeedRangeTests {
  @Test func `a range has both ends and reads as it is written`() {
    let texts: [(String, [UInt64])] = [
      ("7", [7]), ("0..3", [0, 1, 2, 3]), ("5..5", [5]), ("0,3,7..9", [0, 3, 7, 8, 9]),
      ("9,0..1", [9, 0, 1]),
    ]
    for (text, values) in texts {
      #expect(SeedRange(text)?.values == values)
    }
    #expect(SeedRange(0...4).description == "0..4")
    #expect(SeedRange("3..9")?.description == "3..9")
    #expect(SeedRange("8")?.description == "8")
    #expect(SeedRange("0,3,7..9")?.description == "0,3,7..9")
    #expect(SeedRange("0,1,2,9")?.description == "0..2,9")
  }

  @Test(arguments: [
    "", "..", "9..1", "1.5", "1...3", "1..", "..3", "-1..3", "a..b", "0..10000", ",", "1,", ",1",
    "1,,2", "3,3", "0..4,2", "0..9999,10000", "1, 2",
  ])
  func `any other text is no range`(text: String) { #expect(SeedRange(text) == nil) }
}

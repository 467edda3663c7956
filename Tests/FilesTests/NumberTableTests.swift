import Testing

@testable import Files

@Suite struct NumberTableTests {
  private func table(_ text: String) throws -> NumberTable {
    try NumberTable(bytes: Array(text.utf8), name: "x.csv")
  }

  @Test(arguments: [
    "1,2\n3,4\n", "1;2\n3;4", "1\t2\r\n3\t4\r\n", "\u{FEFF}1,2\n3,4\n", "a,b\n1,2\n3,4\n",
    "# note\n1, 2\n\n3 ,4\n", "1.0,2e0\n3,4\n",
  ])
  func `separators, headers and marks make no difference`(text: String) throws {
    let table = try table(text)
    #expect((table.rows, table.columns) == (2, 2))
    #expect(try table.checked(0...9, "x.csv") == [UInt8]([1, 2, 3, 4]))
  }

  /// `Int(1e19)` would end the process.
  @Test(arguments: [
    "1e19", "-1e19", "1e308", "-9223372036854775809", "9223372036854775808", "18446744073709551616",
    "32", "-1",
  ])
  func `numbers beyond every integer are out of range like others`(cell: String) throws {
    let table = try table("1,\(cell)\n")
    let error = #expect(throws: TableError.self) {
      let _: [UInt8] = try table.checked(0...31, "x.csv")
    }
    #expect(error?.description.contains("x.csv: row 1, column 2:") == true)
    #expect(error?.description.contains("out of range; allowed is 0 to 31") == true)
  }

  @Test(arguments: ["inf", "nan", "-inf", "1.5", "1e999", "0x1p-1", "", "１"])
  func `cells that are no finite whole numbers are named`(cell: String) {
    let error = #expect(throws: TableError.self) { try table("1,\(cell)\n") }
    #expect(error == .noWholeNumber("x.csv", row: 1, column: 2, text: cell))
  }

  @Test func `files without text or numbers are refused`() {
    #expect(throws: TableError.noText("b")) {
      try NumberTable(bytes: [0xFF, 0xFE, 0x31], name: "b")
    }
    #expect(throws: TableError.noText("b")) { try NumberTable(bytes: [0x31, 0, 0x32], name: "b") }
    for text in ["", "\n\n", "# only\n", "a,b\n", "\u{FEFF}"] {
      #expect(throws: TableError.empty("x.csv")) { try table(text) }
    }
    #expect(throws: TableError.ragged("x.csv", row: 2, expected: 2, found: 1)) {
      try table("1,2\n3\n")
    }
  }
}

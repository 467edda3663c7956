import Testing

@testable import Files

@Suite struct NPYTests {
  private func file(
    _ type: String, order: String = "False", shape: String = "(2, 3)", _ content: [UInt8]
  ) -> [UInt8] {
    let header = "{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
      + Array(header.utf8) + content
  }

  private func numbers(_ file: [UInt8]) throws -> [Int] {
    try NumberTable(bytes: file, name: "x.npy").checked(Int.min...Int.max, "x.npy")
  }

  @Test func `every type of NumPy in both byte orders gives the same numbers`() throws {
    func bytes<T: FixedWidthInteger>(_ values: [T], big: Bool) -> [UInt8] {
      values.flatMap { value in
        withUnsafeBytes(of: big ? value.bigEndian : value.littleEndian) { [UInt8]($0) }
      }
    }
    let expected = [0, 1, 2, 3, 5, 31]
    for (mark, big) in [("<", false), (">", true)] {
      let files: [(String, [UInt8])] = [
        ("i2", bytes(expected.map(Int16.init), big: big)),
        ("u4", bytes(expected.map(UInt32.init), big: big)),
        ("i8", bytes(expected.map(Int64.init), big: big)),
        ("f4", bytes(expected.map { Float($0).bitPattern }, big: big)),
        ("f8", bytes(expected.map { Double($0).bitPattern }, big: big)),
        ("f2", bytes([0, 0x3C00, 0x4000, 0x4200, 0x4500, 0x4FC0] as [UInt16], big: big)),
      ]
      for (type, content) in files {
        #expect(try numbers(file(mark + type, content)) == expected, "\(mark + type)")
      }
    }
    #expect(try numbers(file("|b1", shape: "(3,)", [0, 1, 1])) == [0, 1, 1])
    #expect(try numbers(file("|i1", shape: "(3,)", [0xFF, 0x80, 0x7F])) == [-1, -128, 127])
  }

  @Test func `an array in Fortran order is read by its indices`() throws {
    #expect(try numbers(file("|u1", order: "True", [1, 4, 2, 5, 3, 6])) == [1, 2, 3, 4, 5, 6])
  }

  @Test func `half precision keeps its extremes`() throws {
    let name = "x.npy"
    for (bits, text) in [(0x7C00, "inf"), (0xFC00, "-inf"), (0x7E00, "nan"), (0x3800, "0.5")] {
      let bytes = file("<f2", shape: "(1,)", [UInt8(bits & 255), UInt8(bits >> 8)])
      #expect(throws: TableError.noWholeNumber(name, row: 1, column: 1, text: text)) {
        try NumberTable(bytes: bytes, name: name)
      }
    }
    #expect(try numbers(file("<f2", shape: "(1,)", [0xFF, 0x7B])) == [65504])
  }

  @Test(arguments: [
    ("<i3", "(2, 3)"), ("<c8", "(2, 3)"), ("<U4", "(2, 3)"), ("|O", "(2, 3)"), ("<i4", "()"),
    ("<i4", "(0, 3)"), ("<i4", "(2, 3, 1)"), ("<i4", "(-2, 3)"),
    ("<i4", "(99999999999999999999, 3)"), ("<i4", "(268435456, 268435456)"), ("<i4", "(2, 4)"),
  ])
  func `other types and shapes are refused before anything is allocated`(
    type: String, shape: String
  ) {
    let bytes = file(type, shape: shape, [UInt8](repeating: 0, count: 24))
    let error = #expect(throws: TableError.self) { try NumberTable(bytes: bytes, name: "x.npy") }
    #expect(error?.description.hasPrefix("x.npy: is not a usable NPY file (") == true)
  }

  @Test func `a file cut anywhere is refused`() {
    let whole = file("<i4", [UInt8](repeating: 1, count: 24))
    for count in 6..<whole.count {
      #expect(throws: TableError.self) {
        try NumberTable(bytes: Array(whole.prefix(count)), name: "x.npy")
      }
    }
  }

  @Test func `what is written is read`() throws {
    let bytes = NPY.encode([1, -2, 3, 4], shape: [2, 2])
    #expect(try numbers(bytes) == [1, -2, 3, 4])
  }

  @Test func `a message shows no line breaks of a file`() throws {
    var bytes = NPY.encode([1, 2], shape: [2])
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "1")))
    bytes[place] = 10
    let error = #expect(throws: TableError.self) { try NumberTable(bytes: bytes, name: "x.npy") }
    let message = try #require(error).description
    #expect(message.contains("'|i?'") && !message.contains("\n"), "\(message)")
  }
}

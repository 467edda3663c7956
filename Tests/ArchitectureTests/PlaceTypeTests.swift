import Testing

/// Functions of the chip's modules name hemispheres, sides, quadrants, ramps and channels by types,
/// so that two places cannot be confused.
@Suite struct PlaceTypeTests {
  private static let modules = ["CADC", "ChipModel", "Columns", "Synram"]

  /// Parameters of a file's functions that name a place by a number.
  static func untyped(_ text: String) -> [String] {
    text.matches(of: #/(?:func |init|subscript)[^{}\n]*?\((?<list>[^{}]*?)\)/#.dotMatchesNewlines())
      .flatMap { match in
        match.output.list
          .matches(of: #/(?<name>\w+)\s*:\s*(?:inout )?\[?U?Int(?:8|16|32|64)?\b/#)
          .map { String($0.output.name) }
      }
      .filter {
        $0.contains(#/(?i:hemisphere|side|quadrant|channel|ramp)$|^h$/#)
      }
  }

  @Test(arguments: modules) func `no function takes a place of the chip as a number`(
    _ module: String
  ) throws {
    for file in Repository.files(in: "Sources/\(module)", [".swift"]) {
      let found = Self.untyped(try Repository.text(file))
      #expect(found.isEmpty, "\(file): \(found) must have types, such as SideHorizontal")
    }
  }

  @Test(arguments: [
    ("func a(_ side: Int, b: Float) {}", ["side"]), ("init(firstRamp: UInt8)", ["firstRamp"]),
    ("func a(\n  _ x: Float,\n  _ hemisphere: Int\n)", ["hemisphere"]),
    ("func a(_ h: Int)", ["h"]), ("func a(channels: [Int])", []), ("func a(side: Side)", []),
    ("let channel: UInt8", []),
  ])
  func `parameters with a number are found`(_ text: String, _ names: [String]) {
    #expect(Self.untyped(text) == names)
  }
}

import Foundation
import Testing

@Suite struct ArticleTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func lines(_ path: String) throws -> [String] {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      .components(separatedBy: "\n")
  }

  @Test func `the code of the article on training is the example's`() throws {
    let example = try lines("Examples/swift/yin-yang/Sources/yin-yang/main.swift")
      .filter { !$0.isEmpty && !$0.hasPrefix("//") }
    var (code, isCode) = ([String](), false)
    for line in try lines("Sources/Perceptron/Perceptron.docc/TrainingInTheLoop.md") {
      if line.hasPrefix("```") {
        isCode = line == "```swift"
      } else if isCode, !line.isEmpty {
        code.append(line)
      }
    }
    #expect(code.count > 15)
    #expect(code == example)
  }
}

import ChipModel
import Experiments
import Foundation
import Perceptron
import Testing
import _TestSupport

/// Pictures from files, and the way from float over the mock to chips.
@Suite(.serialized) struct DigitsTests {
  /// Bright bars, their place the digit.
  private static func line(_ index: Int) -> String {
    let digit = index % 10
    let pixels = (0..<784).map { $0 / 28 / 2 == digit + 2 ? "\(150 + index % 100)" : "0" }
    return pixels.joined(separator: ",") + ",\(digit)"
  }

  private static func file(_ name: String, _ lines: [String]) throws -> String {
    let path = try ScratchFolder.path("digits") + "/" + name
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func `four fifths train, the others test, in the same order in every run`() throws {
    let path = try Self.file("good.csv", (0..<100).map(Self.line))
    let (first, second) = (try DigitsData(file: path), try DigitsData(file: path))
    #expect(first.training.labels.count == 80 && first.test.labels.count == 20)
    #expect(first.training.labels == second.training.labels)
    #expect(first.training.labels != (0..<80).map { $0 % 10 }, "shuffled")
    let labels = (first.training.labels + first.test.labels).sorted()
    #expect(labels == (0..<100).map { $0 / 10 })
  }

  @Test(arguments: [
    ("1,2,3", "line 3 has 3 values; give 785"), (line(0).dropLast() + "10", "digit 0 to 9"),
    ("256" + line(0).dropFirst(), "needs pixels 0 to 255"),
    ("x" + line(0).dropFirst(), "needs pixels 0 to 255"),
  ])
  func `a bad line is named`(line: String, hint: String) throws {
    let path = try Self.file("bad.csv", [Self.line(0), Self.line(1), line])
    let error = #expect(throws: DigitsError.self) { try DigitsData(file: path) }
    #expect(error?.description.contains(hint) == true, "\(String(describing: error))")
  }

  @Test func `a missing file and too few pictures are named`() throws {
    #expect(throws: DigitsError.unreadable("/no/file.csv")) { try DigitsData(file: "/no/file.csv") }
    let path = try Self.file("few.csv", (0..<99).map(Self.line))
    #expect(throws: DigitsError.tooFew(path, found: 99, needed: 100)) { try DigitsData(file: path) }
  }

  @Test(.fullTier) func `a small transfer gives the same values for the same seeds`() throws {
    let data = try DigitsData(file: Self.file("small.csv", (0..<150).map(Self.line)))
    var recipe = TransferExperiment.Recipe()
    (recipe.batch, recipe.epochs, recipe.tuneEpochs) = (20, 2, 1)
    var phases: Set<String> = []
    func run() throws -> TransferResult {
      try TransferExperiment(data: data, recipe: recipe) { phase, _ in phases.insert(phase) }
        .run(seeds: [3]) { seed, without in
          #expect(without.isEmpty)
          return try nominalChip("ideal", seed: seed)
        }
    }
    let (first, second) = (try run(), try run())
    #expect(first.outcomes == second.outcomes && first.accuracyMock == second.accuracyMock)
    #expect(first.outcomes.count == 1 && first.outcomes[0].course.count == 1)
    #expect(first.budget == nil && first.record(attributes: [:]).groups["budget"] == nil)
    #expect(phases == ["training in float", "training on the mock", "tuning ideal-3"])
  }
}

import ChipModel
import Foundation
import Perceptron
import Testing
import _TestSupport

/// `madc_recording_neuron_id` and `madc_recording_path` of the original's mac and matmul.
@Suite struct MADCRecordingTests {
  private func path(_ name: String) throws -> String {
    try ScratchFolder.path("madc") + "/" + name
  }

  private func context() throws -> PerceptronContext {
    try PerceptronContext(hardware: HardwareBackend(chip: nominalChip("typical")))
  }

  private func rows(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
  }

  @Test func `a file gets a header once, and four whole numbers a sample`() throws {
    let file = try path("trace.csv")
    let context = try context()
    let x = tensor([2, 3], [31, 20, 10, 0, 5, 6])
    let w = tensor([3, 2], [63, 1, 63, 2, 63, 3])
    let first = try context.mac(x, w, madcRecordingNeuronID: 1, madcRecordingPath: file)
    let once = try rows(file)
    #expect(once[0] == ["ExecutionIndex", "batch", "time", "value"])
    let numbers = once.dropFirst().map { $0.compactMap { Int($0) } }
    #expect(numbers.allSatisfy { $0.count == 4 && (0...1023).contains($0[3]) && $0[0] == 0 })
    #expect(Set(numbers.map { $0[1] }) == [0, 1])
    // Times grow in each entry by 34 ns, in cycles of 8 ns.
    for entry in 0...1 {
      let times = numbers.filter { $0[1] == entry }.map { $0[2] }
      #expect(zip(times, times.dropFirst()).allSatisfy { (4...5).contains($1 - $0) })
    }
    _ = try context.matmul(x, w, madcRecordingNeuronID: 1, madcRecordingPath: file)
    let twice = try rows(file)
    #expect(twice.count == 2 * once.count - 1)
    #expect(Array(twice.prefix(once.count)) == once)
    #expect(try self.context().mac(x, w) == first)
  }

  @Test func `a neuron outside the used columns is silently not recorded`() throws {
    let file = try path("silent.csv")
    _ = try context().mac(
      Tensor([1]), tensor([1, 1], [1]), madcRecordingNeuronID: 400,
      madcRecordingPath: file)
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test func `what cannot be recorded is refused before the chip runs`() throws {
    let context = try context()
    let (x, w) = (Tensor([1]), tensor([1, 1], [1]))
    #expect(throws: PerceptronError.madcNeuronOutOfRange(512)) {
      try context.mac(x, w, madcRecordingNeuronID: 512, madcRecordingPath: "x.csv")
    }
    #expect(throws: PerceptronError.self) {
      try context.mac(x, w, madcRecordingNeuronID: 0, madcRecordingPath: "/no/such/folder/x.csv")
    }
    #expect(throws: PerceptronError.madcRecordingInMock) {
      try context.mac(Tensor([99]), w, mock: true, madcRecordingPath: "x.csv")
    }
  }
}

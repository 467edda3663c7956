import Foundation
import ModelStore
import Perceptron
import Recording
import Testing

@Suite struct ModelFileTests {
  private let path =
    NSTemporaryDirectory() + "bss2-model-\(ProcessInfo.processInfo.processIdentifier).h5"

  @Test func `parameters survive a file and fit another model`() throws {
    let context = try PerceptronContext(trainSeed: 1)
    let model = try YinYangModel(mock: true, context: context)
    try ModelFile.write(model.stateDict, to: path)
    let other = try YinYangModel(mock: true, context: PerceptronContext(trainSeed: 2))
    #expect(other.stateDict != model.stateDict)
    try other.load(ModelFile.read(path))
    #expect(other.stateDict == model.stateDict)
  }

  @Test func `a file of another kind is refused`() throws {
    let other = path + ".other"
    try HDF5File.write(Record(attributes: ["content": "mac"]), to: other)
    #expect(throws: ModelFileError.noParameters(path: other)) { try ModelFile.read(other) }
    #expect(throws: RecordingError.self) { try ModelFile.read("/no/such/file.h5") }
  }
}

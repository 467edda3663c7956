import ModelStore
import Perceptron
import Recording
import Testing
import _TestSupport

@Suite struct ModelFileTests {
  private func path(_ name: String) throws -> String {
    try ScratchFolder.path("models") + "/" + name
  }

  @Test func `parameters survive a file and fit another model`() throws {
    let path = try path("yin-yang.h5")
    let context = try PerceptronContext(trainSeed: 1)
    let model = try YinYangModel(mock: true, context: context)
    try ModelFile.write(model.stateDict, to: path)
    let other = try YinYangModel(mock: true, context: PerceptronContext(trainSeed: 2))
    #expect(other.stateDict != model.stateDict)
    try other.load(ModelFile.read(path))
    #expect(other.stateDict == model.stateDict)
  }

  @Test func `a file of another kind is refused`() throws {
    let other = try path("other.h5")
    try HDF5File.write(Record(attributes: ["content": "mac"]), to: other)
    #expect(throws: ModelFileError.noParameters(path: other)) { try ModelFile.read(other) }
    #expect(throws: RecordingError.self) { try ModelFile.read("/no/such/file.h5") }
  }
}

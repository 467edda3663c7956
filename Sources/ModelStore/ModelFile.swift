public import Perceptron
public import Recording

/// Trained parameters in a file: one dataset for each, by its name, with its shape.
///
/// A model that was trained on the mock moves to a chip, another process or Python this way.
public enum ModelFile {
  private static let content = "parameters"

  /// Returns parameters as a tree of datasets.
  public static func record(_ state: StateDict) -> Record {
    var record = Record(attributes: ["content": .string(content)])
    for (name, tensor) in state {
      record.datasets[name] = Dataset(
        Array(tensor.storage), shape: tensor.shape, unit: "LSB", summary: "trained parameter")
    }
    return record
  }

  /// Writes parameters; the file appears whole or not at all.
  /// - Throws: `RecordingError` when the path cannot be written.
  public static func write(_ state: StateDict, to path: String) throws {
    try HDF5File.write(record(state), to: path)
  }

  /// Reads parameters back, for `Layer.load`.
  /// - Throws: `RecordingError` for an unreadable file, ``ModelFileError`` for another content,
  ///   `PerceptronError` for a shape that does not fit its numbers.
  public static func read(_ path: String) throws -> StateDict {
    let record = try HDF5File.read(path)
    guard case .string(content)? = record.attributes["content"] else {
      throw ModelFileError.noParameters(path: path)
    }
    var state: StateDict = [:]
    for (name, dataset) in record.datasets.sorted(by: { $0.key < $1.key }) {
      guard case .float(let values) = dataset.values else {
        throw ModelFileError.wrongType(path: path, name: name)
      }
      state[name] = try Tensor(shape: dataset.shape, values)
    }
    return state
  }
}

/// A file of parameters that cannot be used.
public enum ModelFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A file with another content.
  case noParameters(path: String)
  /// A dataset of another type than 32-bit floats.
  case wrongType(path: String, name: String)

  /// One sentence: the problem, its place and the remedy.
  public var description: String {
    switch self {
    case .noParameters(let path):
      "\(path): holds no parameters of a model; give a file that a training has written."
    case .wrongType(let path, let name):
      "\(path): \(name) is not an array of 32-bit floats; write the file again."
    }
  }
}

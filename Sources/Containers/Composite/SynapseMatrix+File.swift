public import Coordinates

/// Synapse arrays in the real software's files. lola: `cereal/types/lola/vx/synapse.cpp`
extension SynapseMatrix: WordEncodable {
  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "lola::vx::SynapseMatrix" }

  /// Prefix of the keys in serialised files: none.
  public static var cerealKeyPrefix: String { "" }

  /// Shows the four grids to a visitor.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.synapses("weights", &weights)
    visitor.synapses("labels", &labels)
    visitor.synapses("time_calibs", &timeCalibs)
    visitor.synapses("amp_calibs", &ampCalibs)
  }

  /// Decodes words, of which every bit has a meaning. lola: `decode`
  ///
  /// - Throws: ``ContainerError/wordCount(container:expected:found:)`` for a wrong number of words.
  public init(decoding words: [UInt32]) throws(ContainerError) {
    guard words.count == Self.wordCount else {
      throw .wordCount(container: "\(Self.self)", expected: Self.wordCount, found: words.count)
    }
    self.init { words[$0] }
  }

  /// One write for each word.
  public func writes(at coordinate: SynramOnDLS) -> [(address: UInt32, word: UInt32)] {
    (0..<Self.wordCount).map { (Self.writeAddress(of: coordinate, word: $0), word($0)) }
  }
}

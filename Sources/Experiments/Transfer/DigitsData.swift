internal import Files
public import Perceptron
import SimulationCore

/// Pictures of handwritten digits from a CSV file: 784 pixels 0…255 and the digit in each line.
public struct DigitsData {
  /// Four fifths of the pictures, to train.
  public let training: LabelledBatch
  /// The others, to test.
  public let test: LabelledBatch

  /// Reads a file and splits it, shuffled with a fixed seed: four fifths to train.
  /// - Throws: ``DigitsError`` naming file, line and what is allowed.
  public init(file: String) throws {
    let text: String
    do throws(FileError) {
      text = try InputFile.text(file, limit: Self.largestFile)
    } catch {
      throw DigitsError.unreadable(file)
    }
    let pictures = try text.split(whereSeparator: \.isNewline).enumerated().map { index, line in
      try Picture(line, place: (file, index + 1))
    }
    guard pictures.count >= Self.fewestPictures else {
      throw DigitsError.tooFew(file, found: pictures.count, needed: Self.fewestPictures)
    }
    // The same order in every run: the split is part of the data.
    var stream = RandomStream(seed: 0, domain: .dataset)
    let order = stream.permutation(of: pictures.count)
    let split = order.count * 4 / 5
    training = try Self.batch(order[..<split].map { pictures[$0] })
    test = try Self.batch(order[split...].map { pictures[$0] })
  }

  private static let fewestPictures = 100
  /// Twice the bytes of the 70 000 pictures of MNIST.
  private static let largestFile = 1 << 28

  private static func batch(_ pictures: [Picture]) throws -> LabelledBatch {
    let side = DigitsModel.side
    return try LabelledBatch(
      inputs: Tensor(shape: [pictures.count, 1, side, side], pictures.flatMap(\.pixels)),
      labels: pictures.map(\.label))
  }
}

/// One line of the file.
private struct Picture {
  let pixels: [Float]
  let label: Int

  init(_ line: Substring, place: (file: String, line: Int)) throws {
    let count = DigitsModel.side * DigitsModel.side
    let values = line.split(separator: ",", omittingEmptySubsequences: false).map { Float($0) }
    guard values.count == count + 1 else {
      throw DigitsError.line(
        place.file, place.line,
        "has \(values.count) values; give \(count + 1) (\(count) pixels and the digit)")
    }
    guard let all = values as? [Float], all.dropLast().allSatisfy({ (0...255).contains($0) }),
      let label = all.last.flatMap({ Int(exactly: $0) }), (0...9).contains(label)
    else {
      throw DigitsError.line(place.file, place.line, "needs pixels 0 to 255 and a digit 0 to 9")
    }
    pixels = Array(all.dropLast())
    self.label = label
  }
}

/// An error in a file of pictures.
public enum DigitsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be read.
  case unreadable(String)
  /// The file has fewer pictures than are needed.
  case tooFew(String, found: Int, needed: Int)
  /// A line is not as it must be.
  case line(String, Int, String)

  /// A sentence: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let file):
      "\(file): cannot be read; scripts/fetch-digits FILE makes one."
    case .tooFew(let file, let found, let needed):
      "\(file): has \(found) pictures, but at least \(needed) are needed; scripts/fetch-digits FILE "
        + "makes a file with enough."
    case .line(let file, let line, let reason): "\(file): line \(line) \(reason)."
    }
  }
}

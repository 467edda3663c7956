import Foundation
import Perceptron
import SimulationCore

/// Pictures of handwritten digits from a CSV file: 784 pixels 0…255 and the digit in each line.
struct DigitsData {
  let training: LabelledBatch
  let test: LabelledBatch

  /// Reads a file and splits it, shuffled with a fixed seed: four fifths to train.
  /// - Throws: ``DigitsError`` naming file, line and what is allowed.
  init(file: String) throws {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw DigitsError.unreadable(file)
    }
    let pixels = DigitsModel.side * DigitsModel.side
    var pictures: [[Float]] = []
    var labels: [Int] = []
    for (number, line) in text.split(whereSeparator: \.isNewline).enumerated() {
      let values = line.split(separator: ",", omittingEmptySubsequences: false).map { Float($0) }
      guard values.count == pixels + 1 else {
        throw DigitsError.line(file, number + 1, "has \(values.count) values, not \(pixels + 1)")
      }
      guard let all = values as? [Float], all.dropLast().allSatisfy({ (0...255).contains($0) }),
        let label = all.last.flatMap({ Int(exactly: $0) }), (0...9).contains(label)
      else {
        throw DigitsError.line(file, number + 1, "needs pixels 0 to 255 and a digit 0 to 9")
      }
      pictures.append(Array(all.dropLast()))
      labels.append(label)
    }
    guard pictures.count >= 100 else {
      throw DigitsError.line(file, pictures.count, "is the last; at least 100 pictures are needed")
    }
    let order = Self.shuffled(pictures.count)
    let split = order.count * 4 / 5
    training = try Self.batch(order[..<split], pictures, labels)
    test = try Self.batch(order[split...], pictures, labels)
  }

  /// Returns an order that is equal in every run: the split is part of the data.
  private static func shuffled(_ count: Int) -> [Int] {
    var stream = RandomStream(seed: 0, domain: .dataset)
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(i, stream.uniform(below: i + 1))
    }
    return order
  }

  private static func batch(
    _ order: ArraySlice<Int>, _ pictures: [[Float]], _ labels: [Int]
  ) throws -> LabelledBatch {
    let side = DigitsModel.side
    return try LabelledBatch(
      inputs: Tensor(shape: [order.count, 1, side, side], order.flatMap { pictures[$0] }),
      labels: order.map { labels[$0] })
  }
}

/// Error in a file of pictures.
enum DigitsError: Error, CustomStringConvertible {
  case unreadable(String)
  case line(String, Int, String)

  var description: String {
    switch self {
    case .unreadable(let file):
      "\(file): cannot be read; scripts/fetch-digits FILE makes one"
    case .line(let file, let line, let reason): "\(file): line \(line) \(reason)"
    }
  }
}

internal import Foundation

/// A format of files with whole examples and its reader.
public struct FuzzFormat: Sendable {
  /// Name, which is also that of its folder of examples.
  public let name: String
  let isText: Bool
  /// Whole files.
  let corpus: [[UInt8]]
  /// Turns damaged bytes into those that the reader gets, for example with a right checksum.
  let finish: @Sendable ([UInt8], inout Mutator) -> [UInt8]
  /// Reads bytes and uses what they hold.
  let read: @Sendable ([UInt8]) throws -> Void

  init(
    _ name: String, isText: Bool = false, corpus: [[UInt8]],
    finish: @escaping @Sendable ([UInt8], inout Mutator) -> [UInt8] = { bytes, _ in bytes },
    read: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.name = name
    self.isText = isText
    self.corpus = corpus + Self.stored(name)
    self.finish = finish
    self.read = read
  }

  /// Files of earlier findings.
  private static func stored(_ name: String) -> [[UInt8]] {
    let folder = "\(RepositoryFolder.path)/Fuzz/Corpus/\(name)"
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.sorted().compactMap {
      FileManager.default.contents(atPath: folder + "/" + $0).map { Array($0) }
    }
  }

  /// Returns the damaged file of a seed and number.
  public func file(seed: UInt64, number: UInt64) -> [UInt8] {
    var mutator = Mutator(seed: seed, number: number)
    return finish(mutator.damaged(corpus, isText: isText), &mutator)
  }

  /// Reads damaged files.
  /// - Parameters:
  ///   - isRepeated: True if each file is read twice, which must have the same outcome.
  ///   - announce: Called before each file, so that one that ends the process is known.
  /// - Returns: The numbers of files and the digest of all outcomes.
  public func run(
    seed: UInt64, numbers: Range<UInt64>, isRepeated: Bool = false,
    announce: (UInt64) -> Void = { _ in }
  ) -> FuzzOutcome {
    var outcome = FuzzOutcome()
    for number in numbers {
      announce(number)
      let bytes = file(seed: seed, number: number)
      let start = ResourceUse.time
      let first = refusal(bytes)
      outcome.add(refusal: first, after: ResourceUse.time - start, number)
      if isRepeated { outcome.compare(first, refusal(bytes), number) }
    }
    return outcome
  }

  /// Returns the message of the reader, or nil if it reads the file.
  private func refusal(_ bytes: [UInt8]) -> String? {
    do {
      try read(bytes)
      return nil
    } catch {
      return "\(error)"
    }
  }
}

extension FuzzFormat {
  /// Returns a line with the numbers of an outcome.
  public func summary(
    of outcome: FuzzOutcome, seed: UInt64, numbers: Range<UInt64>
  ) -> String {
    "\(name) seed \(seed) files \(numbers): \(outcome.accepted) read, \(outcome.refused) refused, slowest "
      + "\(outcome.slowest.time) (\(outcome.slowest.number)), peak memory \(outcome.peakMebibytes) MiB, "
      + "digest \(outcome.digest.hexadecimal)"
  }
}

/// The folder of the sources, for examples and configurations.
enum RepositoryFolder {
  static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardizedFileURL.path
}

import Foundation

@testable import Recording

/// Runs a program of the system and returns what it printed; nil when it is not installed.
func output(of program: String, _ arguments: [String]) throws -> String? {
  let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  let candidates = folders.map { "\($0)/\(program)" }
  guard let path = candidates.first(where: FileManager.default.isExecutableFile) else { return nil }
  let process = Process()
  let pipe = Pipe()
  process.executableURL = URL(filePath: path)
  process.arguments = arguments
  process.standardOutput = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}

extension Record {
  /// A record with everything that a record can have.
  static var example: Record {
    var record = Record(attributes: [
      "title": "yin-yang, größer", "empty": "", "seed": .uint64(.max), "step": -3,
      "noise_lsb": 2.5, "calibrated": true, "names": .strings(["a", "", "γ"]), "none": .strings([]),
      "counts": .int64s([.min, 0, .max]), "seeds": .uint64s([0, .max]), "empties": .doubles([]),
      "gains": .doubles([0.1, -.infinity]), "flags": .bools([true, false]), "no_flags": .bools([]),
      "configuration": .string(String(repeating: "synram:\n  gain: 1\n", count: 10_000)),
    ])
    record.insert(
      Dataset(
        (0..<24).map { Float($0) / 7 }, shape: [2, 3, 4], unit: "V", summary: "membrane voltages"),
      at: "membrane/top")
    record.insert(Dataset([1.5], shape: []), at: "membrane/mean")
    record.insert(
      Dataset(
        (0..<1000).map { UInt16($0) }, shape: [500, 2],
        layout: .compressed(shape: [500, 2], type: .uint16, isExtensible: true)),
      at: "membrane/deep/codes")
    record.insert(
      Dataset(
        ["one", "zwölf", ""], layout: .chunked(Dataset.Chunks(shape: [2], isCompressed: false))),
      at: "labels")
    record.insert(Record(attributes: ["kind": "nothing in here"]), at: "empty group")
    return record
  }
}

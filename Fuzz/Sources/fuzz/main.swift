import Foundation
import _TestSupport

/// Reads damaged files of all formats or some:
/// `fuzz [--seed N] [--first N] [--count N] [--twice] [--save FILE] FORMAT…`.
///
/// One line states each format's numbers. A file that takes more than 3 s, memory beyond 1 GiB, a
/// poor message and, with `--twice`, another outcome at the second time are faults: the exit status
/// is 1. The number of the present file stands in the file `fuzz-FORMAT-SEED.txt`; if the process
/// dies, `--first NUMBER --count 0 --save FILE` writes that file.
func option(_ name: String, _ standard: UInt64) -> UInt64 {
  guard let place = CommandLine.arguments.firstIndex(of: "--" + name),
    place + 1 < CommandLine.arguments.count, let value = UInt64(CommandLine.arguments[place + 1])
  else { return standard }
  return value
}

let (seed, first, count) = (option("seed", 1), option("first", 0), option("count", 1000))
let names = Set(CommandLine.arguments.dropFirst())
let formats = try FuzzFormat.all()
let chosen = formats.filter { names.contains($0.name) }
var hasFaults = false
for format in chosen.isEmpty ? formats : chosen {
  let place = "fuzz-\(format.name)-\(seed).txt"
  let outcome = format.run(
    seed: seed, numbers: first..<first + count, isRepeated: names.contains("--twice")
  ) { number in
    if number % 16 == 0 || count < 100 {
      try? "\(number)\n".write(toFile: place, atomically: false, encoding: .utf8)
    }
  }
  if let save = CommandLine.arguments.firstIndex(of: "--save") {
    let bytes = format.file(seed: seed, number: first)
    _ = FileManager.default.createFile(
      atPath: CommandLine.arguments[save + 1], contents: Data(bytes))
  }
  try? FileManager.default.removeItem(atPath: place)
  print(format.summary(of: outcome, seed: seed, numbers: first..<first + count))
  for fault in outcome.faults { print("  \(fault)") }
  hasFaults = hasFaults || !outcome.faults.isEmpty
}
exit(hasFaults ? 1 : 0)

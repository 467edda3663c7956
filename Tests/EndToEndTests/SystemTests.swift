import Foundation
import Testing
import _TestSupport

/// Systems and callers that take something away from the command-line tool.
@Suite(.serialized) struct SystemTests {
  private func tool(_ name: String) throws -> Tool {
    let tool = try Tool("system-" + name)
    try tool.write("16,3\n0,9\n", to: "x.csv")
    try tool.write("63,-63\n6,-3\n", to: "w.csv")
    return tool
  }

  private let mac = "$BSS2 mac --chip ideal --inputs x.csv --weights w.csv"

  @Test func `a full standard output is an error`() throws {
    let outcome = try tool("full").run(script: "\(mac) > /dev/full")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("standard output: cannot be written"), "\(outcome.errors)")
  }

  @Test(arguments: ["--help", "--version", "mac --help", "effects", "cache info", "help cache"])
  func `help and tables on a full or closed standard output are errors`(_ words: String) throws {
    for stream in ["> /dev/full", ">&-"] {
      let outcome = try tool("help").run(script: "$BSS2 \(words) \(stream)")
      #expect(outcome.status != 0, "\(stream)")
      #expect(outcome.errors.contains("standard output: cannot be written"), "\(outcome.errors)")
    }
    let plain = try tool("help").run(script: "$BSS2 \(words)")
    #expect(plain.status == 0 && plain.errors == "" && plain.output.count > 10)
  }

  @Test(arguments: [
    ("calibrat", "There is no command 'calibrat'; did you mean 'calibrate'?"),
    ("calibration sho x.h5", "There is no command 'sho'; did you mean 'show'?"),
    ("cache inf", "There is no command 'inf'; did you mean 'info'?"),
    ("xyzzy", "There is no command 'xyzzy'; there are "),
    ("effects cadc.nois", "did you mean 'cadc.noise'?"),
    ("effects --json --count", "give one of them alone"),
  ])
  func `words that do not exist are named with what is meant`(_ words: String, _ sentence: String)
    throws
  {
    let outcome = try tool("words").run(script: "$BSS2 \(words)")
    #expect(outcome.status != 0 && outcome.errors.contains(sentence), "\(outcome.errors)")
  }

  @Test func `effects are data, for the named ones and a kind of chip`() throws {
    let tool = try tool("effects")
    func effects(_ words: String) throws -> [[String: Any]] {
      let outcome = try tool.run(script: "$BSS2 effects --json \(words)")
      let table = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      return table as? [[String: Any]] ?? []
    }
    #expect(
      try effects("").count
        == Int(tool.run(script: "$BSS2 effects | grep -c knobs:").output.dropLast()))
    let noise = try effects("cadc.noise --chip ideal")
    #expect(noise.count == 1 && noise[0]["strength"] as? Double == 0)
    #expect(try effects("cadc.noise")[0]["strength"] as? Double == 1)
    #expect((noise[0]["magnitudes"] as? [String: Double])?.isEmpty == false)
    let words = try tool.run(script: "$BSS2 effects cadc.noise --chip ideal")
    #expect(words.output.contains("(off)") && words.output.hasPrefix("cadc.noise  ("))
  }

  @Test func `a product without a place for its results is an error`() throws {
    let outcome = try tool("place").run(script: "\(mac) >&-")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("standard output: cannot be written"), "\(outcome.errors)")
  }

  @Test func `closed streams do not end up in files`() throws {
    let tool = try tool("closed")
    let plain = try tool.run(script: "\(mac) --out a.csv")
    #expect(plain.status == 0, "\(plain.errors)")
    let closed = try tool.run(script: "\(mac) --out b.csv <&- >&- 2>&-")
    #expect(closed.status == 0)
    #expect(tool.contents("a.csv") == tool.contents("b.csv"))
  }

  @Test func `a reader that leaves early ends the tool and nothing else`() throws {
    let outcome = try tool("pipe").run(script: "$BSS2 effects | head -n 1")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }

  @Test func `a limit on the size of files leaves the old file`() throws {
    let tool = try tool("limit")
    try tool.write("old", to: "y.h5")
    let outcome = try tool.run(script: "\(mac) --out a.csv && (ulimit -f 1; \(mac) --out y.h5)")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("File too large"), "\(outcome.errors)")
    #expect(tool.contents("y.h5") == Data("old".utf8))
    let hidden = try tool.run(script: "ls -A | grep '^\\.' ; true")
    #expect(hidden.output == "")
  }

  @Test func `standard input is a table`() throws {
    let tool = try tool("stdin")
    let file = try tool.run(script: mac)
    let stream = try tool.run(
      script: "$BSS2 mac --chip ideal --inputs - --weights w.csv < x.csv")
    #expect(stream.status == 0 && stream.output == file.output, "\(stream.errors)")
    let both = try tool.run(script: "$BSS2 mac --inputs - --weights - < x.csv")
    #expect(both.errors.contains("cannot both be standard input"), "\(both.errors)")
  }

  @Test func `without a home and with a read-only cache the chip is calibrated anew`() throws {
    let tool = try tool("home")
    let plain = try tool.run(script: mac)
    let homeless = try tool.run(script: "unset HOME XDG_CACHE_HOME; \(mac)")
    let sealed = try tool.run(script: "XDG_CACHE_HOME=/proc/none \(mac)")
    #expect(homeless.output == plain.output, "\(homeless.errors)")
    #expect(sealed.output == plain.output, "\(sealed.errors)")
  }

  /// The kernel allows this to the superuser only; libdispatch would end the process.
  @Test(
    .fullTier,
    arguments: [
      "mac --inputs x.csv --weights w.csv --threads 2 --out y.csv",
      "calibrate --chip ideal --seed 1 --threads 2 --out .",
    ])
  func `without proc the tool works on one thread`(_ words: String) throws {
    let tool = try tool("proc")
    let script = "XDG_CACHE_HOME=$PWD/none $BSS2 \(words)"
    let sums = "sha256sum *.csv *.pbin *.svg; rm -rf none y.csv *.pbin *.svg"
    let plain = try tool.run(script: "\(script) > log; \(sums)")
    let bare = try tool.run(
      script: "unshare -m sh -c 'umount -l /proc && \(script) > log' || echo no rights; \(sums)")
    guard !bare.errors.contains("unshare"), !bare.errors.contains("umount") else { return }
    #expect(bare.output == plain.output, "\(bare.errors)")
  }
}

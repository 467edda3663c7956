import Foundation
import Testing

@Suite(.serialized) struct MACCommandTests {
  @Test func `results have one row per vector and repeat and follow the seeds`() throws {
    let tool = try Tool("mac")
    try tool.write("16,16,16\n0,0,0\n", to: "x.csv")
    try tool.write("63,-63\n63,-63\n63,-63\n", to: "w.csv")
    var files: [Data?] = []
    for (name, seed) in [("a", "0"), ("b", "0"), ("c", "1")] {
      let outcome = try tool.run(
        "mac", "--inputs", "x.csv", "--weights", "w.csv", "--num-sends", "8", "--repeats", "3",
        "--run-seed", seed, "--out", name + ".csv", "--json")
      try #require(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("\"chip_seconds\":"))
      files.append(tool.contents(name + ".csv"))
    }
    #expect(files[0] == files[1])
    #expect(files[0] != files[2])
    let rows = String(decoding: files[0] ?? Data(), as: UTF8.self).split(separator: "\n")
    #expect(rows.count == 6)
    let first = rows[0].split(separator: ",").compactMap { Int($0) }
    #expect(first.count == 2 && first[0] > 20 && first[1] < -20)
  }

  @Test func `NPY files are read and written`() throws {
    let tool = try Tool("npy")
    try tool.write("5\n", to: "x.csv")
    try tool.write("10\n", to: "w.csv")
    let outcome = try tool.run("mac", "--inputs", "x.csv", "--weights", "w.csv", "--out", "y.npy")
    #expect(outcome.status == 0)
    let data = try #require(tool.contents("y.npy"))
    #expect(data.count == 128 + 1)
    let again = try tool.run("mac", "--inputs", "y.npy", "--weights", "w.csv", "--out", "z.npy")
    #expect(again.status == 0 || again.errors.contains("out of range"))
  }

  @Test func `a place that cannot be written is refused before the chip is calibrated`() throws {
    let tool = try Tool("unwritable-mac")
    try tool.write("5\n", to: "x.csv")
    try tool.write("10\n", to: "w.csv")
    let outcome = try tool.run(
      "mac", "--inputs", "x.csv", "--weights", "w.csv", "--chip", "faulty", "--seed", "99",
      "--out", "/proc/none/y.csv")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("/proc/none: cannot be written"), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("1,2\n3\n", "1\n2\n", "row 2 (without comments and empty lines) has 1"),
    ("32\n", "1\n", "32 is out of range"),
    ("1\n", "64\n", "64 is out of range"), ("1,2\n", "1\n", "must be equal"),
    ("1.5\n", "1\n", "not a whole number"), ("nan\n", "1\n", "not a whole number"),
    ("1e300\n", "1\n", "1e+300 is out of range"),
    ("", "1\n", "holds no numbers"),
  ])
  func `bad tables are named with their place`(x: String, w: String, hint: String) throws {
    let tool = try Tool("bad-mac")
    try tool.write(x, to: "x.csv")
    try tool.write(w, to: "w.csv")
    let outcome = try tool.run(
      "mac", "--inputs", "x.csv", "--weights", "w.csv", "--out", "y.csv")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(tool.contents("y.csv") == nil)
  }
}

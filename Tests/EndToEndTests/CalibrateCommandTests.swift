import Foundation
import Testing
import _TestSupport

/// Calibration files from the command line.
@Suite(.fullTier, .serialized) struct CalibrateCommandTests {
  @Test func `a calibration is made, shown, converted, compared and verified`() throws {
    let tool = try Tool("calibrate")
    let made = try tool.run("calibrate", "--seed", "3", "--out", "c")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("membrane time constant"))
    for name in ["hagen.h5", "hagen_cocolist.pbin", "hagen_cocolist.json.gz"] {
      #expect(tool.contents("c/" + name) != nil, "\(name)")
    }
    let pictures = [
      "distributions", "convergence", "neuron-amplitudes", "driver-amplitudes", "cadc-curves",
    ]
    for name in pictures {
      #expect(tool.contents("c/hagen-\(name).svg") != nil, "\(name)")
    }
    let shown = try tool.run("calibration", "show", "c/hagen.h5")
    #expect(shown.output.contains("typical-3"))
    #expect(shown.output.contains("→") && shown.output.contains("█"), "the course of searches")

    #expect(try tool.run("calibration", "convert", "c/hagen.h5", "again.pbin").status == 0)
    #expect(tool.contents("again.pbin") == tool.contents("c/hagen_cocolist.pbin"))
    #expect(try tool.run("calibration", "diff", "c/hagen.h5", "again.pbin").status == 0)

    let right = try tool.run("calibration", "verify", "--seed", "3", "c/hagen.h5")
    #expect(right.status == 0, "\(right.output)")
    let wrong = try tool.run("calibration", "verify", "--seed", "4", "again.pbin")
    #expect(wrong.status == 1, "\(wrong.output)")
    #expect(wrong.errors.contains("warning"), "no provenance beside it, but implausible")
    #expect(try tool.run("calibration", "verify", "--seed", "4", "c/hagen.h5").status != 0)
  }

  @Test func `all three forms multiply bit by bit alike`() throws {
    let tool = try Tool("forms")
    #expect(
      try tool.run("calibrate", "--seed", "3", "--out", "c", "--no-pictures").status == 0)
    try tool.write("31,7,0\n1,2,3\n", to: "x.csv")
    try tool.write("63,-20\n5,6\n-63,31\n", to: "w.csv")
    let outputs = try ["hagen.h5", "hagen_cocolist.pbin", "hagen_cocolist.json.gz"].map { name in
      let run = try tool.run(
        "mac", "--inputs", "x.csv", "--weights", "w.csv", "--seed", "3", "--calibration",
        "c/" + name, "--num-sends", "6")
      #expect(run.status == 0, "\(run.errors)")
      return run.output
    }
    #expect(Set(outputs).count == 1, "\(outputs)")
  }

  @Test func `a chip with fixed driver registers is calibrated alike by every command`() throws {
    let tool = try Tool("fixed-drivers")
    try tool.write("31,7,0\n1,2,3\n", to: "x.csv")
    try tool.write("63,-20\n5,6\n-63,31\n", to: "w.csv")
    try tool.write(
      "name: fixed\nextends: typical\ndrivers: {stp_i_ramp: 420, hagen_dac_offset: 3}\n",
      to: "fixed.yaml")
    let chip = ["--chip", "fixed.yaml", "--seed", "3"]
    let product = ["mac", "--inputs", "x.csv", "--weights", "w.csv", "--num-sends", "6"] + chip
    let own = try tool.run(product)
    #expect(own.status == 0, "\(own.errors)")

    let made = try tool.run(["calibrate", "--out", "one", "--no-pictures"] + chip)
    #expect(made.output.contains("hagen, from the cache"), "\(made.output)\(made.errors)")
    let many = try tool.run(
      "calibrate", "--chip", "fixed.yaml", "--seeds", "3..3", "--out", "many", "--no-cache")
    #expect(many.status == 0, "\(many.errors)")
    let difference = try tool.run("calibration", "diff", "one/hagen.h5", "many/fixed-3/hagen.h5")
    #expect(difference.status == 0)
    for file in ["one/hagen.h5", "many/fixed-3/hagen.h5"] {
      #expect(try tool.run(product + ["--calibration", file]).output == own.output, "\(file)")
    }
  }

  @Test(arguments: ["hagen", "hagen_synin"])
  func `files do not depend on threads, byte by byte`(target: String) throws {
    let tool = try Tool("threads-" + target)
    for threads in ["1", "3"] {
      let run = try tool.run(
        "calibrate", "--seed", "3", "--target", target, "--threads", threads, "--out", threads,
        "--no-pictures", "--no-cache")
      #expect(run.status == 0, "\(run.errors)")
    }
    for name in ["\(target).h5", "\(target)_cocolist.pbin", "\(target)_cocolist.json.gz"] {
      let one = try #require(tool.contents("1/" + name))
      #expect(tool.contents("3/" + name) == one, "\(name)")
    }
  }

  /// Ends a process; returns false if it has ended by itself before.
  private func isKilled(_ process: Process) -> Bool {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  @Test func `a calibration that is killed leaves nothing behind under a final name`() throws {
    let tool = try Tool("killed")
    // On a fast machine, the calibration may end before the longer delays.
    let delays = [0.7, 0.4, 0.2, 0.1, 0.05]
    let killed = try delays.first { delay in
      let process = try tool.start(
        "calibrate", "--seed", "5", "--out", "c\(delay)", "--no-cache")
      Thread.sleep(forTimeInterval: delay)
      return isKilled(process)
    }
    let folder = "\(tool.folder)/c\(try #require(killed))"
    #expect((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] == [])
  }

  @Test func `a campaign that is killed goes on where it was`() throws {
    let tool = try Tool("killed-campaign")
    let arguments = [
      "calibrate", "--target", "hagen_synin", "--seeds", "0..7", "--out", "many", "--no-cache",
    ]
    let process = try tool.start(arguments)
    let first = tool.folder + "/many/typical-0/hagen_synin.h5"
    for _ in 0..<6000 where !FileManager.default.fileExists(atPath: first) {
      Thread.sleep(forTimeInterval: 0.01)
    }
    #expect(isKilled(process) == (tool.contents("many/summary.csv") == nil))
    let stamp = try FileManager.default.attributesOfItem(atPath: first)[.modificationDate] as? Date
    let again = try tool.run(arguments)
    #expect(again.status == 0, "\(again.errors)")
    let later = try FileManager.default.attributesOfItem(atPath: first)[.modificationDate] as? Date
    #expect(stamp != nil && stamp == later, "not calibrated again")
    let summary = String(decoding: tool.contents("many/summary.csv") ?? Data(), as: UTF8.self)
    #expect(summary.split(separator: "\n").count == 9)
  }

  @Test func `many chips are calibrated, and those that are there not again`() throws {
    let tool = try Tool("campaign")
    let arguments = ["calibrate", "--chip", "ideal", "--target", "hagen_synin", "--out", "many"]
    let first = try tool.run(arguments + ["--seeds", "0..1", "--no-cache"])
    #expect(first.status == 0, "\(first.errors)")
    let native = tool.contents("many/ideal-0/hagen_synin.h5")
    let second = try tool.run(arguments + ["--seeds", "0..2", "--no-cache"])
    #expect(second.status == 0)
    #expect(tool.contents("many/ideal-0/hagen_synin.h5") == native)
    let summary = String(decoding: tool.contents("many/summary.csv") ?? Data(), as: UTF8.self)
    #expect(summary.split(separator: "\n").count == 4)
    let third = try tool.run(arguments + ["--seeds", "5,1", "--no-cache", "--json"])
    let printed = try JSONDecoder().decode([Row].self, from: Data(third.output.utf8))
    #expect(printed.map(\.seed) == [5, 1], "the chips of the command, in its order")
    let whole = try JSONDecoder().decode(
      [Row].self, from: #require(tool.contents("many/summary.json")))
    #expect(whole.map(\.seed) == [0, 1, 2, 5], "all chips whose folders are there")
  }

  private struct Row: Decodable { let seed: UInt64 }

  @Test func `a new file that cannot be written is named by its path before the work`() throws {
    let tool = try Tool("unwritable-conversion")
    let run = try tool.run("calibration", "convert", "missing.h5", "/proc/none/new.pbin")
    #expect(run.status != 0)
    #expect(run.errors.contains("/proc/none: cannot be written"), "\(run.errors)")
    #expect(!run.errors.contains("--out"))
  }

  @Test func `nonsense is refused with a sentence`() throws {
    let tool = try Tool("calibrate-nonsense")
    try tool.write("no calibration", to: "file.pbin")
    for arguments in [
      ["calibration", "show", "missing.h5"], ["calibration", "show", "file.pbin"],
      ["calibration", "convert", "file.pbin", "out.txt"], ["calibrate", "--target", "spiking"],
      ["calibrate", "--seeds", "9..1"], ["calibrate", "--out", "/proc/none"],
      ["calibrate", "--seeds", "0..1", "--seed", "3"], ["calibrate", "--seeds", "0,3,0"],
      ["registers", "--seeds", "0..1", "--seed", "3"],
    ] {
      let run = try tool.run(arguments)
      #expect(run.status != 0, "\(arguments)")
      #expect(run.errors.contains("Error:"), "\(arguments): \(run.errors)")
    }
  }
}

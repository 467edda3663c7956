import Foundation
import Recording
import Testing
import _TestSupport

/// Files that commands write, compared with recorded digests.
@Suite(.fullTier, .serialized) struct RecordDigestTests {
  private let golden = GoldenDigests("records")

  private func digest(_ tool: Tool, _ file: String) throws -> Digest {
    var digest = Digest()
    digest.add(try HDF5File.read(tool.folder + "/" + file))
    return digest
  }

  @Test(arguments: ["integrator_neuron", "single_product"])
  func `traces keep their records`(_ experiment: String) throws {
    let tool = try Tool("digest-" + experiment)
    let file =
      URL(filePath: #filePath).deletingLastPathComponent().path
      + "/../../configs/experiments/\(experiment).yaml"
    let outcome = try tool.run("trace", file, "--out", "o", "--json")
    try #require(outcome.status == 0, "\(outcome.errors)")
    try golden.expect(digest(tool, "o/trace.h5"), experiment)
  }

  @Test(arguments: ["typical", "v2"])
  func `products keep their tables`(_ preset: String) throws {
    let tool = try Tool("digest-mac")
    try tool.write("31,7,0,20\n1,2,3,4\n", to: "x.csv")
    try tool.write("63,-20\n5,6\n-63,31\n40,50\n", to: "w.csv")
    let outcome = try tool.run(
      "mac", "--chip", preset, "--inputs", "x.csv", "--weights", "w.csv", "--num-sends", "6",
      "--repeats", "20", "--out", preset + ".csv")
    try #require(outcome.status == 0, "\(outcome.errors)")
    try golden.expect(Digest(Array(tool.contents(preset + ".csv") ?? Data())), "mac \(preset)")
  }
}

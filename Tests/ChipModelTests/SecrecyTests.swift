import Foundation
import Testing

/// The chip keeps its secrets: mismatch is out of reach of calibration and training.
@Suite struct SecrecyTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func sources(_ target: String) throws -> [(name: String, text: String)] {
    let folder = Self.root.appendingPathComponent("Sources/" + target)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasSuffix(".swift") }.map {
      ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
    }
  }

  @Test(arguments: ["Synram", "Columns", "CADC"])
  func `no mismatch type is visible outside its component`(component: String) throws {
    let files = try sources(component)
    let types = files.flatMap { file in
      file.text.split(separator: "\n").filter {
        $0.range(of: "(struct|class|enum) \\w*Mismatch", options: .regularExpression) != nil
      }
    }
    #expect(!types.isEmpty)
    #expect(types.allSatisfy { !$0.contains("public") && !$0.contains("package") })
    for file in files {
      let exposed = file.text.split(separator: "\n").filter {
        $0.range(of: "(public|package) .*[mM]ismatch:", options: .regularExpression) != nil
      }
      #expect(exposed.isEmpty, "\(file.name)")
    }
  }

  @Test(arguments: ["Calib", "Perceptron", "CalibrationStore"])
  func `users of the chip import none of its inner parts`(target: String) throws {
    for file in try sources(target) {
      for part in ["Synram", "Columns", "CADC"] {
        let hasImport =
          file.text.range(of: "import \(part)\\b", options: .regularExpression) != nil
        #expect(!hasImport, "\(file.name) imports \(part)")
      }
    }
  }

  @Test func `the manifest gives calibration and training nothing below the chip`() throws {
    let manifest = try String(
      contentsOf: Self.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    for target in ["Calib", "Perceptron"] {
      let start = try #require(
        manifest.range(of: "\"\(target)\",\\s*uses: \\[", options: .regularExpression))
      let end = try #require(manifest[start.upperBound...].firstIndex(of: "]"))
      let uses = manifest[start.upperBound..<end]
      for part in ["\"Synram\"", "\"Columns\"", "\"CADC\""] { #expect(!uses.contains(part)) }
    }
  }

  @Test func `what the C library links needs no Foundation`() throws {
    for target in [
      "Coordinates", "Quantities", "SimulationCore", "Containers", "Synram", "Columns", "CADC",
      "ChipModel", "Calib", "Perceptron", "CAPI",
    ] {
      for file in try sources(target) {
        #expect(!file.text.contains("import Foundation"), "\(target)/\(file.name)")
      }
    }
  }
}

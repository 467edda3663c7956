import ArgumentParser
import CalibrationStore
import Cocolist
import Foundation

/// Writes a calibration in another form.
struct ConvertCalibration: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a calibration as a cocolist (.pbin, .json.gz or .json).",
    discussion: """
      A cocolist contains no targets, success masks or statistics. It therefore cannot be converted \
      back to a native file (.h5).
      """)

  @Argument(help: "Calibration file: .h5, .pbin, .json.gz or .json.")
  var file: String

  @Argument(help: "New file; its ending (.pbin, .json.gz or .json) sets the format.")
  var output: String

  func validate() throws {
    guard [".pbin", ".json.gz", ".json"].contains(where: output.hasSuffix) else {
      throw ValidationError(
        "\(output): the format is unknown; give a file that ends in .pbin, .json.gz or .json.")
    }
  }

  func run() throws {
    let file = try OutputFile(output)
    let list = try StoredCalibration(self.file).cocolist
    let bytes =
      if output.hasSuffix(".pbin") { list.portableBinary() } else if output.hasSuffix(".gz") {
        try list.compressedJSON()
      } else { list.json() }
    try file.write(Data(bytes))
  }
}

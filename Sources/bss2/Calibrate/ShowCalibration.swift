import ArgumentParser
import Calib
import CalibrationStore
import Cocolist
import Containers

/// Prints what a calibration file holds.
struct ShowCalibration: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print what a calibration file holds.")

  @Argument(help: "Calibration file: .h5, .pbin, .json.gz or .json.")
  var file: String

  @Option(
    help: """
      Print the codes of all containers of this type, such as NeuronConfig, as CSV and nothing else.
      """)
  var table: String?

  func run() throws {
    let stored = try StoredCalibration(file)
    if let table {
      print(try csv(of: table, in: stored.cocolist), terminator: "")
      return
    }
    switch stored {
    case .hagen(let result): show(result)
    case .hagenSynin(let result): show(result)
    case .cocolist(let list, let origin): show(list, origin)
    }
  }

  private func csv(of name: String, in list: Cocolist) throws -> String {
    guard let table = CocolistTable(list, of: name) else {
      let types = CocolistTable.types(in: list).joined(separator: ", ")
      throw ValidationError("\(file) sets no container of the type \(name); it sets \(types).")
    }
    return table.csv
  }

  private func show<Result: CalibResult>(_ result: Result) {
    print("kind: \(Result.kind)\nchip: \(result.chipIdentifier)")
    print("programs: \(result.report.runCount)")
    print(CalibrationTable(result.report).text)
    for (name, mask) in result.successMasks {
      let failed = mask.indices.filter { !mask[$0] }
      print("\(name): \(mask.count - failed.count) of \(mask.count) succeed")
      if !failed.isEmpty { print("  failed: \(failed.map(String.init).joined(separator: " "))") }
    }
    for message in result.report.messages + result.report.steps.flatMap(\.messages) {
      print("note: \(message)")
    }
  }

  private func show(_ list: Cocolist, _ origin: CocolistOrigin) {
    print("kind: cocolist for \(list.isForLines ? "synaptic lines" : "membranes")")
    if let warning = origin.warning { warn("\(file) \(warning).") }
    if let provenance = origin.provenance {
      print("chip: \(provenance.chip)\nversion: \(provenance.version)")
    } else {
      print("chip: unknown (there is no provenance file of this content beside it)")
    }
    var counts: [(name: String, count: Int)] = []
    for coco in list.cocos {
      let name = type(of: coco.container).cerealTypeName
      if let index = counts.firstIndex(where: { $0.name == name }) {
        counts[index].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    for (name, count) in counts { print("\(count)  \(name)") }
    for name in list.ignoredTypes {
      print("not read, because the emulator does not know the type: \(name)")
    }
  }
}

import ArgumentParser
import CalibrationStore
import Cocolist
import Containers
import Coordinates

/// Compares the settings of two calibrations, whatever their forms.
struct DiffCalibrations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare the settings of two calibration files.",
    discussion: "The exit status is 0 when they configure a chip alike and 1 when they do not.")

  @Argument(help: "Calibration file: .h5, .pbin, .json.gz or .json.")
  var first: String

  @Argument(help: "Calibration file to compare with.")
  var second: String

  func run() throws {
    let differences = FieldDifferences(
      try StoredCalibration(first).cocolist, try StoredCalibration(second).cocolist)
    if differences.lines.isEmpty {
      print("the same settings")
    } else {
      for line in differences.lines { print(line) }
      throw ExitCode.failure
    }
  }
}

/// The differences of two lists by field: how many places differ, and by how much.
struct FieldDifferences {
  private struct Field {
    var count = 0
    var sum = 0
    var largest = 0
  }

  private var fields: [String: Field] = [:]
  private var missing: [String: Int] = [:]

  init(_ left: Cocolist, _ right: Cocolist) {
    let others = Dictionary(
      right.cocos.map { (Self.place($0), $0) }, uniquingKeysWith: { _, last in last })
    let own = Dictionary(
      left.cocos.map { (Self.place($0), $0) }, uniquingKeysWith: { _, last in last })
    for (place, coco) in own {
      if let other = others[place] {
        compare(coco.container, other)
      } else {
        missing["only in the first: \(type(of: coco.container))", default: 0] += 1
      }
    }
    for (place, coco) in others where own[place] == nil {
      missing["only in the second: \(type(of: coco.container))", default: 0] += 1
    }
  }

  private static func place(_ coco: Coco) -> String {
    "\(type(of: coco.container)) \(coco.coordinate.toEnum())"
  }

  private mutating func compare<C: WordEncodable>(_ left: C, _ other: Coco) {
    guard let right = other.container as? C, left != right else { return }
    for field in C.fields {
      let pairs = zip(field.codes(of: left), field.codes(of: right)).filter { $0 != $1 }
      guard !pairs.isEmpty else { continue }
      let largest = pairs.map { abs($0 - $1) }.max() ?? 0
      var known = fields["\(C.self).\(field.name)", default: Field()]
      known.count += 1
      known.sum += largest
      known.largest = max(known.largest, largest)
      fields["\(C.self).\(field.name)"] = known
    }
  }

  /// One line a field that differs, in alphabetical order.
  var lines: [String] {
    let changed = fields.sorted { $0.key < $1.key }.map { name, field in
      "\(name): \(field.count) containers differ, on average by "
        + "\(field.sum / max(1, field.count)) LSB, at most by \(field.largest) LSB"
    }
    return changed + missing.sorted { $0.key < $1.key }.map { "\($0): \($1)" }
  }
}

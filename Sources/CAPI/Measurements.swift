internal import Calib
internal import Characterization
internal import ChipModel
internal import Cocolist

/// Object behind the handle of a text.
final class TextEntry: Entry, @unchecked Sendable {
  override class var noun: String { "text" }

  let bytes: [UInt8]

  init(_ json: JSONText) { bytes = Array(json.text.utf8) }
}

/// Copies a text; returns its length in bytes.
@c(bss2_text)
public func text(
  _ handle: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount {
    copy(text: try Registry.shared.find(handle, as: TextEntry.self).bytes, buffer, capacity)
  }
}

/// Runs the acceptance protocol of a calibration on a chip like this one.
@c(bss2_chip_verify)
public func chipVerify(
  _ handle: UInt64, _ calibration: UInt64, _ text: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    let archive = try withCalibration(calibration) { $0.archive }
    let result = try CalibKinds.of(archive).init(archive: archive)
    try measure(handle, text) { try json(result.verify(on: $0.bench())) }
  }
}

/// Runs the acceptance protocol of a cocolist on a chip like this one.
@c(bss2_chip_verify_cocolist)
public func chipVerifyCocolist(
  _ handle: UInt64, _ bytes: UnsafePointer<UInt8>?, _ count: Int, _ request: UInt64,
  _ text: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    try check("count", count, in: 0...1 << 30)
    let list = try Cocolist(file: elements(bytes, count, "bytes"))
    let target =
      request == 0
      ? nil : try HagenCalibTarget(request: withCalibration(request, { $0.archive }))
    try measure(handle, text) { entry in
      try json(Acceptance.verify(list, on: entry.bench(), target: target))
    }
  }
}

/// Measures the published figures on a chip, which stays as it was.
@c(bss2_chip_characterize)
public func chipCharacterize(
  _ handle: UInt64, _ progress: CalibrationCallback?, _ user: UnsafeMutableRawPointer?,
  _ text: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    try measure(handle, text) { entry in
      let chip = try entry.powered()
      let before = try chip.snapshot()
      defer { try? entry.uninterrupted { try $0.restore(before) } }
      let device = Characterization(try Device(chip)) { part, fraction in
        part.withCString { progress?($0, fraction, user) }
      }
      return .list(
        try PublishedFigure.figures(ofPreset: chip.parameters.name).map { figure in
          json(figure, try figure.value(device))
        })
    }
  }
}

/// Measures a chip with a calibration at other temperatures than that of the calibration.
@c(bss2_chip_temperatures)
public func chipTemperatures(
  _ handle: UInt64, _ calibration: UInt64, _ kelvin: UnsafePointer<Double>?, _ count: Int,
  _ progress: CalibrationCallback?, _ user: UnsafeMutableRawPointer?,
  _ text: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    try check("count", count, in: 1...1000)
    let kelvin = try elements(kelvin, count, "kelvin")
    let archive = try withCalibration(calibration) { $0.archive }
    let result = try HagenCalibResult(archive: archive)
    try measure(handle, text) { entry in
      let bench = try entry.bench()
      try result.apply(to: bench)
      let scan = try TemperatureScan(of: bench, calibratedBy: result, kelvin: kelvin) { fraction in
        "temperatures".withCString { progress?($0, fraction, user) }
      }
      return .list(scan.points.map { json($0, scan) })
    }
  }
}

/// Compares the settings of two cocolists by field; returns the length of the text.
@c(bss2_cocolist_differences)
public func cocolistDifferences(
  _ first: UnsafePointer<UInt8>?, _ firstCount: Int, _ second: UnsafePointer<UInt8>?,
  _ secondCount: Int, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount {
    for count in [firstCount, secondCount] { try check("count", count, in: 0...1 << 30) }
    let differences = CocolistDifferences(
      try Cocolist(file: elements(first, firstCount, "first")),
      try Cocolist(file: elements(second, secondCount, "second")))
    return copy(text: Array(json(differences).text.utf8), buffer, capacity)
  }
}

/// Measures when it is the caller's turn, and gives the handle of the result.
private func measure(
  _ handle: UInt64, _ text: UnsafeMutablePointer<UInt64>?, _ body: (ChipEntry) throws -> JSONText
) throws {
  let entry = try Registry.shared.find(handle, as: ChipEntry.self)
  let result = try entry.exclusively { try body(entry) }
  text?.pointee = Registry.shared.add(TextEntry(result))
}

private func json(_ checks: [AcceptanceCheck]) -> JSONText {
  .list(
    checks.map { check in
      .object([
        ("name", .string(check.name)), ("value", .real(check.value)), ("limit", .real(check.limit)),
        ("upper", .bool(check.isUpperLimit)), ("holds", .bool(check.holds)),
        ("instances", .list(check.instances.map { .number($0) })),
      ])
    })
}

private func json(_ figure: PublishedFigure, _ value: Double) -> JSONText {
  .object([
    ("key", .string(figure.key)), ("title", .string(figure.title)), ("unit", .string(figure.unit)),
    ("source", .string(figure.source)), ("value", .real(value)),
    ("published", figure.published.map { .real($0) } ?? .null),
    ("lowest", .real(figure.range.lowerBound)), ("highest", .real(figure.range.upperBound)),
  ])
}

private func json(_ point: TemperatureScan.Point, _ scan: TemperatureScan) -> JSONText {
  .object(
    [("kelvin", .real(point.kelvin))]
      + TemperatureScan.numbers.map {
        ($0.key, .real($0.value(scan, point)))
      })
}

private func json(_ differences: CocolistDifferences) -> JSONText {
  .object([
    (
      "fields",
      .list(
        differences.fields.map { field in
          .object([
            ("name", .string(field.name)), ("mean", .real(field.mean)),
            ("largest", .number(field.largest)),
            ("places", .list(field.places.map { .number($0) })),
          ])
        })
    ),
    ("only_first", counts(differences.onlyFirst)), ("only_second", counts(differences.onlySecond)),
  ])
}

private func counts(_ missing: [(name: String, count: Int)]) -> JSONText {
  .object(missing.map { ($0.name, .number($0.count)) })
}

internal import Calib
internal import ChipModel

/// Object behind the handle of a calibration: named plain values.
final class CalibrationEntry: Entry, @unchecked Sendable {
  override class var noun: String { "calibration" }

  var archive: CalibrationArchive

  init(_ archive: CalibrationArchive = CalibrationArchive()) { self.archive = archive }

  private static let names = "bss2_calibration_name gives the names of all values"

  func value(_ name: String) throws -> CalibrationArchive.Value {
    guard let value = archive.values[name] else {
      throw InterfaceError.unknownName(what: "value", name: name, advice: Self.names)
    }
    return value
  }

  /// The error of a value that is read as another kind than its own.
  func otherKind(than wanted: String, _ name: String) -> InterfaceError {
    .unknownName(
      what: wanted, name: name,
      advice: "the value of this name is of another kind, which bss2_calibration_kind gives")
  }
}

extension CalibrationArchive.Value {
  /// The number of the kind in `bss2emu.h`.
  var kind: Int {
    switch self {
    case .integers: 1
    case .mask: 2
    case .doubles: 3
    case .string: 4
    case .strings: 5
    }
  }

  var count: Int {
    switch self {
    case .integers(let values): values.count
    case .mask(let values): values.count
    case .doubles(let values): values.count
    case .string: 1
    case .strings(let values): values.count
    }
  }
}

func withCalibration<R>(
  _ handle: UInt64, _ body: (CalibrationEntry) throws -> R
) throws -> R {
  let entry = try Registry.shared.find(handle, as: CalibrationEntry.self)
  return try entry.exclusively { try body(entry) }
}

/// Gives the default targets and options of a kind of calibration, to be changed by their names.
@c(bss2_chip_calibration_request)
public func chipCalibrationRequest(
  _ handle: UInt64, _ kind: UnsafePointer<CChar>?, _ request: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    let entry = try Registry.shared.find(handle, as: ChipEntry.self)
    let kind = try text(kind, "kind")
    let archive = try entry.exclusively { try entry.calibRequest(kind) }
    request?.pointee = Registry.shared.add(CalibrationEntry(archive))
  }
}

/// Callback that receives a step's name, the fraction that is done, and the caller's pointer.
public typealias CalibrationCallback =
  @convention(c) (UnsafePointer<CChar>?, Double, UnsafeMutableRawPointer?) -> Void

/// Calibrates the chip for hagen mode and applies the result. Gives the calibration's handle.
@c(bss2_chip_calibrate)
public func chipCalibrate(
  _ handle: UInt64, _ progress: CalibrationCallback?, _ user: UnsafeMutableRawPointer?,
  _ calibration: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    try calibrate(handle, request: nil, calibration) { step, fraction in
      step.withCString { progress?($0, fraction, user) }
    }
  }
}

/// Calibrates the chip for the targets and options of a request and applies the result.
@c(bss2_chip_calibrate_to)
public func chipCalibrateTo(
  _ handle: UInt64, _ request: UInt64, _ progress: CalibrationCallback?,
  _ user: UnsafeMutableRawPointer?, _ calibration: UnsafeMutablePointer<UInt64>?
) -> Int32 {
  attempt {
    let request = try withCalibration(request) { $0.archive }
    try calibrate(handle, request: request, calibration) { step, fraction in
      step.withCString { progress?($0, fraction, user) }
    }
  }
}

private func calibrate(
  _ handle: UInt64, request: CalibrationArchive?, _ calibration: UnsafeMutablePointer<UInt64>?,
  _ progress: (String, Double) -> Void
) throws {
  let entry = try Registry.shared.find(handle, as: ChipEntry.self)
  try entry.exclusively {
    let request = try request ?? entry.calibRequest(HagenCalibResult.kind)
    // Noise of its own and a chip in its reset state: the result depends on the chip only.
    let bench = try entry.bench()
    let result = try withoutActuallyEscaping(progress) { progress in
      try CalibKinds.of(request).calibrate(
        bench, request: request, seed: bench.identity.seed
      ) { progress($0.step, $0.fraction) }
    }
    try entry.uninterrupted { try result.apply(to: $0) }
    calibration?.pointee = Registry.shared.add(CalibrationEntry(result.archive))
  }
}

/// Writes all settings of a calibration to a chip.
@c(bss2_chip_apply)
public func chipApply(_ handle: UInt64, _ calibration: UInt64) -> Int32 {
  attempt {
    let archive = try withCalibration(calibration) { $0.archive }
    let result = try CalibKinds.of(archive).init(archive: archive)
    try withChip(handle) { chip in try result.apply(to: chip) }
  }
}

/// An empty calibration, to be filled with values from a file.
@c(bss2_calibration_new)
public func calibrationNew() -> UInt64 { Registry.shared.add(CalibrationEntry()) }

/// Number of values.
@c(bss2_calibration_count)
public func calibrationCount(_ handle: UInt64) -> Int {
  attemptCount { try withCalibration(handle) { $0.archive.values.count } }
}

/// Name of a value in alphabetical order; returns its length.
@c(bss2_calibration_name)
public func calibrationName(
  _ handle: UInt64, _ index: Int, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount {
    try withCalibration(handle) { entry in
      let names = entry.archive.names
      try check("index", index, in: 0...max(0, names.count - 1))
      guard let name = names.dropFirst(index).first else {
        throw InterfaceError.unknownName(
          what: "value", name: "\(index)", advice: "bss2_calibration_count gives their number")
      }
      return copy(name, buffer, capacity)
    }
  }
}

/// Kind of a value: 1 integers, 2 mask, 3 doubles, 4 text, 5 texts.
@c(bss2_calibration_kind)
public func calibrationKind(_ handle: UInt64, _ name: UnsafePointer<CChar>?) -> Int {
  attemptCount { try withCalibration(handle) { try $0.value(text(name, "name")).kind } }
}

/// Number of elements of a value.
@c(bss2_calibration_length)
public func calibrationLength(_ handle: UInt64, _ name: UnsafePointer<CChar>?) -> Int {
  attemptCount { try withCalibration(handle) { try $0.value(text(name, "name")).count } }
}

/// Copies integers or a mask; returns how many there are.
@c(bss2_calibration_integers)
public func calibrationIntegers(
  _ handle: UInt64, _ name: UnsafePointer<CChar>?, _ out: UnsafeMutablePointer<Int64>?,
  _ capacity: Int
) -> Int {
  attemptCount {
    try withCalibration(handle) { entry in
      let name = try text(name, "name")
      let values: [Int64]
      switch try entry.value(name) {
      case .integers(let own): values = own.map(Int64.init)
      case .mask(let own): values = own.map { $0 ? 1 : 0 }
      default: throw entry.otherKind(than: "array of integers", name)
      }
      for (index, value) in values.prefix(max(0, capacity)).enumerated() { out?[index] = value }
      return values.count
    }
  }
}

/// Copies doubles; returns how many there are.
@c(bss2_calibration_doubles)
public func calibrationDoubles(
  _ handle: UInt64, _ name: UnsafePointer<CChar>?, _ out: UnsafeMutablePointer<Double>?,
  _ capacity: Int
) -> Int {
  attemptCount {
    try withCalibration(handle) { entry in
      let name = try text(name, "name")
      guard case .doubles(let values) = try entry.value(name) else {
        throw entry.otherKind(than: "array of doubles", name)
      }
      for (index, value) in values.prefix(max(0, capacity)).enumerated() { out?[index] = value }
      return values.count
    }
  }
}

/// Copies one text of a value; returns its length.
@c(bss2_calibration_text)
public func calibrationText(
  _ handle: UInt64, _ name: UnsafePointer<CChar>?, _ index: Int,
  _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount {
    try withCalibration(handle) { entry in
      let name = try text(name, "name")
      let texts: [String]
      switch try entry.value(name) {
      case .string(let own): texts = [own]
      case .strings(let own): texts = own
      default: throw entry.otherKind(than: "text", name)
      }
      guard texts.indices.contains(index) else {
        throw InterfaceError.unknownName(
          what: "text of \(name)", name: "\(index)",
          advice: "bss2_calibration_length gives their number")
      }
      return copy(texts[index], buffer, capacity)
    }
  }
}

private let valueCounts = 0...1 << 24

/// Stores integers (kind 1) or a mask (kind 2).
@c(bss2_calibration_put_integers)
public func calibrationPutIntegers(
  _ handle: UInt64, _ name: UnsafePointer<CChar>?, _ kind: Int32, _ values: UnsafePointer<Int64>?,
  _ count: Int
) -> Int32 {
  attempt {
    try check("kind", Int(kind), in: 1...2)
    try check("count", count, in: valueCounts)
    let (name, values) = (try text(name, "name"), try elements(values, count, "values"))
    try withCalibration(handle) {
      $0.archive.values[name] =
        kind == 1 ? .integers(values.map { Int($0) }) : .mask(values.map { $0 != 0 })
    }
  }
}

/// Stores doubles.
@c(bss2_calibration_put_doubles)
public func calibrationPutDoubles(
  _ handle: UInt64, _ name: UnsafePointer<CChar>?, _ values: UnsafePointer<Double>?, _ count: Int
) -> Int32 {
  attempt {
    try check("count", count, in: valueCounts)
    let (name, values) = (try text(name, "name"), try elements(values, count, "values"))
    try withCalibration(handle) { $0.archive.values[name] = .doubles(values) }
  }
}

/// Stores one text (kind 4) or several (kind 5).
@c(bss2_calibration_put_texts)
public func calibrationPutTexts(
  _ handle: UInt64, _ name: UnsafePointer<CChar>?, _ kind: Int32,
  _ texts: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int
) -> Int32 {
  attempt {
    try check("kind", Int(kind), in: 4...5)
    try check("count", count, in: kind == 4 ? 1...1 : valueCounts)
    let name = try text(name, "name")
    let values = try elements(texts, count, "texts").map { try text($0, "text") }
    try withCalibration(handle) {
      $0.archive.values[name] = kind == 4 ? .string(values[0]) : .strings(values)
    }
  }
}

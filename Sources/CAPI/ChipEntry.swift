internal import Calib
internal import ChipDescription
internal import ChipModel
internal import SimulationCore

/// Object behind the handle of a chip: parameters while they are filled in, and then a chip.
final class ChipEntry: Entry, @unchecked Sendable {
  override class var noun: String { "chip" }

  private var configuration = ChipConfiguration()
  private var chip: Chip?
  private var threads = 1
  /// Rows of the pattern that are known.
  private var rows: [KnownPattern.Key: KnownPattern.Numbers] = [:]
  /// The request to stop the call that is running.
  let interruption = Interruption()

  /// Sets a parameter, an effect ("effects.NAME") or a fixed register of all drivers
  /// ("drivers.NAME") by its key.
  func set(_ key: String, _ value: Double) throws {
    let key = try ChipKey(key)
    try key.check(value)
    configuration.set(key, to: value)
  }

  /// Sets the same from a text, such as "6 ns".
  func set(_ key: String, text: String) throws {
    let key = try ChipKey(key)
    configuration.set(key, to: try key.value(of: text))
  }

  /// The default targets and options of a kind of calibration; drivers may have fixed registers.
  func calibRequest(_ kind: String) throws -> CalibrationArchive {
    try CalibKinds.named(kind).request(for: configuration)
  }

  func setName(_ name: String) { configuration.parameters.name = name }

  func setPattern(_ key: KnownPattern.Key, mean: [Float], deviation: [Float]) {
    rows[key] = KnownPattern.Numbers(
      mean: mean, deviation: deviation, loadings: rows[key]?.loadings ?? [:])
  }

  func setLoading(_ key: KnownPattern.Key, of row: PatternRow, _ values: [Float]) {
    let old = rows[key] ?? KnownPattern.Numbers(mean: [], deviation: [])
    rows[key] = KnownPattern.Numbers(
      mean: old.mean, deviation: old.deviation,
      loadings: old.loadings.merging([row: values]) { $1 })
  }

  func power(seed: UInt64, runSeed: UInt64, threads: Int) throws {
    try check("threads", threads, in: 1...256)
    let own = Registry.shared.threads(threads)
    if !rows.isEmpty { configuration.parameters.pattern = KnownPattern(rows) }
    chip = try Chip(
      parameters: configuration.parameters, seed: seed, runSeed: runSeed, threads: own)
    chip?.interruption = interruption
    self.threads = threads
  }

  /// The chip, if it has power.
  func powered() throws -> Chip {
    guard let chip else { throw InterfaceError.noPower }
    chip.threads = Registry.shared.threads(threads)
    interruption.clear()
    return chip
  }

  /// Runs a body on the chip that no request interrupts.
  func uninterrupted(_ body: (Chip) throws -> Void) throws {
    let chip = try powered()
    chip.interruption = Interruption()
    defer { chip.interruption = interruption }
    try body(chip)
  }

  /// A chip of the same kind and seed in its reset state, with the noise of run seed 0.
  func bench() throws -> Chip {
    let own = try powered()
    let bench = try Chip(
      parameters: own.parameters, seed: own.identity.seed, runSeed: 0, threads: own.threads)
    bench.interruption = interruption
    return bench
  }
}

/// Runs a body on a powered chip when it is the caller's turn.
func withChip<R>(_ handle: UInt64, _ body: (Chip) throws -> R) throws -> R {
  let entry = try Registry.shared.find(handle, as: ChipEntry.self)
  return try entry.exclusively { try body(try entry.powered()) }
}

/// A new chip without parameters and power.
@c(bss2_chip_new)
public func chipNew() -> UInt64 { Registry.shared.add(ChipEntry()) }

/// Names the kind of chip; it becomes part of the chip's identity.
@c(bss2_chip_set_name)
public func chipSetName(_ handle: UInt64, _ name: UnsafePointer<CChar>?) -> Int32 {
  attempt {
    let entry = try Registry.shared.find(handle, as: ChipEntry.self)
    let name = try text(name, "name")
    try entry.exclusively { entry.setName(name) }
  }
}

/// Sets a parameter by its dotted key, in SI units, or an effect as "effects.NAME".
@c(bss2_chip_set)
public func chipSet(_ handle: UInt64, _ key: UnsafePointer<CChar>?, _ value: Double) -> Int32 {
  attempt {
    let entry = try Registry.shared.find(handle, as: ChipEntry.self)
    let key = try text(key, "key")
    try entry.exclusively { try entry.set(key, value) }
  }
}

/// Sets a parameter by its dotted key from a text with its unit, or an effect or a register.
@c(bss2_chip_set_text)
public func chipSetText(
  _ handle: UInt64, _ key: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?
) -> Int32 {
  attempt {
    let entry = try Registry.shared.find(handle, as: ChipEntry.self)
    let (key, value) = (try text(key, "key"), try text(value, "text"))
    try entry.exclusively { try entry.set(key, text: value) }
  }
}

/// Reads a value from a text with its unit, as `bss2_chip_set_text` does.
@c(bss2_parse_quantity)
public func parseQuantity(
  _ key: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?,
  _ number: UnsafeMutablePointer<Double>?
) -> Int32 {
  attempt {
    let value = try ChipKey(try text(key, "key")).value(of: try text(value, "text"))
    number?.pointee = value
  }
}

/// Powers the chip up with a seed for its fixed pattern and one for its noise.
@c(bss2_chip_power)
public func chipPower(
  _ handle: UInt64, _ seed: UInt64, _ runSeed: UInt64, _ threads: Int32
) -> Int32 {
  attempt {
    let entry = try Registry.shared.find(handle, as: ChipEntry.self)
    try entry.exclusively {
      try entry.power(seed: seed, runSeed: runSeed, threads: Int(threads))
    }
  }
}

/// Copies the digest of a chip's parameters and effects, whatever its temperature; returns its
/// length.
@c(bss2_chip_fingerprint)
public func chipFingerprint(
  _ handle: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount {
    try withChip(handle) { chip in copy(chip.parameters.dieFingerprint, buffer, capacity) }
  }
}

/// Stops the call that is running on a chip before its next program.
@c(bss2_chip_interrupt)
public func chipInterrupt(_ handle: UInt64) -> Int32 {
  attempt { try Registry.shared.find(handle, as: ChipEntry.self).interruption.request() }
}

/// Chip time since reset in seconds, and the events that were lost.
@c(bss2_chip_status)
public func chipStatus(
  _ handle: UInt64, _ seconds: UnsafeMutablePointer<Double>?,
  _ lostEvents: UnsafeMutablePointer<Int64>?
) -> Int32 {
  attempt {
    try withChip(handle) { chip in
      seconds?.pointee = chip.chipSeconds
      lostEvents?.pointee = Int64(chip.lostEvents)
    }
  }
}

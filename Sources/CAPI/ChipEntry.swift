internal import Calib
internal import ChipModel
internal import SimulationCore

/// What a chip's handle stands for: parameters while they are filled in, and then a chip.
final class ChipEntry: Entry, @unchecked Sendable {
  override class var noun: String { "chip" }

  private var parameters = ChipParameters()
  private var chip: Chip?
  private var threads = 1
  /// Registers of all drivers that calibration leaves as they are, by name.
  private var drivers: [String: Int] = [:]

  private static let driverPrefix = "drivers."
  private static let driverRanges = ["stp_i_ramp": 0.0...1022, "hagen_dac_offset": 0.0...63]

  /// Sets a parameter, an effect ("effects.NAME") or a fixed register of all drivers
  /// ("drivers.NAME") by its key.
  func set(_ key: String, _ value: Double) throws {
    if key.hasPrefix(Self.driverPrefix) {
      let name = String(key.dropFirst(Self.driverPrefix.count))
      guard let range = Self.driverRanges[name] else { throw ChipError.unknownParameter(key) }
      guard range.contains(value), value == value.rounded() else {
        throw ChipError.parameterOutOfRange(key: key, value: value, range: range)
      }
      drivers[name] = Int(value)
      return
    }
    if key.hasPrefix("effects.") {
      let name = String(key.dropFirst("effects.".count))
      if name == "all" {
        guard EffectScales.range.contains(value) else {
          throw ChipError.parameterOutOfRange(key: key, value: value, range: EffectScales.range)
        }
        parameters.effects = EffectScales(all: value)
        return
      }
      guard let effect = Effect(rawValue: name) else { throw ChipError.unknownParameter(key) }
      guard EffectScales.range.contains(value) else {
        throw ChipError.parameterOutOfRange(key: key, value: value, range: EffectScales.range)
      }
      parameters.effects[effect] = value
      return
    }
    guard let row = ChipParameters.table.first(where: { $0.key == key }) else {
      throw ChipError.unknownParameter(key)
    }
    guard row.range.contains(value) else {
      throw ChipError.parameterOutOfRange(key: key, value: value, range: row.range)
    }
    row.set(value, in: &parameters)
  }

  /// How the chip is calibrated: its drivers may have fixed registers.
  func calibOptions() throws -> HagenCalibOptions {
    try HagenCalibOptions(driverRegisters: drivers)
  }

  func setName(_ name: String) { parameters.name = name }

  func power(seed: UInt64, runSeed: UInt64, threads: Int) throws {
    try check("threads", threads, in: 1...256)
    let own = Registry.shared.threads(threads)
    chip = try Chip(parameters: parameters, seed: seed, runSeed: runSeed, threads: own)
    self.threads = threads
  }

  /// The chip, if it has power.
  func powered() throws -> Chip {
    guard let chip else { throw InterfaceError.noPower }
    chip.threads = Registry.shared.threads(threads)
    return chip
  }

  /// A chip of the same kind and seed in its reset state, with the noise of run seed 0.
  func bench() throws -> Chip {
    let own = try powered()
    return try Chip(
      parameters: own.parameters, seed: own.identity.seed, runSeed: 0, threads: own.threads)
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

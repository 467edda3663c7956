internal import ChipModel
internal import Glibc
internal import SimulationCore

/// Texts that live as long as the library.
struct Texts: @unchecked Sendable {
  private let pointers: [UnsafePointer<CChar>?]

  init(_ texts: [String]) { pointers = texts.map { UnsafePointer(strdup($0)) } }

  subscript(index: Int) -> UnsafePointer<CChar>? {
    pointers.indices.contains(index) ? pointers[index] : nil
  }
}

private let versionTexts = Texts([Emulator.version, Emulator.physics])
private let parameterKeys = Texts(ChipParameters.table.map(\.key))
private let parameterUnits = Texts(ChipParameters.table.map(\.dimension.symbol))
private let parameterSummaries = Texts(ChipParameters.table.map(\.summary))
private let effectNames = Texts(Effect.allCases.map(\.name))

/// The emulator's version.
@c(bss2_version)
public func version() -> UnsafePointer<CChar>? { versionTexts[0] }

/// The digest of the emulator's physics.
@c(bss2_physics)
public func physics() -> UnsafePointer<CChar>? { versionTexts[1] }

/// Number of parameters of a chip.
@c(bss2_parameter_count)
public func parameterCount() -> Int { ChipParameters.table.count }

/// Key of a parameter, or NULL beyond the last.
@c(bss2_parameter_key)
public func parameterKey(_ index: Int) -> UnsafePointer<CChar>? { parameterKeys[index] }

/// Unit of a parameter (SI), or NULL.
@c(bss2_parameter_unit)
public func parameterUnit(_ index: Int) -> UnsafePointer<CChar>? { parameterUnits[index] }

/// Meaning of a parameter in a line, or NULL.
@c(bss2_parameter_summary)
public func parameterSummary(_ index: Int) -> UnsafePointer<CChar>? { parameterSummaries[index] }

/// Writes the range of a parameter.
@c(bss2_parameter_range)
public func parameterRange(
  _ index: Int, _ lowest: UnsafeMutablePointer<Double>?, _ highest: UnsafeMutablePointer<Double>?
) -> Int32 {
  attempt {
    try check("parameter", index, in: 0...ChipParameters.table.count - 1)
    lowest?.pointee = ChipParameters.table[index].range.lowerBound
    highest?.pointee = ChipParameters.table[index].range.upperBound
  }
}

/// Number of effects.
@c(bss2_effect_count)
public func effectCount() -> Int { Effect.allCases.count }

/// Name of an effect, or NULL beyond the last.
@c(bss2_effect_name)
public func effectName(_ index: Int) -> UnsafePointer<CChar>? { effectNames[index] }

import Characterization
import ChipConfiguration

/// Plan of a fit, with its parameters and its figures: a file of configs/fits.
struct FitPlan {
  /// The plan's file, for messages.
  let file: String
  /// Preset or configuration file where it starts.
  var chip = ""
  /// Chips of the population; their median is compared.
  var seeds: [UInt64] = []
  /// Effects set for the fit, such as "cadc.noise=0".
  var effects: [String] = []
  /// Keys of the parameters that vary.
  var parameters: [String] = []
  /// Figures that are compared.
  var observables: [Observable] = []
  /// Relative step of the finite differences.
  var step = 0.04
  /// Most steps of the fit.
  var iterations = 6

  private static let keys = [
    "chip", "seeds", "effects", "parameters", "observables", "step", "iterations",
  ]
  private static let steps = 0.0001...0.5
  private static let iterationLimits = 1...100
  /// The observables of ``PublishedSweep``.
  private static let sweep = "sweep"
  /// Those of ``PublishedRegister``.
  private static let registers = "registers"

  /// Reads a plan.
  /// - Throws: `ConfigurationError` naming file, line and key.
  init(file: String) throws {
    self.file = file
    let (top, _) = try YAMLMapping.top(of: file)
    try top.allow(Self.keys)
    chip = try top.text("chip")
    seeds = try Self.seeds(top)
    effects = top.has("effects") ? try top.texts("effects") : []
    parameters = try top.texts("parameters")
    observables = try Self.observables(top)
    if top.has("step") { step = try top.double("step", Self.steps) }
    if top.has("iterations") { iterations = try top.int("iterations", Self.iterationLimits) }
  }

  private static func seeds(_ top: YAMLMapping) throws -> [UInt64] {
    let text = try top.text("seeds")
    guard let range = SeedRange(argument: text) else {
      throw top.refused("seeds", "\(text) is no range; give one seed or a range such as 0..3")
    }
    return range.values
  }

  /// Observables by prefix of key; every prefix must find some.
  private static func observables(_ top: YAMLMapping) throws -> [Observable] {
    let names = try top.texts("observables")
    let others = [sweep: Observable.sweep, registers: Observable.registers]
    for name in names where others[name] == nil && Observable.typical([name]).isEmpty {
      throw top.refused(
        "observables",
        "nothing is called \(name)...; give \(sweep), \(registers), or the beginning of a key that "
          + "bss2 characterize --json prints")
    }
    return Observable.typical(names) + names.flatMap { others[$0] ?? [] }
  }
}

/// An error in what a plan asks for.
enum FitError: Error, CustomStringConvertible {
  case bad(String, key: String, reason: String)

  var description: String {
    switch self {
    case .bad(let file, let key, let reason): "\(file): \(key): \(reason)"
    }
  }
}

public import Characterization
import ChipConfiguration

/// The plan of a fit, as a file of `configs/fits` describes it: what varies, what is compared.
public struct FitPlan {
  /// The plan's file, for messages.
  let file: String
  /// Preset or configuration file where the fit starts.
  public let chip: String
  /// Chips of the population; their median is compared.
  public let seeds: [UInt64]
  /// Effects set for the fit, such as `cadc.noise=0`.
  public let effects: [String]
  /// Keys of the parameters that vary.
  public let parameters: [String]
  /// The numbers that are compared.
  public let observables: [Observable]
  /// Relative step of the finite differences, 0.0001...0.5.
  public let step: Double
  /// Most steps of the fit, 1...100.
  public let iterations: Int

  private static let keys = [
    "chip", "seeds", "effects", "parameters", "observables", "step", "iterations",
  ]
  private static let steps = 0.0001...0.5
  private static let usualStep = 0.04
  private static let iterationLimits = 1...100
  private static let usualIterations = 6

  /// Reads a plan.
  /// - Throws: `ConfigurationError` naming file, line, key and what is allowed.
  public init(file: String) throws {
    self.file = file
    let top = try YAMLMapping.top(of: file).mapping
    try top.allow(Self.keys)
    chip = try top.text("chip")
    seeds = try Self.seeds(top)
    effects = top.has("effects") ? try top.texts("effects") : []
    parameters = try top.texts("parameters")
    observables = try Self.observables(top)
    step = top.has("step") ? try top.double("step", Self.steps) : Self.usualStep
    iterations =
      top.has("iterations")
      ? try top.int("iterations", Self.iterationLimits) : Self.usualIterations
  }

  private static func seeds(_ top: YAMLMapping) throws -> [UInt64] {
    let text = try top.text("seeds")
    guard let range = SeedRange(text) else {
      throw top.refused("seeds", "\(text) is not a range; give one seed or a range such as 0..3")
    }
    return range.values
  }

  /// The observables of ``PublishedSweep``.
  private static let sweep = "sweep"
  /// Those of ``PublishedRegister``.
  private static let registers = "registers"

  /// Observables by prefix of key; every prefix must find some.
  private static func observables(_ top: YAMLMapping) throws -> [Observable] {
    let names = try top.texts("observables")
    let others = [sweep: Observable.sweep, registers: Observable.registers]
    for name in names where others[name] == nil && Observable.figures([name]).isEmpty {
      throw top.refused(
        "observables",
        "no observable begins with '\(name)'; give \(sweep), \(registers), or the beginning of a "
          + "key that bss2 characterize --json prints")
    }
    return Observable.figures(names) + names.flatMap { others[$0] ?? [] }
  }
}

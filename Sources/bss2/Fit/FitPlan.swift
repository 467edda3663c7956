import Characterization
import Foundation
import Yams

/// What a fit varies and what it compares: a file of configs/fits.
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
  /// What is compared.
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
  /// - Throws: ``FitError`` naming file and key.
  init(file: String) throws {
    self.file = file
    let mapping = try Self.mapping(file)
    chip = try text("chip", mapping)
    seeds = try seeds(try text("seeds", mapping))
    effects = mapping["effects"] == nil ? [] : try list("effects", mapping)
    parameters = try list("parameters", mapping)
    observables = try observables(try list("observables", mapping))
    if let node = mapping["step"] {
      step = try number(node.float, "step", in: Self.steps, "a number")
    }
    if let node = mapping["iterations"] {
      iterations = try number(node.int, "iterations", in: Self.iterationLimits, "a whole number")
    }
  }

  private static func mapping(_ file: String) throws -> Node.Mapping {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw FitError.unreadable(file)
    }
    guard let mapping = (try? Yams.compose(yaml: text))??.mapping else {
      throw FitError.bad(file, key: "-", reason: "no keys at the top level")
    }
    for key in mapping.keys.compactMap(\.string) where !keys.contains(key) {
      throw FitError.bad(
        file, key: key, reason: "unknown; known are \(keys.joined(separator: ", "))")
    }
    return mapping
  }

  private func text(_ key: String, _ mapping: Node.Mapping) throws -> String {
    guard let text = mapping[key]?.string, !text.isEmpty else {
      throw FitError.bad(file, key: key, reason: "missing")
    }
    return text
  }

  /// A list of one text or more.
  private func list(_ key: String, _ mapping: Node.Mapping) throws -> [String] {
    guard let node = mapping[key] else { throw FitError.bad(file, key: key, reason: "missing") }
    let texts = node.sequence?.compactMap(\.string) ?? []
    guard !texts.isEmpty, texts.count == node.sequence?.count else {
      throw FitError.bad(file, key: key, reason: "must be a list of names, such as [a, b]")
    }
    return texts
  }

  private func seeds(_ text: String) throws -> [UInt64] {
    guard let range = SeedRange(argument: text) else {
      throw FitError.bad(
        file, key: "seeds", reason: "\(text) is no range; give one seed or a range such as 0..3")
    }
    return range.values
  }

  /// Observables by prefix of key; every prefix must find some.
  private func observables(_ names: [String]) throws -> [Observable] {
    let others = [Self.sweep: Observable.sweep, Self.registers: Observable.registers]
    for name in names where others[name] == nil && Observable.typical([name]).isEmpty {
      throw FitError.bad(
        file, key: "observables",
        reason: "nothing is called \(name)...; give \(Self.sweep), \(Self.registers), or the "
          + "beginning of a key that bss2 characterize --json prints")
    }
    return Observable.typical(names) + names.flatMap { others[$0] ?? [] }
  }

  private func number<Value>(
    _ value: Value?, _ key: String, in range: ClosedRange<Value>, _ kind: String
  ) throws -> Value {
    guard let value, range.contains(value) else {
      throw FitError.bad(
        file, key: key, reason: "must be \(kind) from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}

/// What can be wrong with a fit.
enum FitError: Error, CustomStringConvertible {
  case unreadable(String)
  case bad(String, key: String, reason: String)

  var description: String {
    switch self {
    case .unreadable(let file): "\(file): cannot be read; give a plan such as configs/fits/v3.yaml"
    case .bad(let file, let key, let reason): "\(file): \(key): \(reason)"
    }
  }
}

import Characterization
import Foundation
import Yams

/// What a fit varies and what it compares: a file of configs/fits.
struct FitPlan {
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

  /// Reads a plan.
  /// - Throws: ``FitError`` naming file and key.
  init(file: String) throws {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw FitError.unreadable(file)
    }
    guard let mapping = (try? Yams.compose(yaml: text))??.mapping else {
      throw FitError.bad(file, key: "-", reason: "no keys at the top level")
    }
    for key in mapping.keys.compactMap(\.string) where !Self.keys.contains(key) {
      throw FitError.bad(
        file, key: key, reason: "unknown; known are \(Self.keys.joined(separator: ", "))")
    }
    func strings(_ key: String) -> [String] {
      mapping[key]?.sequence?.compactMap(\.string) ?? []
    }
    chip = mapping["chip"]?.string ?? ""
    seeds = mapping["seeds"]?.string.flatMap(SeedRange.init(argument:))?.values ?? []
    effects = strings("effects")
    parameters = strings("parameters")
    step = mapping["step"]?.float ?? step
    iterations = mapping["iterations"]?.int ?? iterations
    let names = strings("observables")
    observables =
      Observable.typical(names) + (names.contains("sweep") ? Observable.sweep : [])
    for (key, isMissing) in [
      ("chip", chip.isEmpty), ("seeds", seeds.isEmpty), ("parameters", parameters.isEmpty),
      ("observables", observables.isEmpty),
    ] where isMissing {
      throw FitError.bad(file, key: key, reason: "missing, or nothing that is known")
    }
    guard step > 1e-4, step < 0.5 else {
      throw FitError.bad(file, key: "step", reason: "must lie between 0.0001 and 0.5")
    }
    guard (1...100).contains(iterations) else {
      throw FitError.bad(file, key: "iterations", reason: "must lie in 1...100")
    }
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

import ArgumentParser
import Experiments

/// Fits physical parameters of a preset to published measurements.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit physical parameters to published measurements of real chips.",
    discussion: """
      Each trial calibrates a few virtual chips and measures them as a user would; the median of \
      the chips is compared with the publication. The method is Levenberg-Marquardt (GSL). The CSV \
      file contains the parameters with their uncertainties, all residuals, and whether the fit has \
      converged.
      """)

  @Argument(help: "Plan of the fit, such as configs/fits/v3.yaml.")
  var plan: String

  @Option(help: "File for parameters and residuals (CSV).")
  var out = "fit.csv"

  @Flag(help: "Evaluate the preset as it is, without fitting.")
  var evaluate = false

  func run() throws {
    let problem = try FitProblem(try FitPlan(file: plan))
    let file = try OutputFile(out)
    let solution = try problem.solution(isFitted: !evaluate, note: note)
    let text = FitReport(solution, of: problem).text
    try file.write(text)
    print(text, terminator: "")
    if !evaluate, !solution.hasConverged {
      warn(
        "the fit did not reach a minimum (\(solution.ending.rawValue)); start from parameters nearer "
          + "to it, or raise 'iterations' in the plan"
      )
    }
  }
}

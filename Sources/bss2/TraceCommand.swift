import ArgumentParser
import ChipConfiguration
import ChipModel
import Experiments
import Foundation
import Plots
import Recording

/// Runs an experiment from a file and shows what happens inside.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract:
      "Run an experiment on a calibrated chip and record pulses, lines, membranes and codes.")

  @Argument(help: "Experiment file; the two in configs/experiments explain every key.")
  var experiment: String

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "Calibration file of the chip; without it the chip is calibrated once and cached.")
  var calibration: String?

  @Option(help: "Folder for trace.h5 and trace.png.")
  var out = "trace"

  @Flag(help: "Print the figures as JSON.")
  var json = false

  func run() throws {
    let experiment = try ExperimentConfiguration.load(experiment)
    let folder = try OutputFolder(out, draws: true)
    try TraceBudget(experiment).check(folder: folder.path)
    let progress = ProgressLine(isQuiet: json)
    let chip = try chipOptions.chip(calibration: calibration, progress)
    progress.begin("tracing")
    let run = try TraceRun(experiment, on: chip)
    progress.clear()
    let (record, picture) = (folder.file("trace.h5"), folder.file("trace.png"))
    try HDF5File.write(run.record(of: chip), to: record)
    try run.figure.write(to: picture)
    try report(run, record, picture)
  }

  private struct Report: Encodable {
    let record: String
    let picture: String
    let neurons: [Int]
    let mean_membrane_volts: [Double]
    let mean_madc_lsb: Double?
    let results: [Int8]
    let lost_events: Int
  }

  private func report(_ run: TraceRun, _ record: String, _ picture: String) throws {
    let report = Report(
      record: record, picture: picture, neurons: run.experiment.watch,
      mean_membrane_volts: run.probe.traces.indices.map(run.meanMembrane),
      mean_madc_lsb: run.meanMADC, results: run.results, lost_events: run.lostEvents)
    if json {
      print(try jsonText(report, .withoutEscapingSlashes))
      return
    }
    for (neuron, mean) in zip(report.neurons, report.mean_membrane_volts) {
      print(String(format: "neuron %d: mean membrane %.1f mV", neuron, mean * 1e3))
    }
    if let mean = report.mean_madc_lsb { print(String(format: "MADC: mean %.1f LSB", mean)) }
    if !report.results.isEmpty {
      print("results: " + report.results.map(String.init).joined(separator: " "))
    }
    if report.lost_events > 0 {
      print(
        "\(report.lost_events) events were lost: inputs that share a PADI bus had events in the same FPGA "
          + "cycle; give them times that differ by 0.008 us or more")
    }
    print("\(record)\n\(picture)")
  }
}

import ArgumentParser
import ChipModel
import Files
import Foundation
import Recording

/// Multiplies what a user brings.
struct MACCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mac",
    abstract: "Multiply input vectors with a weight matrix on a calibrated virtual chip.")

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "Input vectors with values 0...31, one per row (CSV or NPY, - for standard input).")
  var inputs: String

  @Option(
    help: "Weights -63...63, one row per input, one column per output (CSV or NPY, - as above).")
  var weights: String

  @Option(help: "How often each vector is sent.")
  var numSends = 1

  @Option(help: "FPGA cycles of 8 ns between two events.")
  var wait = 5

  @Option(help: "How often the whole batch is repeated.")
  var repeats = 1

  @Option(help: "Calibration file of the chip; without it the chip is calibrated once and cached.")
  var calibration: String?

  @Option(help: "Result file (.csv, .npy or .h5): one row per vector and repeat.")
  var out: String?

  @Flag(help: "Print the times as JSON, and no results; write these with --out.")
  var json = false

  func validate() throws {
    for (name, value) in [("--num-sends", numSends), ("--wait", wait), ("--repeats", repeats)] {
      try check(name, value, 1...1_000_000)
    }
    guard inputs != InputFile.standardInput || weights != InputFile.standardInput else {
      throw ValidationError("--inputs and --weights cannot both be standard input; give one file.")
    }
    if let out, ![".csv", ".npy", ".h5"].contains(where: out.hasSuffix) {
      throw ValidationError("--out \(out): the ending must be .csv, .npy or .h5.")
    }
  }

  func run() throws {
    let vectors = try NumberTable(file: inputs)
    let matrix = try NumberTable(file: weights)
    guard vectors.columns == matrix.rows else {
      throw ValidationError(
        "\(inputs) has \(vectors.columns) inputs per vector, but \(weights) has \(matrix.rows) "
          + "rows; they must be equal.")
    }
    let activations: [UInt8] = try vectors.checked(MatrixMultiplication.inputRange, inputs)
    var product = try MatrixMultiplication(
      weights: try matrix.checked(MatrixMultiplication.weightRange, weights), rows: matrix.rows,
      columns: matrix.columns)
    product.numSends = numSends
    product.waitBetweenEvents = wait
    let file = try out.map { try OutputFile($0) }
    let progress = ProgressLine(isQuiet: json)
    defer { progress.clear() }
    let chip = try chipOptions.chip(calibration: calibration, progress)
    let (results, times) = try multiply(chip, activations, vectors.rows, product, progress)
    progress.clear()
    if let file { try write(results, columns: matrix.columns, chip, to: file) }
    report(times, isPrinted: out == nil, results, columns: matrix.columns)
  }

  private struct Times {
    let chipSeconds: Double
    let wallSeconds: Double
  }

  private func multiply(
    _ chip: Chip, _ activations: [UInt8], _ vectors: Int, _ product: MatrixMultiplication,
    _ progress: ProgressLine
  ) throws -> ([Int8], Times) {
    progress.begin("multiplying")
    let (chipStart, start) = (chip.chipSeconds, Date())
    var product = product
    var results: [Int8] = []
    var pace = ProductPace(product, vectors: vectors, repeats: repeats)
    for _ in 0..<repeats {
      // Parts of one run, so that progress is seen.
      product.runStart = try chip.noisePosition()
      for part in pace.parts {
        results += try chip.multiply(
          inputs: Array(
            activations[part.lowerBound * product.rows..<part.upperBound * product.rows]),
          batch: part.count, product)
        pace.show(after: part.count, on: progress)
      }
    }
    return (
      results,
      Times(
        chipSeconds: chip.chipSeconds - chipStart, wallSeconds: Date().timeIntervalSince(start))
    )
  }

  private func write(
    _ results: [Int8], columns: Int, _ chip: Chip, to file: OutputFile
  ) throws {
    let shape = [results.count / columns, columns]
    if file.path.hasSuffix(".h5") {
      try HDF5File.write(record(results, shape, chip), to: file.path)
    } else if file.path.hasSuffix(".npy") {
      try file.write(Data(NPY.encode(results, shape: shape)))
    } else {
      try file.write(csv(results, columns))
    }
  }

  private func record(_ results: [Int8], _ shape: [Int], _ chip: Chip) -> Record {
    Record(
      attributes: [
        "content": "mac", "emulator_version": .string(Emulator.build),
        "chip": .string(chip.identity.description), "chip_seed": .uint64(chip.identity.seed),
        "run_seed": .uint64(chip.identity.runSeed), "num_sends": .int64(Int64(numSends)),
        "wait_between_events_fpga_cycles": .int64(Int64(wait)), "repeats": .int64(Int64(repeats)),
        "chip_fingerprint": .string(chip.parameters.fingerprint),
        "effects": .strings(chipOptions.effect), "calibration": .string(calibration ?? "own"),
      ],
      datasets: [
        "results": Dataset(
          results, shape: shape, unit: "LSB", summary: "one row per vector and repeat")
      ])
  }

  private func csv(_ results: [Int8], _ columns: Int) -> String {
    stride(from: 0, to: results.count, by: columns).map { start in
      results[start..<start + columns].map(String.init).joined(separator: ",") + "\n"
    }.joined()
  }

  private func report(_ times: Times, isPrinted: Bool, _ results: [Int8], columns: Int) {
    if json {
      print("{\"chip_seconds\":\(times.chipSeconds),\"wall_seconds\":\(times.wallSeconds)}")
      return
    }
    if isPrinted { print(csv(results, columns), terminator: "") }
    note(
      String(format: "chip time %.6f s, wall time %.6f s", times.chipSeconds, times.wallSeconds))
  }
}

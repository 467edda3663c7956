import ArgumentParser
import Calib
import CalibrationStore
import ChipModel
import Foundation
import Recording

/// Multiplies what a user brings.
struct MACCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mac",
    abstract: "Multiply input vectors with a weight matrix on a calibrated virtual chip.")

  @OptionGroup var chipOptions: ChipOptions

  @Option(help: "Input vectors 0...31, one a row (CSV or NPY).")
  var inputs: String

  @Option(help: "Weights -63...63, one row per input, one column per output (CSV or NPY).")
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

  @Flag(help: "Print times as JSON.")
  var json = false

  func validate() throws {
    for (name, value) in [("--num-sends", numSends), ("--wait", wait), ("--repeats", repeats)] {
      guard (1...1_000_000).contains(value) else {
        throw ValidationError("\(name) \(value) is out of range; allowed is 1 to 1000000")
      }
    }
    if let out, ![".csv", ".npy", ".h5"].contains(where: out.hasSuffix) {
      throw ValidationError(TableError.unknownFormat(out).description)
    }
  }

  func run() throws {
    let vectors = try NumberTable(file: inputs)
    let matrix = try NumberTable(file: weights)
    guard vectors.columns == matrix.rows else {
      throw ValidationError(
        "\(inputs) has \(vectors.columns) inputs per vector, \(weights) has \(matrix.rows) rows; "
          + "they must be equal")
    }
    let activations: [UInt8] = try vectors.checked(MatrixMultiplication.inputRange, inputs)
    var product = try MatrixMultiplication(
      weights: try matrix.checked(MatrixMultiplication.weightRange, weights), rows: matrix.rows,
      columns: matrix.columns)
    product.numSends = numSends
    product.waitBetweenEvents = wait
    let chip = try calibratedChip()
    let (results, times) = try multiply(chip, activations, vectors.rows, product)
    try write(results, columns: matrix.columns, chip)
    report(times, isPrinted: out == nil, results, columns: matrix.columns)
  }

  private func calibratedChip() throws -> Chip {
    guard let calibration else {
      let progress = ProgressLine(isQuiet: json)
      progress.begin("calibrating")
      defer { progress.clear() }
      return try chipOptions.calibratedChip { progress.update($0.fraction, note: $0.step) }.chip
    }
    return try chipOptions.chip(calibratedBy: calibration)
  }

  private struct Times {
    let chipSeconds: Double
    let wallSeconds: Double
  }

  private func multiply(
    _ chip: Chip, _ activations: [UInt8], _ vectors: Int, _ product: MatrixMultiplication
  ) throws -> ([Int8], Times) {
    let progress = ProgressLine(isQuiet: json)
    progress.begin("multiplying")
    defer { progress.clear() }
    let (chipStart, start) = (chip.chipSeconds, Date())
    var results: [Int8] = []
    for index in 0..<repeats {
      results += try chip.multiply(inputs: activations, batch: vectors, product)
      progress.update(Double(index + 1) / Double(repeats))
    }
    return (
      results,
      Times(
        chipSeconds: chip.chipSeconds - chipStart, wallSeconds: Date().timeIntervalSince(start))
    )
  }

  private func write(_ results: [Int8], columns: Int, _ chip: Chip) throws {
    guard let out else { return }
    let rows = results.count / columns
    if out.hasSuffix(".h5") {
      var record = Record(attributes: [
        "content": "mac", "emulator_version": .string(Emulator.version),
        "chip": .string(chip.identity.description), "chip_seed": .uint64(chip.identity.seed),
        "run_seed": .uint64(chip.identity.runSeed), "num_sends": .int64(Int64(numSends)),
        "wait_between_events_fpga_cycles": .int64(Int64(wait)), "repeats": .int64(Int64(repeats)),
        "chip_fingerprint": .string(chip.parameters.fingerprint),
        "effects": .strings(chipOptions.effect), "calibration": .string(calibration ?? "own"),
      ])
      record.datasets["results"] = Dataset(
        results, shape: [rows, columns], unit: "LSB", summary: "one row per vector and repeat")
      return try HDF5File.write(record, to: out)
    }
    let data =
      out.hasSuffix(".npy")
      ? NPY.encode(results, shape: [rows, columns]) : Data(csv(results, columns).utf8)
    do {
      try data.write(to: URL(fileURLWithPath: out), options: .atomic)
    } catch {
      throw OutputError.cannotWrite(out, reason: "the file cannot be made")
    }
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
    let note = String(
      format: "chip time %.6f s, wall time %.6f s\n", times.chipSeconds, times.wallSeconds)
    FileHandle.standardError.write(Data(note.utf8))
  }
}

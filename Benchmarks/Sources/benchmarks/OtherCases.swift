import Calib
import ChipModel
import Foundation
import Perceptron

/// Everything that is not a batch of products on the chip.
enum OtherCases {
  static func mock(rows: Int, columns: Int, batch: Int, goal: Double? = nil) throws -> Case {
    let context = try PerceptronContext()
    var generator = SplitMix(state: 1)
    let inputs = try Tensor(
      shape: [batch, rows], (0..<batch * rows).map { _ in Float(generator.next() % 32) })
    let weights = try Tensor(
      shape: [rows, columns],
      (0..<rows * columns).map { _ in Float(Int(generator.next() % 127) - 63) })
    return Case(
      name: "mock \(rows)×\(columns), batch \(batch)", unit: "vectors", amount: Double(batch),
      // Sixteen products of 16 bits take the place of eight fused operations.
      ceiling: .fused(operations: Double(rows * columns * batch) / 2), goal: goal
    ) { _ = try context.mac(inputs, weights, mock: true) }
  }

  /// Training steps of the Yin-Yang network 4-128-3.
  static func training(on chip: Chip?, goal: Double) throws -> Case {
    let context = try PerceptronContext(
      mockParameter: MockParameter(noiseStd: 2, gain: 0.002), trainSeed: 0,
      hardware: chip.map { HardwareBackend(chip: $0) })
    let model = try YinYangModel(mock: chip == nil, context: context)
    let optimizer = Adam(model.namedParameters.map(\.parameter), learningRate: 0.1)
    let trainer = Trainer(model: model, optimizer: optimizer)
    let batch = {
      var data = YinYangDataset(size: 350); return data.nextBatch()
    }()
    return Case(
      name: "training step 4-128-3, batch 350, \(chip == nil ? "mock" : "chip")", unit: "steps",
      amount: 1, goal: goal
    ) {
      chip?.threads = 2
      _ = try trainer.step(batch)
    }
  }

  static func trace(on chip: Chip) throws -> Case {
    let weights = (0..<128 * 256).map { Int8($0 % 127 - 63) }
    let product = try MatrixMultiplication(weights: weights, rows: 128, columns: 256)
    let inputs = (0..<128).map { UInt8($0 % 32) }
    return Case(name: "trace of one column, 128×256", unit: "traces", amount: 1) {
      _ = try chip.probeProduct(inputs: inputs, product, column: 3)
    }
  }

  static func calibration(_ parameters: ChipParameters) -> Case {
    Case(name: "hagen calibration", unit: "calibrations", amount: 1, goal: 1 / 3.0) {
      let chip = try Chip(parameters: parameters, seed: 1, threads: 2)
      _ = try HagenCalibration.calibrate(chip, seed: 1)
    }
  }

  static func start(_ parameters: ChipParameters) -> Case {
    Case(name: "a new chip", unit: "chips", amount: 1) {
      _ = try Chip(parameters: parameters, seed: 2)
    }
  }

  /// A command, from start to exit; nil where it has not been built.
  static func command(_ path: String, _ arguments: [String], goal: Double?) -> Case? {
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
    let name = ([URL(fileURLWithPath: path).lastPathComponent] + arguments).joined(separator: " ")
    return Case(name: name, unit: "runs", amount: 1, goal: goal) {
      try run(path, arguments)
    }
  }

  /// The calibrations of some chips with their files, on all cores; nil where the command has not been built.
  static func calibrations(_ bss2: String, chips: Int) -> Case? {
    guard FileManager.default.isExecutableFile(atPath: bss2) else { return nil }
    let folder = NSTemporaryDirectory() + "bss2-benchmark-calibrations"
    return Case(
      name: "bss2 calibrate, \(chips) chips", unit: "chips", amount: Double(chips), goal: 1 / 1.2
    ) {
      // Chips whose files exist are not calibrated again.
      try? FileManager.default.removeItem(atPath: folder)
      try run(
        bss2, ["calibrate", "--seeds", "0..\(chips - 1)", "--no-cache", "--out", folder])
    }
  }

  /// Runs a program without its output. Foundation's `Process` wakes up some 20 ms after the end.
  private static func run(_ path: String, _ arguments: [String]) throws {
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    var child = pid_t()
    let code = posix_spawn(&child, path, &actions, nil, &words, environ)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    var status: Int32 = 0
    waitpid(child, &status, 0)
  }
}

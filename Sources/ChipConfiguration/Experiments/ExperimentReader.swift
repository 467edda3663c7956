internal import ChipModel
internal import SimulationCore

/// Reads an experiment file.
struct ExperimentReader {
  private let top: YAMLMapping
  private let text: String

  /// One second.
  private static let longestCycles = 1_000_000 * Clocks.fpgaCyclesPerMicrosecond
  private static let microsecondsPerCycle = 1 / Double(Clocks.fpgaCyclesPerMicrosecond)

  /// Opens a file.
  init(path: String) throws { (top, text) = try YAMLMapping.top(of: path) }

  /// The experiment.
  func experiment() throws -> ExperimentConfiguration {
    try top.allow([
      "title", "weights", "events", "duration", "product", "watch", "sample_period", "madc",
    ])
    let weights = try weights()
    let columns = weights[0].count
    return ExperimentConfiguration(
      title: try top.text("title"), weights: weights.flatMap { $0.map { Int8($0) } },
      rows: weights.count, columns: columns, stimulus: try stimulus(rows: weights.count),
      watch: try watch(columns), ticksPerSample: try top.ticks("sample_period", 2...500_000),
      madc: top.has("madc") ? try top.int("madc", 0...columns - 1) : nil, text: text)
  }

  private func weights() throws -> [[Int]] {
    let weights = try top.rows("weights", MatrixMultiplication.weightRange)
    let (rows, columns) = (MatrixMultiplication.tileRows, MatrixMultiplication.tileColumns)
    guard weights.count <= rows else {
      throw top.refused("weights", "at most \(rows) rows are allowed")
    }
    guard weights[0].count <= columns else {
      throw top.refused("weights", "at most \(columns) columns are allowed")
    }
    return weights
  }

  private func watch(_ columns: Int) throws -> [Int] {
    let watch = try top.ints("watch", 0...columns - 1)
    guard Set(watch).count == watch.count else {
      throw top.refused("watch", "a neuron is named twice; name each neuron once")
    }
    return watch
  }

  private func stimulus(rows: Int) throws -> ExperimentConfiguration.Stimulus {
    switch (top.has("events"), top.has("product")) {
    case (true, true): throw top.refused("product", "give either events or a product, not both")
    case (false, false): throw top.lacks(allOf: ["events", "product"])
    case (false, true):
      if top.has("duration") {
        throw top.refused(
          "duration",
          "is allowed with 'events' only, because a product has its own schedule; remove it")
      }
      return try product(rows)
    case (true, false): return try events(rows)
    }
  }

  private func product(_ rows: Int) throws -> ExperimentConfiguration.Stimulus {
    let product = try top.mapping("product")
    try product.allow(["inputs", "num_sends", "wait_between_events"])
    let inputs = try product.ints("inputs", MatrixMultiplication.inputRange)
    guard inputs.count == rows else {
      throw product.refused("inputs", "must have one number for each row of the weights (\(rows))")
    }
    return .product(
      inputs: inputs.map { UInt8($0) },
      numSends: product.has("num_sends") ? try product.int("num_sends", 1...1000) : 1,
      waitBetweenEvents: product.has("wait_between_events")
        ? try product.int("wait_between_events", 1...100_000) : 5)
  }

  private func events(_ rows: Int) throws -> ExperimentConfiguration.Stimulus {
    let cycles = try top.ticks("duration", 4...4 * Self.longestCycles, of: 4) / 4
    let last = Double(cycles - 1) * Self.microsecondsPerCycle
    let events = try top.mappings("events").flatMap { entry in
      try entry.allow(["input", "activation", "times_us"])
      let input = try entry.int("input", 0...rows - 1)
      let activation = try entry.int("activation", 1...MatrixMultiplication.inputRange.upperBound)
      return try entry.doubles("times_us", 0...last, unit: "us").map {
        ExperimentConfiguration.Event(
          cycle: Int(($0 / Self.microsecondsPerCycle).rounded()), input: input,
          activation: activation)
      }
    }
    return .events(events, cycles: cycles)
  }
}

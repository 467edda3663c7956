import ChipModel

/// A batch of products on the virtual chip.
struct MACWork {
  var rows = 128
  var columns = 512
  var batch = 1000
  var sends = 1
  var wait = 5
  /// Share of inputs that are 0.
  var zeros = 0.0
  var threads = 2
  var goal: Double?

  /// Operations of the multiplier's pipe that an event costs a column at least, paper floor: pulse
  /// with distance (1), two charges (2), two lines (2), two curves (4) and their sum with the decaying
  /// membrane (3), two decays (2). Adds of its own pipe go beside them.
  static let operationsPerColumnEvent = 14.0

  var name: String {
    var name = "mac \(rows)×\(columns), batch \(batch)"
    if sends != 1 { name += ", \(sends) sends" }
    if wait != 5 { name += ", wait \(wait)" }
    if zeros > 0 { name += ", \(Int(zeros * 100)) % zeros" }
    if threads != 2 { name += ", \(threads) thread" }
    return name
  }

  private func random(_ count: Int, _ body: (inout SplitMix) -> Int) -> [Int] {
    var generator = SplitMix(state: UInt64(count))
    return (0..<count).map { _ in body(&generator) }
  }

  func make(on chip: Chip) throws -> Case {
    let weights = random(rows * columns) { Int($0.next() % 127) - 63 }.map { Int8($0) }
    let inputs = random(batch * rows) {
      Double($0.next() % 1000) < zeros * 1000 ? 0 : 1 + Int($0.next() % 31)
    }.map { UInt8($0) }
    var product = try MatrixMultiplication(weights: weights, rows: rows, columns: columns)
    product.numSends = sends
    product.waitBetweenEvents = wait
    let events = inputs.count { $0 > 0 } * sends
    let threads = threads
    return Case(
      name: name, unit: "vectors", amount: Double(batch),
      ceiling: .fused(
        operations: Double(events * columns) * Self.operationsPerColumnEvent), goal: goal
    ) { [product, batch] in
      chip.threads = threads
      _ = try chip.multiply(inputs: inputs, batch: batch, product)
    }
  }

  static let all: [MACWork] = [
    .init(batch: 1000, goal: 60_000), .init(batch: 1000, threads: 1),
    .init(batch: 1), .init(batch: 100), .init(batch: 100, wait: 1), .init(batch: 100, wait: 25),
    .init(batch: 100, sends: 20), .init(batch: 1000, zeros: 0.9),
    .init(columns: 256, batch: 1), .init(columns: 256, batch: 100),
    .init(columns: 256, batch: 1000), .init(columns: 256, batch: 100, sends: 20),
    .init(rows: 256, columns: 256, batch: 1), .init(rows: 256, columns: 256, batch: 1000),
    .init(rows: 1024, columns: 1024, batch: 1), .init(rows: 1024, columns: 1024, batch: 100),
    .init(rows: 1024, columns: 1024, batch: 1000, goal: 3e9 / (1024 * 1024)),
  ]

  /// Series along one axis each; times are to grow linearly.
  static let scaling: [(axis: String, works: [(Int, MACWork)])] = [
    ("events", [16, 32, 64, 96, 128].map { ($0, MACWork(rows: $0, batch: 300, threads: 1)) }),
    (
      "columns", [16, 64, 128, 192, 256].map { ($0, MACWork(columns: $0, batch: 300, threads: 1)) }
    ),
    ("batch", [10, 100, 1000, 4000].map { ($0, MACWork(columns: 256, batch: $0, threads: 1)) }),
    ("threads", [1, 2].map { ($0, MACWork(batch: 1000, threads: $0)) }),
  ]
}

/// Steele, Lea and Flood's SplitMix64: numbers for operands, the same in every run.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

import ChipModel
import Testing
import _TestSupport

/// A chip without mismatch of its settings, as uncalibrated products use it.
struct NominalKind: Sendable, CustomTestStringConvertible {
  var preset: String
  var seed: UInt64 = 0
  var effects: [String] = []
  /// Temperature in kelvin; nil leaves the chip at its reference temperature.
  var kelvin: Double?

  var testDescription: String {
    ([preset + "-\(seed)"] + effects + (kelvin.map { ["\($0) K"] } ?? [])).joined(separator: " ")
  }

  /// The chip with nominal settings.
  func chip(threads: Int = 1) throws -> Chip {
    var parameters = try _TestSupport.preset(preset, effects: effects)
    if let kelvin { parameters = parameters.at(kelvin: kelvin) }
    let chip = try Chip(parameters: parameters, seed: seed, runSeed: 7, threads: threads)
    _ = try chip.run(NominalSettings.program())
    return chip
  }

  /// Small offsets of the synaptic inputs, as after calibration: no column is at a rail.
  static let smallOffsets = "ota.offset=0.02"

  static let all: [NominalKind] =
    ["typical", "v2"].flatMap { preset in
      (0..<3).flatMap { seed in
        [[], [smallOffsets]].map { NominalKind(preset: preset, seed: seed, effects: $0) }
      }
    } + [
      NominalKind(preset: "ideal"), NominalKind(preset: "faulty", effects: [smallOffsets]),
      NominalKind(preset: "typical", effects: ["all=10"]),
      NominalKind(preset: "typical", effects: [smallOffsets, "membrane.reset_memory=1"]),
      NominalKind(
        preset: "typical", effects: [smallOffsets, "ota.saturation=2", "driver.recovery=5"]),
      NominalKind(preset: "ideal", effects: ["line.tail=1", "line.compression=3"]),
      NominalKind(preset: "typical", effects: [smallOffsets], kelvin: 330),
    ]
}

/// A way to multiply: the shape of the matrix and how the inputs are sent.
struct ProductShape: Sendable, CustomStringConvertible {
  var (rows, columns, batch, numSends, wait): (Int, Int, Int, Int, Int)

  init(_ rows: Int, _ columns: Int, batch: Int, sends: Int, wait: Int) {
    (self.rows, self.columns, self.batch, numSends, self.wait) = (rows, columns, batch, sends, wait)
  }

  var description: String {
    "\(rows) x \(columns), batch \(batch), sends \(numSends), wait \(wait)"
  }

  /// Inputs and weights, the same in every run.
  var data: RandomProduct {
    RandomProduct(seed: UInt64(rows * 1000 + columns), rows: rows, columns: columns, batch: batch)
  }

  static let all = [
    ProductShape(1, 1, batch: 1, sends: 1, wait: 5),
    ProductShape(128, 256, batch: 2, sends: 1, wait: 5),
    ProductShape(100, 60, batch: 3, sends: 3, wait: 2),
    ProductShape(300, 300, batch: 1, sends: 2, wait: 25),
    ProductShape(140, 8, batch: 4, sends: 1, wait: 60),
  ]

  /// The product on a chip.
  func results(
    on chip: Chip, _ execution: MACBatch.Execution = .lowered
  ) throws -> [Int8] {
    var product = try data.product(numSends: numSends, wait: wait)
    product.execution = execution
    return try chip.multiply(inputs: data.inputs, batch: batch, product)
  }
}

extension Chip {
  /// Digests of products of all shapes and of the chip that they leave behind.
  func productDigests(_ name: String, _ execution: MACBatch.Execution) throws -> [String: Digest] {
    var digests: [String: Digest] = [:]
    for shape in ProductShape.all {
      var digest = Digest(try shape.results(on: self, execution))
      digest.add(chipSeconds)
      digests["\(name): \(shape)"] = digest
    }
    // What the columns remember between products is not the same in both executions.
    digests["\(name): state, \(execution)"] = try stateDigest
    return digests
  }

  /// A digest of everything that the chip remembers.
  var stateDigest: Digest { get throws { Digest(try snapshot().bytes) } }
}

@Suite struct ProductDigestTests {
  private let golden = GoldenDigests("products")

  @Test(arguments: NominalKind.all)
  func `uncalibrated products keep their bytes`(_ kind: NominalKind) throws {
    try golden.expect(kind.chip(threads: 2).productDigests(kind.testDescription, .lowered))
  }

  /// Both executions have one file on record, since they give the same bytes.
  @Test(arguments: NominalKind.all)
  func `uncalibrated products keep their bytes event by event`(_ kind: NominalKind) throws {
    try golden.expect(kind.chip().productDigests(kind.testDescription, .interpreted))
  }
}

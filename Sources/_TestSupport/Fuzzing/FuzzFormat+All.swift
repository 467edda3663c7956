internal import Calib
internal import CalibrationStore
internal import ChipConfiguration
internal import ChipModel
internal import Cocolist
internal import Experiments
internal import Files
internal import Foundation
internal import Recording
internal import SimulationCore

extension FuzzFormat {
  /// Every format that the package reads.
  /// - Throws: errors of the calibration that some examples need.
  public static func all() throws -> [FuzzFormat] {
    try texts() + tables() + cocolists() + hdf5() + [measured(), cached(), snapshots()]
  }

  private static let scratch = try? Scratch()

  /// Puts bytes into a file for readers of files.
  private static func withFile(
    _ bytes: [UInt8], _ name: String, _ body: (String) throws -> Void
  ) throws {
    guard let path = scratch?.path(name) else { return }
    try Data(bytes).write(to: URL(filePath: path))
    try body(path)
  }

  // MARK: - Texts and tables

  private static func texts() -> [FuzzFormat] {
    func files(_ folder: String) -> [[UInt8]] {
      let path = RepositoryFolder.path + "/configs/" + folder
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.sorted().compactMap {
        FileManager.default.contents(atPath: path + "/" + $0).map { Array($0) }
      }
    }
    return [
      FuzzFormat("chip", isText: true, corpus: files("chips")) { bytes in
        try withFile(bytes, "chip.yaml") { path in
          let chip = try ChipConfiguration.load(path)
          try chip.parameters.validate()
        }
      },
      FuzzFormat("experiment", isText: true, corpus: files("experiments")) { bytes in
        try withFile(bytes, "experiment.yaml") { _ = try ExperimentConfiguration.load($0) }
      },
      FuzzFormat("fit", isText: true, corpus: files("fits")) { bytes in
        try withFile(bytes, "fit.yaml") { _ = try FitPlan(file: $0) }
      },
      FuzzFormat("targets", isText: true, corpus: targets) { bytes in
        try withFile(bytes, "targets.yaml") {
          _ = try CalibTargetFile.hagen($0)
          _ = try CalibTargetFile.hagenSynin($0)
        }
      },
    ]
  }

  private static let targets = [
    "cadc_target: {dynamic_range: [140, 330]}\nneuron_target: {leak: 120, tau_mem: 60 us}\n",
    "cadc_target: {dynamic_range: [150, 340]}\n",
  ].map { Array($0.utf8) }

  private static func tables() -> [FuzzFormat] {
    let texts = ["1,2,3\n4,5,6\n", "a;b\n1;31\n0;7\n", "# x\n1\t2\n", "-63,63\n12,-1\n0,0\n"]
    let read: @Sendable ([UInt8]) throws -> Void = { bytes in
      let _: [Int8] = try NumberTable(bytes: bytes, name: "x").checked(
        MatrixMultiplication.weightRange, "x")
    }
    return [
      FuzzFormat("csv", isText: true, corpus: texts.map { Array($0.utf8) }, read: read),
      FuzzFormat(
        "npy",
        corpus: [
          NPY.encode([1, 2, 3, -4, 5, 6], shape: [2, 3]), NPY.encode([7, 8], shape: [2]),
        ], read: read),
      FuzzFormat("digits", isText: true, corpus: [digits]) { bytes in
        try withFile(bytes, "digits.csv") { _ = try DigitsData(file: $0) }
      },
    ]
  }

  /// Pictures of digits: the fewest that a file may have.
  private static let digits: [UInt8] = (0..<100).flatMap { number in
    let pixels = (0..<784).map { ($0 + number) % 7 == 0 ? "255" : "0" }
    return Array((pixels + ["\(number % 10)"]).joined(separator: ",").utf8) + [10]
  }

  // MARK: - Calibrations, networks and states

  private static func cocolists() throws -> [FuzzFormat] {
    let list = try SharedCalibrations.hagen("ideal", seed: 0).cocolist
    let short = Cocolist(Array(list.cocos.prefix(40)))
    let read: @Sendable ([UInt8]) throws -> Void = { bytes in
      let list = try Cocolist(file: bytes)
      _ = list.portableBinary()
      try list.apply(to: nominalChip("ideal"))
    }
    return [
      FuzzFormat("json", isText: true, corpus: [short.json()], read: read),
      FuzzFormat("json.gz", corpus: [try short.compressedJSON()], read: read),
      FuzzFormat("pbin", corpus: [short.portableBinary()], read: read),
    ]
  }

  private static func hdf5() throws -> [FuzzFormat] {
    let chip = try nominalChip("ideal")
    let result = try SharedCalibrations.hagen("ideal", seed: 0)
    var calibration: [UInt8] = []
    var state: [UInt8] = []
    try withFile([], "corpus.h5") { path in
      try CalibrationFile.write(result, of: chip, to: path)
      calibration = try InputFile.bytes(path, limit: 1 << 28)
      try ChipStateFile.write(chip.snapshot(), to: path)
      state = try InputFile.bytes(path, limit: 1 << 28)
    }
    return [
      FuzzFormat("hdf5", corpus: [calibration], finish: unsealed) { bytes in
        try withFile(bytes, "record.h5") { _ = try HDF5File.read($0) }
      },
      FuzzFormat("calibration", corpus: [calibration], finish: unsealed) { bytes in
        try withFile(bytes, "calibration.h5") {
          _ = try StoredCalibration($0).apply(to: nominalChip("ideal"))
        }
      },
      FuzzFormat("state", corpus: [state], finish: unsealed) { bytes in
        try withFile(bytes, "state.h5") { try nominalChip("ideal").restore(ChipStateFile.read($0)) }
      },
    ]
  }

  /// Files of measured chips.
  private static func measured() throws -> FuzzFormat {
    var configuration = try ChipConfiguration.load("ideal")
    configuration.parameters.pattern = KnownPattern([
      .init(.capMemBlockGain, .chip): .init(
        mean: [1, -1, 0.5, 0], deviation: [0.1, 0.2, 0.3, 1])
    ])
    var bytes: [UInt8] = []
    try withFile([], "measured.h5") { path in
      try MeasuredChip(configuration, date: "2026-01-01", source: "a test").write(to: path)
      bytes = try InputFile.bytes(path, limit: 1 << 28)
    }
    return FuzzFormat("measured", corpus: [bytes], finish: unsealed) { bytes in
      try withFile(bytes, "measured.h5") { try ChipConfiguration.load($0).parameters.validate() }
    }
  }

  /// Removes the block with the checksum from most files, so that the damage reaches the library.
  private static let unsealed: @Sendable ([UInt8], inout Mutator) -> [UInt8] = { bytes, mutator in
    mutator.below(4) == 0 || !bytes.starts(with: Array("bss2".utf8))
      ? bytes : Array(bytes.dropFirst(1 << 9))
  }

  /// Files of the cache of calibrations, damaged below their compression.
  private static func cached() throws -> FuzzFormat {
    let result = try SharedCalibrations.hagen("ideal", seed: 0)
    let content = try Gzip.decompress(try result.archive.compressed())
    return FuzzFormat(
      "cached", corpus: [content], finish: { bytes, _ in (try? Gzip.compress(bytes)) ?? bytes }
    ) { bytes in
      let archive = try CalibrationArchive(compressed: bytes)
      try HagenCalibResult(archive: archive).apply(to: nominalChip("ideal"))
    }
  }

  private static func snapshots() throws -> FuzzFormat {
    let snapshot = try nominalChip("ideal").snapshot()
    return FuzzFormat("snapshot", corpus: [snapshot.bytes], finish: { bytes, _ in summed(bytes) }) {
      bytes in
      let chip = try nominalChip("ideal")
      try chip.restore(ChipSnapshot(bytes: bytes))
      let product = RandomProduct(seed: 1, rows: 4, columns: 4, batch: 2)
      _ = try chip.multiply(inputs: product.inputs, batch: 2, product.product())
    }
  }

  /// Writes the right checksum at the end of a snapshot.
  private static func summed(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > 16 else { return bytes }
    var hash = StableHash()
    bytes[8..<bytes.count - 8].withUnsafeBytes { hash.add($0) }
    return bytes.dropLast(8)
      + (0..<8).map { UInt8(truncatingIfNeeded: hash.checksum >> (8 * UInt64($0))) }
  }
}

import Calib
import CalibrationStore
import ChipModel
import Cocolist
import Coordinates
import Foundation
import Perceptron
import Recording
import Testing
import _TestSupport

/// Calibrations, their files and what the calibrated chips compute, compared with recorded ones.
@Suite(.fullTier) struct CalibrationDigestTests {
  private let golden = GoldenDigests("calibrations")

  @Test(arguments: [
    CalibratedKind(preset: "typical"), CalibratedKind(preset: "typical", seed: 1),
    CalibratedKind(preset: "typical", seed: 2), CalibratedKind(preset: "v2"),
    CalibratedKind(preset: "v2", seed: 1), CalibratedKind(preset: "v2", seed: 2),
    CalibratedKind(preset: "ideal"), CalibratedKind(preset: "faulty"),
  ])
  func `calibrations for membranes keep their files and products`(_ kind: CalibratedKind) throws {
    let result = try kind.hagen()
    let name = "\(kind.testDescription) hagen"
    try expectFiles(result, of: kind.chip(), name)
    let chip = try kind.chip(runSeed: 1, threads: 2)
    try result.apply(to: chip)
    try golden.expect(chip.stateDigest, "\(name): chip")
    try golden.expect(chip.productDigests(name, .lowered))
    try golden.expect(recordedProduct(chip), "\(name): recorded and traced product")
    try golden.expect(layers(chip), "\(name): layers")
  }

  @Test(arguments: [
    CalibratedKind(preset: "typical"), CalibratedKind(preset: "v2"),
    CalibratedKind(preset: "ideal"),
  ])
  func `calibrations for lines keep their files and products`(_ kind: CalibratedKind) throws {
    let result = try kind.hagenSynin()
    let name = "\(kind.testDescription) hagen_synin"
    try expectFiles(result, of: kind.chip(), name)
    let chip = try kind.chip(runSeed: 1)
    try result.apply(to: chip)
    try golden.expect(chip.stateDigest, "\(name): chip")
    let multiplication = try LineMultiplication(chip, calibration: result, synram: .top)
    let vectors = (0..<3).map { vector in
      (0..<256).map { HagenActivation(unchecked: ($0 * 5 + vector) % 32) }
    }
    let matrix = (0..<256).map { row in (0..<128).map { (row * 3 + $0 * 7) % 127 - 63 } }
    var digest = Digest()
    for drops in try multiplication.multiply(vectors, matrix) { digest.add(drops) }
    try golden.expect(digest, "\(name): product on lines")
  }

  private func expectFiles(_ result: some CalibResult, of chip: Chip, _ name: String) throws {
    let list = try result.cocolist
    try golden.expect(Digest(list.portableBinary()), "\(name): cocolist.pbin")
    try golden.expect(Digest(list.json()), "\(name): cocolist.json")
    let folder = try ScratchFolder.path("digests/" + name.replacingOccurrences(of: " ", with: "-"))
    let files = CalibrationFolder(folder, kind: type(of: result).kind)
    try files.write(result, of: chip)
    var native = Digest()
    native.add(try HDF5File.read(files.native).withoutPaths)
    try golden.expect(native, "\(name): native file")
    var provenance = try JSONDecoder().decode(
      CocolistProvenance.self, from: Data(contentsOf: URL(filePath: files.provenance)))
    provenance.version = ""
    var digest = Digest()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    digest.add(String(decoding: try encoder.encode(provenance), as: UTF8.self))
    try golden.expect(digest, "\(name): provenance")
  }

  private func recordedProduct(_ chip: Chip) throws -> Digest {
    let data = RandomProduct(seed: 6, rows: 40, columns: 20, batch: 2)
    var product = try data.product(numSends: 2, wait: 10)
    product.madcNeuron = 11
    let recorded = try chip.record(inputs: data.inputs, batch: 2, product)
    var digest = Digest(recorded.results)
    for recording in recorded.recordings { digest.add(recording.trace) }
    product.madcNeuron = nil
    let traced = try chip.traceProduct(
      inputs: Array(data.inputs.prefix(40)), product, columns: [4, 11])
    digest.add(traced.results)
    digest.add(traced.probe)
    return digest
  }

  /// The perceptron's operations on a chip.
  private func layers(_ chip: Chip) throws -> Digest {
    let context = try PerceptronContext(
      mock: MockBackend(), hardware: HardwareBackend(chip: chip))
    let x = try Tensor.spread([3, 40], 0...31)
    let y = try context.mac(x, Tensor.spread([40, 12], -63...63), options: MACOptions(numSends: 2))
    let converted = try context.convertingReLU(context.relu(y), shift: 1)
    let product = try context.matmul(x, Tensor.spread([40, 5], -63...63))
    let image = try Tensor.spread([2, 3, 8, 8], 0...31)
    let convolved = try context.conv2d(
      image, weight: Tensor.spread([4, 3, 3, 3], -63...63), stride: [1, 2])
    var digest = Digest(y.storage)
    for tensor in [converted, product, convolved] { digest.add(tensor.storage) }
    return digest
  }
}

extension Record {
  /// The record without the paths of searches, which are no result and which older files lack.
  fileprivate var withoutPaths: Record {
    var record = self
    record.datasets["path"] = nil
    record.groups = groups.mapValues(\.withoutPaths)
    return record
  }
}

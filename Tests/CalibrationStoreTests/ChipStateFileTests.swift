import CalibrationStore
import ChipModel
import Foundation
import Testing
import _TestSupport

/// Chips outlive the process that made them, too.
@Suite(.serialized) struct ChipStateFileTests {
  private func path(_ name: String) throws -> String {
    try ScratchFolder.path("state") + "/" + name
  }

  @Test func `a chip goes on from a file as it would have without`() throws {
    let data = RandomProduct(seed: 1, rows: 40, columns: 30, batch: 3)
    let first = try nominalChip("typical", seed: 6)
    _ = try first.multiply(inputs: data.inputs, batch: 3, data.product())
    let file = try path("chip.h5")
    try ChipStateFile.write(first.snapshot(), to: file)
    let second = try Chip(parameters: preset("typical"), seed: 6)
    try second.restore(ChipStateFile.read(file))
    #expect(
      try second.multiply(inputs: data.inputs, batch: 3, data.product())
        == first.multiply(inputs: data.inputs, batch: 3, data.product()))
    #expect(second.chipSeconds == first.chipSeconds)
    let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
    #expect((size ?? .max) < 1_000_000)
  }

  @Test func `other files are refused`() throws {
    let calibration = try path("other.h5")
    try CalibrationFile.write(
      SharedCalibrations.hagen("ideal", seed: 0),
      of: Chip(parameters: preset("ideal"), seed: 0), to: calibration)
    #expect(throws: CalibrationFileError.noChipState(path: calibration)) {
      try ChipStateFile.read(calibration)
    }
    #expect(throws: (any Error).self) { try ChipStateFile.read(path("missing.h5")) }
  }
}

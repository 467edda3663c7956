import ChipModel
import Statistics
import Testing
import _TestSupport

@testable import Calib

/// Calibrations are the same for any number of threads.
@Suite(.fullTier) struct CalibrationThreadsTests {
  private func chip(_ threads: Int) throws -> Chip {
    try Chip(parameters: try preset("faulty"), seed: 4, threads: threads)
  }

  @Test(arguments: [2, 3])
  func `a calibration for lines and the chip it leaves do not depend on threads`(
    threads: Int
  ) throws {
    let (one, many) = (try chip(1), try chip(threads))
    let expected = try HagenSyninCalibration.calibrate(one)
    let found = try HagenSyninCalibration.calibrate(many)
    #expect(found == expected)
    #expect(try found.cocolist.portableBinary() == expected.cocolist.portableBinary())
    #expect(try many.snapshot() == one.snapshot())
  }

  @Test func `a calibration for membranes and the chip it leaves do not depend on threads`() throws
  {
    let (one, many) = (try chip(1), try chip(2))
    let expected = try HagenCalibration.calibrate(one)
    let found = try HagenCalibration.calibrate(many)
    #expect(found == expected)
    #expect(try found.cocolist.portableBinary() == expected.cocolist.portableBinary())
    #expect(try many.snapshot() == one.snapshot())
  }

  @Test func `a calibration that fails half way leaves the chip in one piece`() throws {
    struct Stop: Error {}
    let (one, many) = (try chip(1), try chip(2))
    func calibrate(_ chip: Chip) throws {
      try CalibSession.calibrating(chip, seed: 0, observer: nil) { session in
        _ = try session.calibrateCADC(CADCCalibTarget(), CADCCalibOptions())
        throw Stop()
      }
    }
    for chip in [one, many] { #expect(throws: Stop.self) { try calibrate(chip) } }
    #expect(try many.snapshot() == one.snapshot())
    for chip in [one, many] { _ = try CADCCalibration.calibrate(chip) }
    #expect(try many.snapshot() == one.snapshot())
  }

  @Test(arguments: [1, 2, 3, 5]) func `values are mapped in their order`(threads: Int) throws {
    let values = Array(0..<101)
    #expect(try concurrentMap(values, threads: threads) { $0 * $0 } == values.map { $0 * $0 })
    struct Odd: Error, Equatable { let value: Int }
    #expect(throws: Odd(value: 41)) {
      try concurrentMap(values, threads: threads) { value in
        if value > 40 { throw Odd(value: value) }
        return value
      }
    }
  }
}

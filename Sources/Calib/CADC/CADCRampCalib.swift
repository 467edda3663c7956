import Containers
import Coordinates

/// One end of the CADC's ramp: start or slope of each quadrant, until the mean of its channels
/// reads the target at one end of the dynamic range.
///
/// calix: `RampOffsetCalib`, `RampSlopeCalib`.
struct CADCRampCalib: ParameterCalib {
  enum End {
    case lower
    case upper
  }

  let session: CalibSession
  let end: End
  let goal: CADCCalibTarget

  /// The slope while the start is searched.
  ///
  /// calix: `cadc.py`.
  static let initialSlope = 350

  var name: String { end == .lower ? "CADC ramp offset" : "CADC ramp slope" }
  var parameterRange: ParameterRange { .capMem }
  var isInverted: Bool { true }
  var instanceCount: Int { CapMemBlockOnDLS.count }
  var target: [Double]? {
    [Double](
      repeating: end == .lower ? goal.readRange.lower : goal.readRange.upper,
      count: instanceCount)
  }
  var boundaryMessages: BoundaryMessages? {
    switch end {
    case .lower:
      BoundaryMessages(
        lower: "the ramp cannot start low enough; choose a higher lower end of dynamic_range "
          + "(70 is feasible)",
        upper: "the ramp cannot start high enough; choose a smaller lower end of dynamic_range "
          + "(70 is feasible)")
    case .upper:
      BoundaryMessages(
        lower: "the ramp cannot be slow enough; choose a larger upper end of dynamic_range "
          + "(up to about 600 is feasible)",
        upper: "the ramp cannot be fast enough; choose a smaller upper end of dynamic_range "
          + "(up to about 600 is feasible)")
    }
  }

  private var cell: SharedCapMemCell { end == .lower ? .cadcVRampOffset : .cadcIRampSlope }

  mutating func prelude() throws {
    if end == .lower { session.setShared(.cadcIRampSlope, all: Self.initialSlope) }
    session.setCADCDebugCell(end == .lower ? goal.dynamicRange.lower : goal.dynamicRange.upper)
  }

  mutating func configure(_ parameters: [Int]) throws {
    session.setShared(cell, parameters)
    session.settle()
  }

  mutating func measure() throws -> [Double] {
    let samples = try session.measureChannels()
    return groupSpreads(samples, Quadrants.ofChannel).map(\.mean)
  }
}

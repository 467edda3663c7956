import Containers
import Coordinates
import Statistics

/// The ramp current of each CapMem block, until small activations have their target amplitude while
/// large ones have theirs: each step aligns the drivers at a large activation first.
///
/// calix: `STPRampCalib`.
struct STPRampCalib: ParameterCalib {
  let session: CalibSession
  let measurement: SynapseDriverMeasurement
  /// The largest amplitude of each driver, measured before.
  let maximumAmplitudes: [Double]
  /// Drivers that can be calibrated; others have no part in the means of their blocks.
  let isWorking: [Bool]

  let name = "STP ramp"
  let parameterRange = ParameterRange.capMem
  let boundaryMessages: BoundaryMessages? = BoundaryMessages(
    lower: "the ramp current cannot be small enough",
    upper: "the ramp current cannot be large enough")
  var instanceCount: Int { CapMemBlockOnDLS.count }
  var target: [Double]? {
    blockMeans(
      DriverAlignment.amplitudes(
        maxima: maximumAmplitudes, activation: DriverAlignment.rampActivation),
      of: isWorking)
  }

  mutating func configure(_ parameters: [Int]) throws {
    session.setRampCurrents(parameters)
    session.settle()
  }

  mutating func measure() throws -> [Double] {
    var offsets = HagenDACOffsetCalib(
      session: session, activation: DriverAlignment.nestedActivation, measurement: measurement,
      target: DriverAlignment.amplitudes(
        maxima: maximumAmplitudes, activation: DriverAlignment.nestedActivation),
      isWorking: isWorking)
    var generator = session.nextGenerator()
    _ = try offsets.run(BinarySearch(), using: &generator)
    return blockMeans(
      try measurement.amplitudes(activation: DriverAlignment.rampActivation), of: isWorking)
  }
}

/// The mean amplitude of the working drivers of each CapMem block.
func blockMeans(_ amplitudes: [Double], of isWorking: [Bool]) -> [Double] {
  CapMemBlockOnDLS.allCases.map { block in
    let drivers = amplitudes.indices.filter { Quadrants.ofDriver[$0] == block }
    // A block without any working driver ends where its search begins, or at a boundary.
    return mean(drivers.map { amplitudes[$0] }.working(drivers.map { isWorking[$0] }))
  }
}

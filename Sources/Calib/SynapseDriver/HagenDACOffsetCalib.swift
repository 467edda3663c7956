import Containers
import Coordinates

/// The offset of each driver's hagen DAC, until all drivers give the wanted amplitude at one
/// activation.
///
/// calix: `HagenDACOffsetCalib`.
struct HagenDACOffsetCalib: ParameterCalib {
  let session: CalibSession
  /// The activation at which drivers are aligned.
  let activation: HagenActivation
  /// The measurement of the amplitudes.
  let measurement: SynapseDriverMeasurement
  /// The wanted amplitude of each driver.
  let target: [Double]?
  /// Drivers that can be calibrated; others fail.
  let isWorking: [Bool]
  /// A Boolean value that is false when drivers at an end of the range are no failures.
  var failsAtEnds = true

  let name = "hagen DAC offset"
  let parameterRange = ParameterRange.hagenDACOffset
  let isInverted = true
  let boundaryMessages: BoundaryMessages? = BoundaryMessages(
    lower: "drivers stay too weak", upper: "drivers stay too strong")
  /// About half of the amplitude at the activation where drivers are aligned.
  let tolerance: Double? = 1.5
  var instanceCount: Int { SynapseDriverOnDLS.count }
  mutating func configure(_ parameters: [Int]) throws {
    session.setDriverOffsets(parameters)
  }

  mutating func measure() throws -> [Double] {
    try measurement.amplitudes(activation: activation)
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    result.success = failsAtEnds ? result.success.and(isWorking) : isWorking
  }
}

import Containers
import Coordinates
import Statistics

/// The ramp current of each CapMem block, until a middle activation has its share of the largest
/// amplitude, with middling offsets of all drivers.
///
/// calix of 2021: `STPRampCalibration`, for chips of revision 2.
struct MiddleRampCalib: ParameterCalib {
  let session: CalibSession
  let measurement: SynapseDriverMeasurement
  /// The largest amplitude of each driver, measured with ``testRamp`` and ``offset``.
  let maximumAmplitudes: [Double]
  /// Drivers that can be calibrated; others have no part in the means of their blocks.
  let isWorking: [Bool]

  let name = "STP ramp"
  let parameterRange = ParameterRange(uncheckedLower: 200, upper: 900)
  var instanceCount: Int { CapMemBlockOnDLS.count }
  var target: [Double]? {
    blockMeans(maximumAmplitudes, of: isWorking).map { Self.share * $0 }
  }

  /// The ramp current while the largest amplitudes are measured.
  static let testRamp = 700
  /// The offset of all drivers, half of the largest.
  static let offset = Int(SynapseDriverConfig.HagenDACOffset.max.rawValue) / 2
  /// The activation of address 15.
  static let activation: HagenActivation = 17
  /// Share of the largest amplitude that address 15 has on a straight line.
  static let share = 16 / Double(DriverAlignment.largestActivation.value)

  mutating func configure(_ parameters: [Int]) throws {
    session.setRampCurrents(parameters)
    session.settle()
  }

  mutating func measure() throws -> [Double] {
    blockMeans(try measurement.amplitudes(activation: Self.activation), of: isWorking)
  }
}

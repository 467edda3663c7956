import Containers
import Coordinates

/// The offset of each driver's hagen DAC, until all drivers give the wanted amplitude at one
/// activation.
///
/// calix: `HagenDACOffsetCalib`.
struct HagenDACOffsetCalib: ParameterCalib {
  let session: CalibSession
  /// The activation at which drivers are aligned.
  let activation: Int
  /// How the amplitudes are measured.
  let measurement: SynapseDriverMeasurement
  /// The largest amplitude of each driver, measured before.
  let maximumAmplitudes: [Double]
  /// Drivers that can be calibrated; others fail.
  let isWorking: [Bool]

  let name = "hagen DAC offset"
  let parameterRange = ParameterRange.hagenDACOffset
  let isInverted = true
  let boundaryMessages: BoundaryMessages? = BoundaryMessages(
    lower: "drivers stay too weak", upper: "drivers stay too strong")
  /// About half of the amplitude at the activation where drivers are aligned.
  let tolerance: Double? = 1.5
  var instanceCount: Int { SynapseDriverOnDLS.count }
  var target: [Double]? {
    maximumAmplitudes.map { DriverAlignment.amplitude(maximum: $0, activation: activation) }
  }

  mutating func configure(_ parameters: [Int]) throws {
    session.setDriverOffsets(parameters)
  }

  mutating func measure() throws -> [Double] {
    try measurement.amplitudes(activation: activation)
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    result.success = result.success.and(isWorking)
  }
}

/// The amplitudes drivers are aligned to: a straight line through zero that leaves room for drivers
/// that are less steep than others.
///
/// calix: `synapse_driver.py`.
enum DriverAlignment {
  static let rangeLimit = 0.9
  static let largestActivation = 31
  /// Where the ramp current is adjusted.
  static let rampActivation = 2
  /// Where drivers are aligned while the ramp current is adjusted.
  static let nestedActivation = 29

  static func amplitude(maximum: Double, activation: Int) -> Double {
    rangeLimit * maximum * Double(activation) / Double(largestActivation)
  }
}

extension SynapseDriverConfig {
  /// A driver in hagen mode with a calibrated offset, listening to its own events only.
  ///
  /// calix: `preconfigure`, `SynapseDriverCalibResult.apply`.
  static func hagen(offset: Int, isListening: Bool = true) -> SynapseDriverConfig {
    var config = SynapseDriverConfig()
    config.enableReceiver = isListening
    config.enableAddressOut = false
    config.enableSTP = true
    config.enableHagenDAC = true
    config.enableHagenModulation = true
    config.hagenDACOffset = .init(clamping: offset)
    // The middle of the STP offset's range.
    config.offset = 7
    if isListening {
      config.rowModeTop = .excitatory
      config.rowModeBottom = .excitatory
    }
    return config
  }
}

extension CalibSession {
  /// Writes all drivers in hagen mode with these offsets, both rows excitatory.
  func setDriverOffsets(_ offsets: [Int]) {
    setDriverConfigs(offsets.map { .hagen(offset: $0) })
  }

  /// The CapMem block that feeds each driver.
  ///
  /// halco: `SynapseDriverOnDLS`.
  static let blockOfDriver = SynapseDriverOnDLS.allCases.map { $0.toCapMemBlockOnDLS().value }
}

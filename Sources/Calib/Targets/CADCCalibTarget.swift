/// A closed interval of LSB.
public struct LSBRange: Hashable, Sendable {
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double

  /// Creates an interval; its ends are checked when it is used.
  public init(_ lower: Double, _ upper: Double) {
    self.lower = lower
    self.upper = upper
  }
}

/// The wanted reads of the CADC over a range of voltages.
///
/// calix: `CADCCalibTarget`.
public struct CADCCalibTarget: Hashable, Sendable {
  /// The voltages at the ends of the read range, in LSB of a CapMem voltage cell.
  public var dynamicRange: LSBRange
  /// The reads at both ends, in CADC LSB.
  public var readRange: LSBRange

  /// Creates a target; the default covers about 0.15 V to 1.05 V.
  public init(
    dynamicRange: LSBRange = LSBRange(70, 550), readRange: LSBRange = LSBRange(20, 220)
  ) {
    self.dynamicRange = dynamicRange
    self.readRange = readRange
  }

  /// The range for membranes in hagen mode, 150...500 CapMem LSB.
  public static let hagen = CADCCalibTarget(dynamicRange: LSBRange(150, 500))
  /// The range for synaptic lines, 150...340 CapMem LSB.
  public static let hagenSynin = CADCCalibTarget(dynamicRange: LSBRange(150, 340))

  /// Throws if a range is empty or outside what cells and channels can hold.
  ///
  /// - Throws: ``CalibError/outOfRange(what:value:lower:upper:)``.
  public func validate() throws(CalibError) {
    try requireInRange(
      "dynamic_range (CADCCalibTarget.dynamicRange)", [dynamicRange.lower, dynamicRange.upper],
      ParameterRange.capMem.doubles)
    try requireInRange(
      "read_range (CADCCalibTarget.readRange)", [readRange.lower, readRange.upper], 0...255)
    try requireInRange(
      "lower end of dynamic_range (CADCCalibTarget.dynamicRange)", [dynamicRange.lower],
      0...max(0, dynamicRange.upper - 1))
    try requireInRange(
      "lower end of read_range (CADCCalibTarget.readRange)", [readRange.lower],
      0...max(0, readRange.upper - 1))
  }

  /// Warnings about values with which imperfect results are likely.
  public var feasibilityWarnings: [String] {
    [
      feasibilityWarning(
        "CADC dynamic range", [dynamicRange.lower, dynamicRange.upper], feasible: 70...550),
      feasibilityWarning(
        "CADC read range", [readRange.lower, readRange.upper], feasible: 20...220),
    ].compactMap { $0 }
  }
}

/// The options of a CADC calibration.
///
/// calix: `CADCCalibOptions`.
public struct CADCCalibOptions: Hashable, Sendable {
  /// A Boolean value that is true when the digital offset of each channel is calibrated.
  public var calibrateOffsets: Bool

  /// Creates options.
  public init(calibrateOffsets: Bool = true) {
    self.calibrateOffsets = calibrateOffsets
  }
}

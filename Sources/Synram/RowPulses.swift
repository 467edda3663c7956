public import SimulationCore

/// The pulses of a driver's two rows: seconds beside the drivers and loss at the far end.
public struct RowPulses: Sendable {
  /// Top row: seconds beside the drivers; below 0 only columns with a fast enable line see some.
  public var topSeam: Float
  /// Top row: seconds lost at the far end.
  public var topDistance: Float
  /// Bottom row: seconds beside the drivers.
  public var bottomSeam: Float
  /// Bottom row: seconds lost at the far end.
  public var bottomDistance: Float

  /// Pulses of a driver.
  public init(topSeam: Float, topDistance: Float, bottomSeam: Float, bottomDistance: Float) {
    self.topSeam = topSeam
    self.topDistance = topDistance
    self.bottomSeam = bottomSeam
    self.bottomDistance = bottomDistance
  }

  /// Scales all pulses.
  public mutating func scale(by factor: Float) {
    topSeam *= factor
    topDistance *= factor
    bottomSeam *= factor
    bottomDistance *= factor
  }
}

/// The pulses of one driver at one event.
public struct LoggedPulse: Sendable {
  /// The driver.
  public let driver: Int
  /// When the event arrived.
  public let time: PPUCycles
  /// The pulses of its rows.
  public let pulses: RowPulses
}

public import SimulationCore

/// Enable pulse of a synapse row, in seconds: the time during which its synapses give current.
///
/// A column at the distance factor d sees `length - loss * d`, and never less than nothing.
public struct EnablePulse: Hashable, Sendable {
  /// Length beside the drivers. Below 0 only columns with a faster enable line than the one beside
  /// the drivers see a pulse.
  public var length: Float
  /// Loss at the far end of the row, where the enable line is slowest.
  public var loss: Float

  /// A pulse of no length unless stated.
  public init(length: Float = 0, loss: Float = 0) {
    self.length = length
    self.loss = loss
  }

  func scaled(by factor: Float) -> EnablePulse {
    EnablePulse(length: length * factor, loss: loss * factor)
  }
}

/// Enable pulses of a driver's two rows.
public struct RowPulses: Sendable {
  /// Pulse of the top row.
  public var top: EnablePulse
  /// Pulse of the bottom row.
  public var bottom: EnablePulse

  /// Scales both pulses.
  mutating func scale(by factor: Float) {
    top = top.scaled(by: factor)
    bottom = bottom.scaled(by: factor)
  }
}

/// The pulses of one driver at one event.
public struct LoggedPulse: Sendable {
  /// The driver.
  public let driver: Int
  /// Time at which the event arrived.
  public let time: PPUCycles
  /// Pulses of its rows.
  public let pulses: RowPulses
}

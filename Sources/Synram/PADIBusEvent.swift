public import SimulationCore

/// An event on one of a hemisphere's PADI buses. haldls: `PADIEvent`.
public struct PADIBusEvent: Sendable {
  /// PADI bus 0…3; its drivers are those with d mod 4 = bus.
  public var bus: Int
  /// Row select address 0…31.
  public var rowSelect: UInt8
  /// Six label bits; the low five are the activation code in hagen mode.
  public var payload: UInt8
  /// Time at which the event arrives.
  public var time: PPUCycles
  /// Errors of the pulses' lengths.
  public var jitter: EventJitter

  /// An event without jitter unless stated.
  public init(
    bus: Int, rowSelect: UInt8, payload: UInt8, time: PPUCycles, jitter: EventJitter = .none
  ) {
    self.bus = bus
    self.rowSelect = rowSelect
    self.payload = payload
    self.time = time
    self.jitter = jitter
  }
}

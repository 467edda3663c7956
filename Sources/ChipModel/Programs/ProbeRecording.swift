public import Coordinates

/// Everything that a probe saw of the neurons it watched. A probe is no part of the chip; it
/// changes nothing.
public struct ProbeRecording: Hashable, Sendable {
  /// The watched neurons, in the order in which they were named.
  public let neurons: [AtomicNeuronOnDLS]
  /// Line drops and membrane of each neuron.
  public let traces: [ProbeTrace]
  /// Pulses of all drivers of the watched hemispheres, in the order of time.
  public let pulses: [ProbePulse]
  /// Conversions of the watched columns, in the order of time.
  public let conversions: [ProbeConversion]
}

/// One synapse driver's answer to an event: how long it enables the synapses of its two rows.
public struct ProbePulse: Hashable, Sendable {
  /// The driver.
  public let driver: SynapseDriverOnDLS
  /// Time of the event, in PPU cycles of 4 ns since the program's start.
  public let time: Int
  /// Pulse on the top row, in seconds, at the synapses beside the driver.
  public let topSeconds: Double
  /// Pulse on the bottom row.
  public let bottomSeconds: Double
}

/// One CADC channel's conversion.
public struct ProbeConversion: Hashable, Sendable {
  /// The neuron of the channel's column.
  public let neuron: AtomicNeuronOnDLS
  /// Tells whether it was the causal channel.
  public let isCausal: Bool
  /// Time at which the input was held and the ramp began, in PPU cycles of 4 ns since the program's start.
  public let time: Int
  /// Input of the channel without noise, in volts.
  public let input: Double
  /// The sample, 0…255, with noise and digital offset.
  public let code: UInt8
  /// The ramp as this channel sees it: its voltage at each count 0…255.
  public let ramp: [Double]
  /// Time of one count.
  public let secondsPerCount: Double
}

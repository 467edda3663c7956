public import SimulationCore

/// CapMem currents of one hemisphere's synapse array and drivers, as fractions of full scale.
public struct SynramBiases: Hashable, Sendable {
  /// Biases of one of the two CapMem blocks of the hemisphere: left serves even drivers and the left
  /// columns, right serves odd drivers and the right columns.
  public struct Block: Hashable, Sendable {
    /// syn_i_bias_dac.
    public var synapseDAC = 0.0
    /// stp_i_ramp.
    public var ramp = 0.0
    /// stp_i_calib.
    public var calibration = 0.0

    /// A block without biases.
    public init() {}
  }

  /// The left block.
  public var left = Block()
  /// The right block.
  public var right = Block()
  /// hagen_ibias_dac of this hemisphere.
  public var hagenDAC = 0.0

  /// An array without biases.
  public init() {}

  /// Biases of one block.
  public subscript(side: SideHorizontal) -> Block {
    switch side {
    case .left: left
    case .right: right
    }
  }
}

/// Column lines to which a synapse row is connected.
public enum RowLine: UInt8, Sendable {
  /// No line.
  case disabled = 0
  /// The excitatory line.
  case excitatory = 1
  /// The inhibitory line.
  case inhibitory = 2
  /// Both lines.
  case both = 3

  /// A Boolean value: charge reaches the excitatory line.
  public var isExcitatory: Bool { rawValue & 1 != 0 }
  /// A Boolean value: charge reaches the inhibitory line.
  public var isInhibitory: Bool { rawValue & 2 != 0 }
}

/// Configuration of one synapse driver as far as it acts on pulses and routing.
public struct DriverSettings: Hashable, Sendable {
  /// The driver listens to its bus.
  public var isReceiving = false
  /// Bits of the row select that must equal the driver's position on its bus.
  public var addressMask: UInt8 = 31
  /// The driver forwards the low five label bits to the synapses.
  public var forwardsAddress = true
  /// The length of a pulse follows the activation code of the event.
  public var isModulated = false
  /// hagen_dac_offset, 0…63.
  public var dacOffset = 0
  /// STP offset, 0…15.
  public var rampOffset = 0
  /// Line of the top row.
  public var top = RowLine.disabled
  /// Line of the bottom row.
  public var bottom = RowLine.disabled

  /// The reset state: the driver does not listen.
  public init() {}

  static let largestDACOffset = 63.0
  static let largestRampOffset = 15.0

  /// Returns whether the driver gives the same pulses as with other settings, whatever its bus,
  /// address and rows.
  func hasPulses(of other: DriverSettings) -> Bool {
    isModulated == other.isModulated && dacOffset == other.dacOffset
      && rampOffset == other.rampOffset
  }
}

/// CapMem block inside its hemisphere. halco: `CapMemBlockOnHemisphere`
@frozen public enum CapMemBlockOnHemisphere: UInt8, SideCoordinate {
  /// The block that serves columns 0…127 and the even drivers.
  case left
  /// The block that serves columns 128…255 and the odd drivers.
  case right
}

/// Digital neuron backend block: the neurons of both rows in one half of the columns. halco: `NeuronBackendConfigBlockOnDLS`
@frozen public enum NeuronBackendConfigBlockOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left
  /// Columns 128…255, the east half.
  case right
}

/// Configuration common to one backend block. halco: `CommonNeuronBackendConfigOnDLS`
@frozen public enum CommonNeuronBackendConfigOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left
  /// Columns 128…255, the east half.
  case right
}

/// Reset registers of one backend block. halco: `NeuronResetBlockOnDLS`
@frozen public enum NeuronResetBlockOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left
  /// Columns 128…255, the east half.
  case right
}

/// Spike counters of one backend block. halco: `SpikeCounterReadBlockOnDLS`
@frozen public enum SpikeCounterReadBlockOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left
  /// Columns 128…255, the east half.
  case right
}

/// Spike counter resets of one backend block. halco: `SpikeCounterResetBlockOnDLS`
@frozen public enum SpikeCounterResetBlockOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left
  /// Columns 128…255, the east half.
  case right
}

/// Trigger of correlation post pulses for one backend block. halco: `BlockPostPulseOnDLS`
@frozen public enum BlockPostPulseOnDLS: UInt8, SideCoordinate {
  /// Columns 0…127, the west half.
  case left
  /// Columns 128…255, the east half.
  case right
}

extension BlockPostPulseOnDLS {
  /// One byte: `uint_fast8_t`.
  public static var fileByteCount: Int { 1 }
}

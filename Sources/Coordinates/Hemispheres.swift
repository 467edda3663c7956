/// Half of the chip: one PPU, one synapse array, its drivers and one row of neurons. halco: `HemisphereOnDLS`
@frozen public enum HemisphereOnDLS: UInt8, HemisphereCoordinate {
  /// The upper hemisphere.
  case top
  /// The lower hemisphere.
  case bottom
}

/// Plasticity processing unit. halco: `PPUOnDLS`
@frozen public enum PPUOnDLS: UInt8, HemisphereCoordinate {
  /// The upper PPU.
  case top
  /// The lower PPU.
  case bottom
}

/// Synapse array. halco: `SynramOnDLS`
@frozen public enum SynramOnDLS: UInt8, HemisphereCoordinate {
  /// The upper synapse array.
  case top
  /// The lower synapse array.
  case bottom
}

/// All weights of one synapse array. halco: `SynapseWeightMatrixOnDLS`
@frozen public enum SynapseWeightMatrixOnDLS: UInt8, HemisphereCoordinate {
  /// The upper array's weights.
  case top
  /// The lower array's weights.
  case bottom
}

/// All labels of one synapse array. halco: `SynapseLabelMatrixOnDLS`
@frozen public enum SynapseLabelMatrixOnDLS: UInt8, HemisphereCoordinate {
  /// The upper array's labels.
  case top
  /// The lower array's labels.
  case bottom
}

/// All synapses of one synapse array. halco: `SynapseBlockOnDLS`
@frozen public enum SynapseBlockOnDLS: UInt8, HemisphereCoordinate {
  /// The upper array's synapses.
  case top
  /// The lower array's synapses.
  case bottom
}

/// Row of neurons. halco: `NeuronRowOnDLS`
@frozen public enum NeuronRowOnDLS: UInt8, HemisphereCoordinate {
  /// The upper row of neurons.
  case top
  /// The lower row of neurons.
  case bottom
}

/// Block of 128 synapse drivers. halco: `SynapseDriverBlockOnDLS`
@frozen public enum SynapseDriverBlockOnDLS: UInt8, HemisphereCoordinate {
  /// The upper block of drivers.
  case top
  /// The lower block of drivers.
  case bottom
}

/// Block of four PADI buses. halco: `PADIBusBlockOnDLS`
@frozen public enum PADIBusBlockOnDLS: UInt8, HemisphereCoordinate {
  /// The upper block of buses.
  case top
  /// The lower block of buses.
  case bottom
}

/// Trigger register for events on the PADI buses of one hemisphere. halco: `PADIEventOnDLS`
@frozen public enum PADIEventOnDLS: UInt8, HemisphereCoordinate {
  /// The upper hemisphere's trigger.
  case top
  /// The lower hemisphere's trigger.
  case bottom
}

/// Configuration common to the PADI buses of one hemisphere. halco: `CommonPADIBusConfigOnDLS`
@frozen public enum CommonPADIBusConfigOnDLS: UInt8, HemisphereCoordinate {
  /// The upper hemisphere's buses.
  case top
  /// The lower hemisphere's buses.
  case bottom
}

/// Configuration common to the drivers of one hemisphere. halco: `CommonSTPConfigOnDLS`
@frozen public enum CommonSTPConfigOnDLS: UInt8, HemisphereCoordinate {
  /// The upper hemisphere's drivers.
  case top
  /// The lower hemisphere's drivers.
  case bottom
}

/// Memory timing of one synapse array. halco: `CommonSynramConfigOnDLS`
@frozen public enum CommonSynramConfigOnDLS: UInt8, HemisphereCoordinate {
  /// The upper synapse array.
  case top
  /// The lower synapse array.
  case bottom
}

/// Correlation and CADC timing of one hemisphere. halco: `CommonCorrelationConfigOnDLS`
@frozen public enum CommonCorrelationConfigOnDLS: UInt8, HemisphereCoordinate {
  /// The upper hemisphere's timing.
  case top
  /// The lower hemisphere's timing.
  case bottom
}

/// Columnar ADC of one hemisphere. halco: `CADCOnDLS`
@frozen public enum CADCOnDLS: UInt8, HemisphereCoordinate {
  /// The upper hemisphere's converter.
  case top
  /// The lower hemisphere's converter.
  case bottom
}

/// Configuration of the CADC of one hemisphere. halco: `CADCConfigOnDLS`
@frozen public enum CADCConfigOnDLS: UInt8, HemisphereCoordinate {
  /// The upper hemisphere's converter.
  case top
  /// The lower hemisphere's converter.
  case bottom
}

/// Control register of one PPU. halco: `PPUControlRegisterOnDLS`
@frozen public enum PPUControlRegisterOnDLS: UInt8, HemisphereCoordinate {
  /// The upper PPU's register.
  case top
  /// The lower PPU's register.
  case bottom
}

/// Status register of one PPU. halco: `PPUStatusRegisterOnDLS`
@frozen public enum PPUStatusRegisterOnDLS: UInt8, HemisphereCoordinate {
  /// The upper PPU's register.
  case top
  /// The lower PPU's register.
  case bottom
}

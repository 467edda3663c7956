/// A place of which every hemisphere has exactly one: top is 0, bottom is 1.
public protocol HemisphereCoordinate: Coordinate where RawValue == UInt8 {
  /// The place in the upper half of the chip.
  static var top: Self { get }
  /// The place in the lower half of the chip.
  static var bottom: Self { get }
}

extension HemisphereCoordinate {
  /// The place in the same hemisphere as another one.
  @inlinable public init(_ other: some HemisphereCoordinate) {
    self.init(unchecked: other.rawValue)
  }

  /// The HemisphereOnDLS of the same hemisphere.
  @inlinable public func toHemisphereOnDLS() -> HemisphereOnDLS { HemisphereOnDLS(self) }

  /// The PPUOnDLS of the same hemisphere.
  @inlinable public func toPPUOnDLS() -> PPUOnDLS { PPUOnDLS(self) }

  /// The SynramOnDLS of the same hemisphere.
  @inlinable public func toSynramOnDLS() -> SynramOnDLS { SynramOnDLS(self) }

  /// The SynapseWeightMatrixOnDLS of the same hemisphere.
  @inlinable public func toSynapseWeightMatrixOnDLS() -> SynapseWeightMatrixOnDLS {
    SynapseWeightMatrixOnDLS(self)
  }

  /// The SynapseLabelMatrixOnDLS of the same hemisphere.
  @inlinable public func toSynapseLabelMatrixOnDLS() -> SynapseLabelMatrixOnDLS {
    SynapseLabelMatrixOnDLS(self)
  }

  /// The SynapseBlockOnDLS of the same hemisphere.
  @inlinable public func toSynapseBlockOnDLS() -> SynapseBlockOnDLS { SynapseBlockOnDLS(self) }

  /// The NeuronRowOnDLS of the same hemisphere.
  @inlinable public func toNeuronRowOnDLS() -> NeuronRowOnDLS { NeuronRowOnDLS(self) }

  /// The SynapseDriverBlockOnDLS of the same hemisphere.
  @inlinable public func toSynapseDriverBlockOnDLS() -> SynapseDriverBlockOnDLS {
    SynapseDriverBlockOnDLS(self)
  }

  /// The PADIBusBlockOnDLS of the same hemisphere.
  @inlinable public func toPADIBusBlockOnDLS() -> PADIBusBlockOnDLS { PADIBusBlockOnDLS(self) }

  /// The PADIEventOnDLS of the same hemisphere.
  @inlinable public func toPADIEventOnDLS() -> PADIEventOnDLS { PADIEventOnDLS(self) }

  /// The CommonPADIBusConfigOnDLS of the same hemisphere.
  @inlinable public func toCommonPADIBusConfigOnDLS() -> CommonPADIBusConfigOnDLS {
    CommonPADIBusConfigOnDLS(self)
  }

  /// The CommonSTPConfigOnDLS of the same hemisphere.
  @inlinable public func toCommonSTPConfigOnDLS() -> CommonSTPConfigOnDLS {
    CommonSTPConfigOnDLS(self)
  }

  /// The CommonSynramConfigOnDLS of the same hemisphere.
  @inlinable public func toCommonSynramConfigOnDLS() -> CommonSynramConfigOnDLS {
    CommonSynramConfigOnDLS(self)
  }

  /// The CommonCorrelationConfigOnDLS of the same hemisphere.
  @inlinable public func toCommonCorrelationConfigOnDLS() -> CommonCorrelationConfigOnDLS {
    CommonCorrelationConfigOnDLS(self)
  }

  /// The CADCOnDLS of the same hemisphere.
  @inlinable public func toCADCOnDLS() -> CADCOnDLS { CADCOnDLS(self) }

  /// The CADCConfigOnDLS of the same hemisphere.
  @inlinable public func toCADCConfigOnDLS() -> CADCConfigOnDLS { CADCConfigOnDLS(self) }

  /// The PPUControlRegisterOnDLS of the same hemisphere.
  @inlinable public func toPPUControlRegisterOnDLS() -> PPUControlRegisterOnDLS {
    PPUControlRegisterOnDLS(self)
  }

  /// The PPUStatusRegisterOnDLS of the same hemisphere.
  @inlinable public func toPPUStatusRegisterOnDLS() -> PPUStatusRegisterOnDLS {
    PPUStatusRegisterOnDLS(self)
  }
}

extension HemisphereCoordinate {
  /// Type name and side, for example `SynramOnDLS(top)`.
  public var description: String {
    "\(rangedTypeName(Self.self))(\(self == .top ? "top" : "bottom"))"
  }
}

/// A place of which every hemisphere has exactly one: top is 0, bottom is 1.
public protocol HemisphereCoordinate: Coordinate where RawValue == UInt8 {
  /// The place in the upper half of the chip.
  static var top: Self { get }
  /// The place in the lower half of the chip.
  static var bottom: Self { get }
}

extension HemisphereCoordinate {
  /// Both hemispheres: top is 0, bottom is 1.
  @inlinable public static var range: ClosedRange<UInt8> { 0...1 }

  /// The place in the hemisphere of a number that is known to be 0 or 1.
  @inlinable public init(unchecked rawValue: UInt8) {
    self = Self.asserted(rawValue) == 0 ? .top : .bottom
  }

  /// The place in the same hemisphere as another one.
  @inlinable public init(_ other: some HemisphereCoordinate) {
    self.init(unchecked: other.rawValue)
  }

  /// Returns the `HemisphereOnDLS` of the same hemisphere.
  @inlinable public func toHemisphereOnDLS() -> HemisphereOnDLS { HemisphereOnDLS(self) }

  /// Returns the `PPUOnDLS` of the same hemisphere.
  @inlinable public func toPPUOnDLS() -> PPUOnDLS { PPUOnDLS(self) }

  /// Returns the `SynramOnDLS` of the same hemisphere.
  @inlinable public func toSynramOnDLS() -> SynramOnDLS { SynramOnDLS(self) }

  /// Returns the `SynapseWeightMatrixOnDLS` of the same hemisphere.
  @inlinable public func toSynapseWeightMatrixOnDLS() -> SynapseWeightMatrixOnDLS {
    SynapseWeightMatrixOnDLS(self)
  }

  /// Returns the `SynapseLabelMatrixOnDLS` of the same hemisphere.
  @inlinable public func toSynapseLabelMatrixOnDLS() -> SynapseLabelMatrixOnDLS {
    SynapseLabelMatrixOnDLS(self)
  }

  /// Returns the `SynapseBlockOnDLS` of the same hemisphere.
  @inlinable public func toSynapseBlockOnDLS() -> SynapseBlockOnDLS { SynapseBlockOnDLS(self) }

  /// Returns the `NeuronRowOnDLS` of the same hemisphere.
  @inlinable public func toNeuronRowOnDLS() -> NeuronRowOnDLS { NeuronRowOnDLS(self) }

  /// Returns the `SynapseDriverBlockOnDLS` of the same hemisphere.
  @inlinable public func toSynapseDriverBlockOnDLS() -> SynapseDriverBlockOnDLS {
    SynapseDriverBlockOnDLS(self)
  }

  /// Returns the `PADIBusBlockOnDLS` of the same hemisphere.
  @inlinable public func toPADIBusBlockOnDLS() -> PADIBusBlockOnDLS { PADIBusBlockOnDLS(self) }

  /// Returns the `PADIEventOnDLS` of the same hemisphere.
  @inlinable public func toPADIEventOnDLS() -> PADIEventOnDLS { PADIEventOnDLS(self) }

  /// Returns the `CommonPADIBusConfigOnDLS` of the same hemisphere.
  @inlinable public func toCommonPADIBusConfigOnDLS() -> CommonPADIBusConfigOnDLS {
    CommonPADIBusConfigOnDLS(self)
  }

  /// Returns the `CommonSTPConfigOnDLS` of the same hemisphere.
  @inlinable public func toCommonSTPConfigOnDLS() -> CommonSTPConfigOnDLS {
    CommonSTPConfigOnDLS(self)
  }

  /// Returns the `CommonSynramConfigOnDLS` of the same hemisphere.
  @inlinable public func toCommonSynramConfigOnDLS() -> CommonSynramConfigOnDLS {
    CommonSynramConfigOnDLS(self)
  }

  /// Returns the `CommonCorrelationConfigOnDLS` of the same hemisphere.
  @inlinable public func toCommonCorrelationConfigOnDLS() -> CommonCorrelationConfigOnDLS {
    CommonCorrelationConfigOnDLS(self)
  }

  /// Returns the `CADCOnDLS` of the same hemisphere.
  @inlinable public func toCADCOnDLS() -> CADCOnDLS { CADCOnDLS(self) }

  /// Returns the `CADCConfigOnDLS` of the same hemisphere.
  @inlinable public func toCADCConfigOnDLS() -> CADCConfigOnDLS { CADCConfigOnDLS(self) }

  /// Returns the `PPUControlRegisterOnDLS` of the same hemisphere.
  @inlinable public func toPPUControlRegisterOnDLS() -> PPUControlRegisterOnDLS {
    PPUControlRegisterOnDLS(self)
  }

  /// Returns the `PPUStatusRegisterOnDLS` of the same hemisphere.
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

// halco: src/halco/hicann-dls/vx/synapse_driver.cpp and synapse.cpp

extension SynapseDriverOnSynapseDriverBlock {
  /// The driver at a position of a bus.
  @inlinable public init(_ position: SynapseDriverOnPADIBus, _ bus: PADIBusOnPADIBusBlock) {
    self.init(unchecked: position.value * PADIBusOnPADIBusBlock.count + bus.value)
  }

  /// The bus that the driver listens to: d mod 4.
  @inlinable public func toPADIBusOnPADIBusBlock() -> PADIBusOnPADIBusBlock {
    PADIBusOnPADIBusBlock(unchecked: value % PADIBusOnPADIBusBlock.count)
  }

  /// The position of the driver on its bus: d div 4.
  @inlinable public func toSynapseDriverOnPADIBus() -> SynapseDriverOnPADIBus {
    SynapseDriverOnPADIBus(unchecked: value / PADIBusOnPADIBusBlock.count)
  }

  /// The row-select address that the driver compares events with.
  @inlinable public func toPADIRowSelectAddress() -> PADIRowSelectAddress {
    PADIRowSelectAddress(unchecked: toSynapseDriverOnPADIBus().rawValue)
  }

  /// Both rows of the driver: top is 2d + 1, bottom is 2d.
  @inlinable public func toSynapseRowOnSynram()
    -> TypedArray2<SynapseRowOnSynram, SynapseRowOnSynapseDriver>
  {
    TypedArray2 { SynapseRowOnSynram($0, self) }
  }
}

extension SynapseDriverOnPADIBus {
  /// The row-select address of the driver at this position.
  @inlinable public func toPADIRowSelectAddress() -> PADIRowSelectAddress {
    PADIRowSelectAddress(unchecked: rawValue)
  }
}

extension SynapseRowOnSynram {
  /// The row of a driver: the top row is the odd one.
  @inlinable public init(
    _ row: SynapseRowOnSynapseDriver, _ driver: SynapseDriverOnSynapseDriverBlock
  ) {
    self.init(unchecked: 2 * driver.rawValue + (row == .top ? 1 : 0))
  }

  /// The driver of the row: r div 2.
  @inlinable public func toSynapseDriverOnSynapseDriverBlock() -> SynapseDriverOnSynapseDriverBlock
  {
    SynapseDriverOnSynapseDriverBlock(unchecked: rawValue / 2)
  }

  /// Returns the row's place on its driver: odd rows are top rows.
  @inlinable public func toSynapseRowOnSynapseDriver() -> SynapseRowOnSynapseDriver {
    rawValue % 2 == 1 ? .top : .bottom
  }
}

extension SynapseDriverOnDLS {
  /// The driver of a block in the same hemisphere as another place.
  @inlinable public init(
    _ driver: SynapseDriverOnSynapseDriverBlock, _ hemisphere: some HemisphereCoordinate
  ) {
    self.init(driver, hemisphere.toSynapseDriverBlockOnDLS())
  }

  /// The driver inside its block.
  @inlinable public func toSynapseDriverOnSynapseDriverBlock() -> SynapseDriverOnSynapseDriverBlock
  {
    local
  }

  /// The block.
  @inlinable public func toSynapseDriverBlockOnDLS() -> SynapseDriverBlockOnDLS { block }

  /// The hemisphere.
  @inlinable public func toHemisphereOnDLS() -> HemisphereOnDLS { block.toHemisphereOnDLS() }

  /// The synapse array.
  @inlinable public func toSynramOnDLS() -> SynramOnDLS { block.toSynramOnDLS() }

  /// The bus, chip-wide.
  @inlinable public func toPADIBusOnDLS() -> PADIBusOnDLS {
    PADIBusOnDLS(local.toPADIBusOnPADIBusBlock(), block.toPADIBusBlockOnDLS())
  }

  /// The CapMem block that supplies the driver: even drivers left, odd ones right.
  @inlinable public func toCapMemBlockOnDLS() -> CapMemBlockOnDLS {
    CapMemBlockOnDLS(CapMemBlockOnHemisphere(unchecked: local.rawValue % 2), block)
  }

  /// The row of the driver with this name, chip-wide.
  @inlinable public func toSynapseRowOnDLS(_ row: SynapseRowOnSynapseDriver) -> SynapseRowOnDLS {
    SynapseRowOnDLS(SynapseRowOnSynram(row, local), toSynramOnDLS())
  }

  /// Both rows of the driver in ascending order: the bottom row, then the top row.
  ///
  /// As in halco the order is that of the rows, not that of the names; use
  /// `toSynapseRowOnDLS(_:)` to ask for a row by name.
  public func toSynapseRowOnDLS() -> [SynapseRowOnDLS] {
    [toSynapseRowOnDLS(.bottom), toSynapseRowOnDLS(.top)]
  }
}

extension SynapseRowOnDLS {
  /// The row inside its array.
  @inlinable public func toSynapseRowOnSynram() -> SynapseRowOnSynram { local }

  /// The array.
  @inlinable public func toSynramOnDLS() -> SynramOnDLS { block }

  /// The driver of the row.
  @inlinable public func toSynapseDriverOnDLS() -> SynapseDriverOnDLS {
    SynapseDriverOnDLS(local.toSynapseDriverOnSynapseDriverBlock(), block)
  }
}

extension PADIBusOnDLS {
  /// The bus inside its block.
  @inlinable public func toPADIBusOnPADIBusBlock() -> PADIBusOnPADIBusBlock { local }

  /// The block of buses.
  @inlinable public func toPADIBusBlockOnDLS() -> PADIBusBlockOnDLS { block }

  /// The hemisphere.
  @inlinable public func toHemisphereOnDLS() -> HemisphereOnDLS { block.toHemisphereOnDLS() }

  /// The crossbar output that feeds the bus.
  @inlinable public func toCrossbarOutputOnDLS() -> CrossbarOutputOnDLS {
    CrossbarOutputOnDLS(unchecked: rawValue)
  }
}

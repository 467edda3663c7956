internal import Containers
internal import Coordinates
internal import SimulationCore
internal import Synram

/// Registers that set a hemisphere.
extension Bus {
  /// Takes over the configuration of a driver.
  func configureDriver(_ driver: SynapseDriverOnDLS) {
    let config: SynapseDriverConfig = stored(driver)
    var settings = DriverSettings()
    settings.isReceiving = config.enableReceiver
    settings.addressMask = config.rowAddressCompareMask.rawValue
    settings.forwardsAddress = config.enableAddressOut
    settings.isModulated =
      config.enableHagenModulation && config.enableHagenDAC && config.enableSTP
    settings.dacOffset = config.hagenDACOffset.value
    settings.rampOffset = config.offset.value
    settings.top = RowLine(rawValue: config.rowModeTop.rawValue) ?? .disabled
    settings.bottom = RowLine(rawValue: config.rowModeBottom.rawValue) ?? .disabled
    set(.driver(driver.local, settings), of: driver.toHemisphereOnDLS())
  }

  /// Takes over the pulse extensions of a hemisphere's buses.
  func configureBuses(of hemisphere: HemisphereOnDLS) {
    set(
      .pulseExtensions(stored(hemisphere.toCommonPADIBusConfigOnDLS())), of: hemisphere)
  }

  /// Takes over the times of a conversion.
  func configureConversion(of hemisphere: HemisphereOnDLS) {
    let correlation: CommonCorrelationConfig = stored(
      hemisphere.toCommonCorrelationConfigOnDLS())
    let cadc: CADCConfig = stored(hemisphere.toCADCConfigOnDLS())
    status[hemisphere].conversionDelay = PPUCycles(
      Int64(correlation.senseDelay.value + cadc.resetWait.value))
  }

  /// Takes over the digital offset of a CADC channel.
  func configureChannel(_ channel: CADCChannelConfigOnDLS) {
    set(.channelOffset(channel, stored(channel)), of: channel.toHemisphereOnDLS())
  }

  /// Connects the lines of four columns.
  func connectLines(_ quad: ColumnCurrentQuadOnDLS) {
    let hemisphere = quad.toHemisphereOnDLS()
    markStale(hemisphere)
    let drops = synapseDebugDrops()
    set(
      .lineSwitches(
        quad.local, stored(quad), excitatoryDrop: drops.excitatory,
        inhibitoryDrop: drops.inhibitory),
      of: hemisphere)
  }

  /// Connects the CADC channels of four columns.
  func connectChannels(_ quad: ColumnCorrelationQuadOnDLS) {
    set(.channelSwitches(quad.local, stored(quad)), of: quad.toHemisphereOnDLS())
  }

  /// Connects all lines of a hemisphere to the debug lines for a moment.
  func resetLines(_ hemisphere: HemisphereOnDLS) {
    prepare(hemisphere)
    let drops = synapseDebugDrops()
    actions.add(
      .tieLines(excitatoryDrop: drops.excitatory, inhibitoryDrop: drops.inhibitory),
      to: hemisphere)
  }

  private func set(_ setting: HemisphereSetting, of hemisphere: HemisphereOnDLS) {
    actions.add(.set(setting), to: hemisphere)
  }

  // MARK: - Synapses

  /// Writes whole rows of synapses at once.
  func writeSynapses(_ rows: SynapseRows) { set(.rows(rows), of: rows.hemisphere) }

  /// Writes the weights of a quad.
  func setWeights(_ quad: SynapseQuadOnDLS, _ word: UInt32) {
    set(
      .weights(quad.local, SynapseWeightQuad(words: { _ in word })),
      of: quad.toHemisphereOnDLS())
  }

  /// Writes the labels of a quad.
  func setLabels(_ quad: SynapseQuadOnDLS, _ word: UInt32) {
    set(
      .labels(quad.local, SynapseLabelQuad(words: { _ in word })), of: quad.toHemisphereOnDLS())
  }

  /// Reads the weights of a quad.
  func weightWord(_ quad: SynapseQuadOnDLS) -> UInt32 {
    actions.settled(quad.toHemisphereOnDLS()).weights(quad.local).word(0)
  }

  /// Reads the labels of a quad.
  func labelWord(_ quad: SynapseQuadOnDLS) -> UInt32 {
    actions.settled(quad.toHemisphereOnDLS()).labels(quad.local).word(0)
  }

  /// Two bits of each byte of a synapse word belong to the correlation sensors. lola: `SynapseQuad`
  private static let calibBits: UInt32 = 0xc0c0_c0c0
  private static let calibPosition: UInt32 = 6

  /// Writes a word of whole synapses: weights, or labels; the trims in it stay on the bus.
  func setSynapses(_ word: Register<SynapseQuad>.Word) {
    if word.index == 0 {
      setWeights(word.coordinate, word.value)
    } else {
      setLabels(word.coordinate, word.value)
    }
  }

  /// Reads a word of whole synapses.
  func synapseWord(_ word: Register<SynapseQuad>.Word) -> UInt32 {
    let values = word.index == 0 ? weightWord(word.coordinate) : labelWord(word.coordinate)
    return word.value & Self.calibBits | values
  }

  /// Replaces the trims in a word of whole synapses. haldls: `SynapseCorrelationCalibQuad`
  func setCalibs(_ word: Register<SynapseCorrelationCalibQuad>.Word) {
    let full = fullAddress(word)
    words[full] =
      words[full] & ~Self.calibBits | word.value << Self.calibPosition & Self.calibBits
  }

  /// Reads the trims in a word of whole synapses.
  func calibWord(_ word: Register<SynapseCorrelationCalibQuad>.Word) -> UInt32 {
    (words[fullAddress(word)] & Self.calibBits) >> Self.calibPosition
  }

  private func fullAddress(_ word: Register<SynapseCorrelationCalibQuad>.Word) -> UInt32 {
    SynapseQuad.writeAddress(of: SynapseQuadOnDLS(word.coordinate), word: word.index)
  }
}

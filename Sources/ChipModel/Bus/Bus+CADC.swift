internal import Containers
internal import Coordinates
internal import SimulationCore

/// Conversions by the CADC.
extension Bus {
  /// Converts all columns of a hemisphere, from now on.
  func convert(_ hemisphere: HemisphereOnDLS) -> Reply<CADCSampleRow> {
    prepare(hemisphere)
    let delay = status[hemisphere].conversionDelay
    let reply = Reply<CADCSampleRow>()
    actions.add(
      .convert(
        CADCConversion(
          start: now, delay: delay, number: readCount, debugVolts: cadcDebugVolts(),
          reply: reply)),
      to: hemisphere)
    status[hemisphere].time = max(status[hemisphere].time, now + delay)
    readCount += 1
    return reply
  }

  /// Tells whether a conversion has yet to take its samples.
  var isConverting: Bool { HemisphereOnDLS.allCases.contains { status[$0].time > now } }

  /// Reads the samples of a quad, after a conversion or from the last one.
  func sampleWord(_ coordinate: CADCSampleQuadOnDLS) -> UInt32 {
    let hemisphere = coordinate.toSynramOnDLS().toHemisphereOnDLS()
    if coordinate.toCADCReadoutType() == .triggerRead { _ = convert(hemisphere) }
    let row = actions.settled(hemisphere).lastConversion
    let samples = coordinate.toCADCChannelType() == .causal ? row.causal : row.acausal
    var quad = CADCSampleQuad()
    for entry in EntryOnQuad.allCases {
      let column = SynapseOnSynapseRow(entry, coordinate.toSynapseQuadOnSynram().x)
      quad.samples[entry] = CADCSampleQuad.Value(unchecked: samples[column.value])
    }
    return quad.word(0)
  }
}

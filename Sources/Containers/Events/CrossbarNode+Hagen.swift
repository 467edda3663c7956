public import Coordinates

extension CrossbarNode {
  /// The filter between an event channel and a PADI bus for hagen labels.
  ///
  /// Events of channel i reach bus i of the hemisphere that bit 13 of the label selects; all other
  /// nodes drop their events. grenade: `mac.cpp`
  public static func hagen(from channel: SPL1Address, to bus: PADIBusOnDLS) -> CrossbarNode {
    guard bus.toPADIBusOnPADIBusBlock().value == channel.value else { return .dropAll }
    let bit = UInt16(SpikeLabel.hemisphereBit)
    var node = CrossbarNode()
    node.mask = NeuronLabel(unchecked: 1 << bit)
    node.target = NeuronLabel(unchecked: UInt16(bus.toHemisphereOnDLS().value) << bit)
    return node
  }
}

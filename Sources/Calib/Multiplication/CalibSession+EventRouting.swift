import Containers
import Coordinates

extension CalibSession {
  /// Routes the events of hagen labels from channel i to PADI bus i of the hemisphere that bit 13
  /// selects.
  ///
  /// calix: `hagen.multiplication`; grenade: `mac.cpp`.
  func configureEventRouting() {
    for channel in SPL1Address.allCases {
      for bus in PADIBusOnDLS.allCases {
        builder.write(
          CrossbarNodeOnDLS(from: channel, to: bus), CrossbarNode.hagen(from: channel, to: bus))
      }
    }
    var padi = CommonPADIBusConfig()
    padi.enableSPL1 = .init(repeating: true)
    for hemisphere in CommonPADIBusConfigOnDLS.allCases { builder.write(hemisphere, padi) }
  }
}

public import Cocolist
import Containers
import Coordinates

extension Cocolist {
  /// A Boolean value that is true when the list configures multiplications on synaptic lines, which
  /// alone route events.
  public var isForLines: Bool { cocos.contains { $0.container is CrossbarNode } }

  /// The hagen DAC offset of each driver; 0 where the list has none.
  public var driverOffsets: [Int] {
    var offsets = [Int](repeating: 0, count: SynapseDriverOnDLS.count)
    for coco in cocos {
      guard let config = coco.container as? SynapseDriverConfig else { continue }
      offsets[coco.coordinate.toEnum()] = config.hagenDACOffset.value
    }
    return offsets
  }
}

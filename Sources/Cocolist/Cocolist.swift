/// Coordinates and containers in the order in which they are written: how the BrainScaleS-2 group
/// exchanges calibrations.
///
/// stadls: `DumperDone`. A cocolist knows nothing of the chip that it was made for, of targets or of
/// success; what it configures is all that it holds.
public struct Cocolist: Equatable, Sendable {
  /// The pairs in the order in which they are written.
  public var cocos: [Coco]
  /// Full names of container types that a file had and that this program does not know.
  public var ignoredTypes: [String] = []

  /// A list of pairs; of several at one place the last one is kept, where the first stood.
  public init(_ cocos: [Coco]) {
    var positions: [PlaceOfCoco: Int] = [:]
    self.cocos = []
    for coco in cocos {
      let place = PlaceOfCoco(coco)
      if let known = positions[place] {
        self.cocos[known] = coco
      } else {
        positions[place] = self.cocos.count
        self.cocos.append(coco)
      }
    }
  }

  /// Keeps what a file has, repeated places included.
  init(reading cocos: [Coco], ignoredTypes: [String]) {
    self.cocos = cocos
    self.ignoredTypes = ignoredTypes
  }
}

/// A place on the chip with the type of its coordinate.
private struct PlaceOfCoco: Hashable {
  let type: ObjectIdentifier
  let value: Int

  init(_ coco: Coco) {
    type = ObjectIdentifier(Swift.type(of: coco.coordinate))
    value = coco.coordinate.toEnum()
  }
}

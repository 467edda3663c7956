/// Coordinates and containers in the order in which they are written, the format in which the
/// BrainScaleS-2 group exchanges calibrations.
///
/// stadls: `DumperDone`. Besides containers of the chip it may hold the board's, timers and waits. A
/// cocolist holds settings only: neither the identity of the chip, nor
/// targets, nor success.
public struct Cocolist: Equatable, Sendable {
  /// The pairs in the order in which they are written.
  public var cocos: [Coco]
  /// Full names of container types that a file had and that this program does not know.
  public var ignoredTypes: [String] = []

  /// Creates a list of pairs; of several at one place the last one is kept, at the position of the
  /// first.
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

  /// Creates a list of pairs with repeated places, as dumpers record and files hold them.
  public init(unsquashed cocos: [Coco], ignoredTypes: [String] = []) {
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

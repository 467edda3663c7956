public import Coordinates

/// Trigger that sends one event on PADI buses of one hemisphere. haldls: `PADIEvent`
public struct PADIEvent: Container {
  /// Buses that carry the event. haldls: `fire_bus`
  public var fireBus = TypedArray4<Bool, PADIBusOnPADIBusBlock>(repeating: false)
  /// Payload of the event, 0…63: a label, or hagen address and activation code.
  ///
  /// haldls: `event_address`
  public var eventAddress: SynapseLabel = 0
  /// Position of the addressed driver on the bus, 0…31. haldls: `row_select_address`
  public var rowSelectAddress: PADIRowSelectAddress = 0

  /// Creates haldls' default: an event on no bus.
  public init() {}
}

extension PADIEvent {
  /// Buses that carry the event. haldls: `PADIEvent::fire_bus_type`
  public typealias FireBus = TypedArray4<Bool, PADIBusOnPADIBusBlock>

  /// Bit 5 of the payload, the only one that synapses see in hagen mode. haldls: `hagen_address`
  @inlinable public var hagenAddress: HagenAddress {
    get { eventAddress.hagenAddress }
    set {
      eventAddress = SynapseLabel(
        unchecked: newValue.rawValue << 5 | eventAddress.rawValue & 31)
    }
  }

  /// Bits 4…0 of the payload as on the wire: 32 − x for an activation x. haldls: `hagen_activation`
  @inlinable public var hagenActivation: HagenActivation {
    get { HagenActivation(unchecked: eventAddress.rawValue & 31) }
    set {
      eventAddress = SynapseLabel(unchecked: eventAddress.rawValue & 32 | newValue.rawValue)
    }
  }
}

extension PADIEvent {
  /// Coordinate of a hemisphere.
  public typealias CoordinateType = PADIEventOnDLS

  /// Number of 32-bit words on the bus: 1.
  public static var wordCount: Int { 1 }

  /// A Boolean value that is `false`: a trigger can be written, not read.
  public static var isReadable: Bool { false }

  /// Returns the address of the trigger: register 0 of the hemisphere's PADI block.
  public static func writeAddress(of coordinate: PADIEventOnDLS, word: Int) -> UInt32 {
    OmnibusAddress.onBlock(OmnibusAddress.padi, coordinate)
  }

  /// Name of the type in serialised calibration files.
  public static var cerealTypeName: String { "haldls::vx::PADIEvent" }

  /// Shows every field to a visitor, in the order of haldls' serialisation.
  public mutating func visit(_ visitor: inout some FieldVisitor) {
    visitor.array("fire_bus", &fireBus) { .bits(0, $0.value) }
    visitor.field("event_address", &eventAddress, .bits(0, 16))
    visitor.field("row_select_address", &rowSelectAddress, .bits(0, 22))
  }
}

extension PADIEvent {
  // In hot loops, hence without the visitor.
  /// Returns one word as it stands on the bus.
  @inlinable public func word(_ index: Int) -> UInt32 {
    var word = UInt32(eventAddress.rawValue) << 16 | UInt32(rowSelectAddress.rawValue) << 22
    for bus in 0..<PADIBusOnPADIBusBlock.count
    where fireBus[PADIBusOnPADIBusBlock(unchecked: bus)] {
      word |= 1 << UInt32(bus)
    }
    return word
  }

  /// Decodes bus words; bits that belong to no field are ignored.
  @inlinable public init(words: (Int) -> UInt32) {
    self.init()
    let word = words(0)
    fireBus = TypedArray4 { word >> UInt32($0.rawValue) & 1 == 1 }
    eventAddress = SynapseLabel(unchecked: word >> 16 & 0x3F)
    rowSelectAddress = PADIRowSelectAddress(unchecked: word >> 22 & 0x1F)
  }
}

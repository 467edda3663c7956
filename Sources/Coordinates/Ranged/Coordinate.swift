/// A place on the chip; its name says what sits where (`SynapseRowOnSynram`).
///
/// The raw value is halco's enumeration of that place. halco: `Coordinate`
public protocol Coordinate: RangedInteger {
  /// Full name of the type in the real software, as its files state it.
  static var halcoTypeName: String { get }

  /// Bytes of the number in the real software's binary files.
  static var fileByteCount: Int { get }
}

extension Coordinate {
  /// `halco::hicann_dls::vx::` and the name of the type.
  public static var halcoTypeName: String { "halco::hicann_dls::vx::\(Self.self)" }

  /// Those of `uint_fast16_t` on x86-64 Linux, unless a type says otherwise.
  public static var fileByteCount: Int { 8 }

  /// The enumeration of this place, from 0. halco: `toEnum`
  @inlinable public func toEnum() -> Int { value }
}

/// A coordinate made of a place inside a block and that block.
///
/// The enumeration counts block by block: `block · (places in a block) + place`. halco calls such
/// coordinates mixins; its row-major grids (`x` in row `y`) count in the same way.
public protocol ComposedCoordinate: Coordinate {
  /// The place inside a block.
  associatedtype Local: Coordinate
  /// The block.
  associatedtype Block: Coordinate
}

extension ComposedCoordinate {
  /// The place `local` inside `block`.
  @inlinable public init(_ local: Local, _ block: Block) {
    self.init(unchecked: block.value * Local.count + local.value)
  }

  /// The place inside its block.
  @inlinable public var local: Local { Local(unchecked: value % Local.count) }

  /// The block.
  @inlinable public var block: Block { Block(unchecked: value / Local.count) }
}

/// A composed coordinate that is drawn as a grid: `x` counts columns, `y` counts rows.
public protocol GridCoordinate: ComposedCoordinate {}

extension GridCoordinate {
  /// Column of the grid.
  @inlinable public var x: Local { local }

  /// Row of the grid.
  @inlinable public var y: Block { block }
}

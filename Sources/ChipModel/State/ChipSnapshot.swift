internal import SimulationCore

/// The whole state of a chip at one time: registers, analog state, counters, time, board.
///
/// It belongs to one chip of one kind with one noise, and goes back to any instance of that chip;
/// what follows is then the same, bit by bit. ``bytes`` is its form for files.
public struct ChipSnapshot: Hashable, Sendable {
  /// The snapshot as bytes: a mark, the format's version, identity, state and a checksum.
  public let bytes: [UInt8]
  /// The chip that it belongs to.
  public var identity: ChipIdentity { content.identity }
  /// Fingerprint of the chip's parameters and effects.
  public var fingerprint: String { content.fingerprint }
  var state: ChipState { content.state }
  private let content: Content

  private static let mark = Array("BSS2CHIP".utf8)
  /// Version of the format; others are refused.
  public static let formatVersion: UInt32 = 2
  private static let checksumLength = 8

  /// Content between mark and checksum.
  private struct Content: StateValue {
    var version = ChipSnapshot.formatVersion
    var identity = ChipIdentity(preset: "", seed: 0, runSeed: 0)
    var fingerprint = ""
    var state = ChipState()

    mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
      try visitor.field(&version)
      guard version == ChipSnapshot.formatVersion else {
        throw .invalidState(
          "its format is version \(version), but this program reads version "
            + "\(ChipSnapshot.formatVersion); take a new snapshot")
      }
      try identity.visit(&visitor)
      try visitor.field(&fingerprint)
      try state.visit(&visitor)
    }
  }

  init(
    _ state: ChipState, identity: ChipIdentity, fingerprint: String
  ) throws(ChipError) {
    content = Content(identity: identity, fingerprint: fingerprint, state: state)
    var copy = content
    var writer = StateWriter()
    try copy.visit(&writer)
    var tail = StateWriter()
    var checksum = Self.checksum(writer.bytes[...])
    tail.field(&checksum)
    bytes = Self.mark + writer.bytes + tail.bytes
  }

  /// Reads a snapshot from its bytes.
  /// - Throws: ``ChipError/invalidState(_:)`` for bytes that are no snapshot, are damaged or of
  ///   another version.
  public init(bytes: [UInt8]) throws(ChipError) {
    guard bytes.starts(with: Self.mark), bytes.count >= Self.mark.count + Self.checksumLength else {
      throw .invalidState("these bytes are not a snapshot of a chip; give bytes of ChipSnapshot")
    }
    let end = bytes.count - Self.checksumLength
    let body = bytes[Self.mark.count..<end]
    var tail = StateReader(bytes[end...])
    var sum: UInt64 = 0
    try tail.field(&sum)
    guard sum == Self.checksum(body) else {
      throw .damagedState("its checksum differs")
    }
    var reader = StateReader(body)
    var content = Content()
    try content.visit(&reader)
    guard reader.isAtEnd else {
      throw .damagedState("it has more bytes than the state of a chip")
    }
    try content.state.validate()
    self.content = content
    self.bytes = bytes
  }

  /// A checksum that finds damage and protects against nothing else.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash = StableHash()
    bytes.withUnsafeBytes { hash.add($0) }
    return hash.checksum
  }

  /// Equal when the bytes are.
  public static func == (a: ChipSnapshot, b: ChipSnapshot) -> Bool { a.bytes == b.bytes }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension ChipIdentity: StateValue {
  mutating func visit(_ visitor: inout some StateVisitor) throws(ChipError) {
    var (preset, seed, runSeed) = (preset, seed, runSeed)
    try visitor.field(&preset)
    try visitor.field(&seed)
    try visitor.field(&runSeed)
    self = ChipIdentity(preset: preset, seed: seed, runSeed: runSeed)
  }
}

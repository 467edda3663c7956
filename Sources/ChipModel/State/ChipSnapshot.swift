/// The whole state of a chip at one time: registers, analog state, counters, time, board.
///
/// It belongs to one chip of one kind with one noise, and goes back to any instance of that chip;
/// what follows is then the same, bit by bit. ``bytes`` is its form for files.
public struct ChipSnapshot: Hashable, Sendable {
  /// The snapshot as bytes: a mark, the format's version, identity, state and a checksum.
  public let bytes: [UInt8]
  /// The chip that it belongs to.
  public let identity: ChipIdentity
  /// Fingerprint of the chip's parameters and effects.
  public let fingerprint: String
  let state: ChipState

  private static let mark = Array("BSS2CHIP".utf8)
  /// Version of the format; others are refused.
  public static let formatVersion: UInt32 = 2
  private static let checksumLength = 8

  init(_ state: ChipState, identity: ChipIdentity, fingerprint: String) {
    var writer = StateWriter()
    writer.put(Self.formatVersion)
    writer.put(identity.preset)
    writer.put(identity.seed)
    writer.put(identity.runSeed)
    writer.put(fingerprint)
    state.write(to: &writer)
    var tail = StateWriter()
    tail.put(Self.checksum(writer.bytes[...]))
    bytes = Self.mark + writer.bytes + tail.bytes
    self.identity = identity
    self.fingerprint = fingerprint
    self.state = state
  }

  /// Reads a snapshot from its bytes.
  /// - Throws: ``ChipError/invalidState(_:)`` for bytes that are no snapshot, are damaged or of
  ///   another version.
  public init(bytes: [UInt8]) throws(ChipError) {
    guard bytes.starts(with: Self.mark), bytes.count >= Self.mark.count + Self.checksumLength else {
      throw .invalidState("these bytes are no snapshot of a chip")
    }
    let end = bytes.count - Self.checksumLength
    let content = bytes[Self.mark.count..<end]
    var reader = StateReader(content)
    let version = try reader.integer(UInt32.self)
    guard version == Self.formatVersion else {
      throw .invalidState(
        "its format is version \(version), this program reads version \(Self.formatVersion)")
    }
    var tail = StateReader(bytes[end...])
    guard try tail.integer(UInt64.self) == Self.checksum(content) else {
      throw .invalidState("it is damaged: the checksum differs")
    }
    identity = ChipIdentity(
      preset: try reader.text(), seed: try reader.integer(), runSeed: try reader.integer())
    fingerprint = try reader.text()
    state = try ChipState(&reader)
    guard reader.isAtEnd else { throw .invalidState("it goes on after its end") }
    self.bytes = bytes
  }

  /// FNV-1a over eight bytes at a time. It finds damage and protects against nothing else.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return sum
  }

  /// Equal when the bytes are.
  public static func == (a: ChipSnapshot, b: ChipSnapshot) -> Bool { a.bytes == b.bytes }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

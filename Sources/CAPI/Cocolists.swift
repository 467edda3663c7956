internal import Calib
internal import ChipModel
internal import Cocolist
internal import Containers
internal import SimulationCore

/// Writes a calibration as a cocolist: form 0 is .pbin, 1 is .json.gz. Returns its size, of
/// which at most `capacity` bytes are stored.
@c(bss2_calibration_cocolist)
public func calibrationCocolist(
  _ handle: UInt64, _ form: Int32, _ bytes: UnsafeMutablePointer<UInt8>?, _ capacity: Int
) -> Int {
  attemptCount {
    try check("form", Int(form), in: 0...1)
    let archive = try withCalibration(handle) { $0.archive }
    let list = try CalibKinds.of(archive).init(archive: archive).cocolist
    return try copy(list, form, bytes, capacity)
  }
}

/// Copies the digest of a file's content; returns its length.
@c(bss2_content_digest)
public func contentDigest(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int, _ buffer: UnsafeMutablePointer<CChar>?,
  _ capacity: Int
) -> Int {
  attemptCount {
    try check("count", count, in: 0...1 << 30)
    let content = try elements(bytes, count, "bytes")
    return copy(StableHash.digest(ofContent: content), buffer, capacity)
  }
}

/// Writes containers at their places as a cocolist: form 0 is .pbin, 1 is .json.gz. Returns its
/// size, of which at most `capacity` bytes are stored.
@c(bss2_cocolist_encode)
public func cocolistEncode(
  _ form: Int32, _ names: UnsafePointer<UnsafePointer<CChar>?>?,
  _ places: UnsafePointer<Int64>?, _ count: Int, _ words: UnsafePointer<UInt32>?,
  _ wordCount: Int, _ bytes: UnsafeMutablePointer<UInt8>?, _ capacity: Int
) -> Int {
  attemptCount {
    try check("form", Int(form), in: 0...1)
    try check("count", count, in: 0...1 << 24)
    try check("number of words", wordCount, in: 0...1 << 28)
    var reader = CocoReader(words: try elements(words, wordCount, "words"))
    let places = try elements(places, count, "places")
    for (name, place) in zip(try elements(names, count, "names"), places) {
      try reader.read(try listed(name), at: Int(place))
    }
    try check("number of words", wordCount, in: reader.position...reader.position)
    return try copy(Cocolist(unsquashed: reader.cocos), form, bytes, capacity)
  }
}

/// Makes containers of words that lie one after the other.
private struct CocoReader {
  let words: [UInt32]
  private(set) var position = 0
  private(set) var cocos: [Coco] = []

  init(words: [UInt32]) { self.words = words }

  mutating func read<C: WordEncodable>(_ type: C.Type, at place: Int) throws {
    try check("number of words", words.count, in: position + C.wordCount...Int.max)
    let own = Array(words[position..<position + C.wordCount])
    position += C.wordCount
    cocos.append(try coco(type, place, own))
  }
}

/// Everything that a cocolist may hold, by the name of its type.
private let listedTypes: [String: any WordEncodable.Type] = Dictionary(
  (ContainerCatalogue.all + ContainerCatalogue.offChip + ContainerCatalogue.composite)
    .map { ($0.name, $0) },
  uniquingKeysWith: { first, _ in first })

private func listed(_ name: UnsafePointer<CChar>?) throws -> any WordEncodable.Type {
  let name = try text(name, "name")
  guard let type = listedTypes[name] else {
    throw InterfaceError.unknownName(
      what: "container", name: name, advice: containerAdvice)
  }
  return type
}

private func coco<C: WordEncodable>(_ type: C.Type, _ place: Int, _ words: [UInt32]) throws -> Coco
{
  let all = C.CoordinateType.allCases
  try check("place of \(type)", place, in: 0...all.count - 1)
  return Coco(all[all.index(all.startIndex, offsetBy: place)], C(words: { words[$0] }))
}

private func copy(
  _ list: Cocolist, _ form: Int32, _ bytes: UnsafeMutablePointer<UInt8>?, _ capacity: Int
) throws -> Int {
  let content = form == 0 ? list.portableBinary() : try list.compressedJSON()
  if let bytes, capacity > 0 {
    for (index, byte) in content.prefix(capacity).enumerated() { bytes[index] = byte }
  }
  return content.count
}

/// Copies the entries of a cocolist as JSON; returns the text's length in bytes.
@c(bss2_cocolist_decode)
public func cocolistDecode(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int, _ buffer: UnsafeMutablePointer<CChar>?,
  _ capacity: Int
) -> Int {
  attemptCount {
    try check("count", count, in: 0...1 << 30)
    let list = try Cocolist(file: elements(bytes, count, "bytes"))
    return copy(text: Array(json(list).text.utf8), buffer, capacity)
  }
}

private func json(_ list: Cocolist) -> JSONText {
  .object([
    ("entries", .list(list.cocos.map { entry($0.container, at: $0.coordinate.toEnum()) })),
    ("ignored", .list(list.ignoredTypes.map { .string($0) })),
  ])
}

private func entry<C: WordEncodable>(_ container: C, at place: Int) -> JSONText {
  .list([
    .string(C.name), .number(place), .list(container.encode().map { .number(Int($0)) }),
  ])
}

/// Applies a cocolist (.pbin, .json or .json.gz) to a chip.
@c(bss2_chip_apply_cocolist)
public func chipApplyCocolist(
  _ handle: UInt64, _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> Int32 {
  attempt {
    try check("count", count, in: 0...1 << 30)
    let list = try Cocolist(file: elements(bytes, count, "bytes"))
    try withChip(handle) { chip in try list.apply(to: chip) }
  }
}

internal import Containers
internal import Coordinates

/// Advice for a name that no container has.
let containerAdvice =
  "give a name of haldls, such as NeuronConfig (the C function bss2_catalogue_json lists all)"

/// Containers by the name of their type, such as "NeuronConfig".
func container(_ name: UnsafePointer<CChar>?) throws -> any Container.Type {
  let name = try text(name, "name")
  guard let type = ContainerCatalogue.all.first(where: { "\($0)" == name }) else {
    throw InterfaceError.unknownName(
      what: "container", name: name, advice: containerAdvice)
  }
  return type
}

private func places<C: Container>(_ type: C.Type) -> Int { C.CoordinateType.allCases.count }

private func writeAddress<C: Container>(
  _ type: C.Type, _ coordinate: Int, _ word: Int
) throws -> UInt32 {
  try check("coordinate", coordinate, in: 0...places(type) - 1)
  try check("word", word, in: 0...C.wordCount - 1)
  let all = C.CoordinateType.allCases
  return C.writeAddress(of: all[all.index(all.startIndex, offsetBy: coordinate)], word: word)
}

private func description<C: Container>(_ type: C.Type, _ words: [UInt32]) -> String {
  C(words: { words[$0] }).fieldDescription
}

private func changed<C: Container>(
  _ type: C.Type, _ words: [UInt32], _ field: String, _ codes: [Int]
) throws -> [UInt32] {
  var own = C(words: { words[$0] })
  try C.field(named: field).set(codes, of: &own)
  return own.encode()
}

/// Number of words of a container.
@c(bss2_container_words)
public func containerWords(_ name: UnsafePointer<CChar>?) -> Int {
  attemptCount { try container(name).wordCount }
}

/// Number of places (coordinates) of a container.
@c(bss2_container_places)
public func containerPlaces(_ name: UnsafePointer<CChar>?) -> Int {
  attemptCount { try places(container(name)) }
}

/// Bus address of a word of a container at a place.
@c(bss2_container_address)
public func containerAddress(
  _ name: UnsafePointer<CChar>?, _ coordinate: Int, _ word: Int,
  _ address: UnsafeMutablePointer<UInt32>?
) -> Int32 {
  attempt { address?.pointee = try writeAddress(container(name), coordinate, word) }
}

/// The fields of a container's words as text; returns its length.
@c(bss2_container_describe)
public func containerDescribe(
  _ name: UnsafePointer<CChar>?, _ words: UnsafePointer<UInt32>?,
  _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int {
  attemptCount {
    let type = try container(name)
    return copy(
      description(type, try elements(words, type.wordCount, "words")), buffer, capacity)
  }
}

/// Changes a field in a container's words.
@c(bss2_container_set)
public func containerSet(
  _ name: UnsafePointer<CChar>?, _ words: UnsafeMutablePointer<UInt32>?,
  _ field: UnsafePointer<CChar>?, _ codes: UnsafePointer<Int64>?, _ count: Int
) -> Int32 {
  attempt {
    let type = try container(name)
    try check("count", count, in: 1...4096)
    let own = try changed(
      type, elements(UnsafePointer(words), type.wordCount, "words"), text(field, "field"),
      elements(codes, count, "codes").map { Int($0) })
    words?.update(from: own, count: own.count)
  }
}

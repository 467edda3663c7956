import Coordinates
import Testing

@testable import Containers

/// One container as the real software encoded it.
private struct Instance<C: Container> {
  let coordinate: C.CoordinateType
  let fields: [String: [Int]]
  let words: [UInt32]
  let addresses: [UInt32]
  let isReadable: Bool
  let isDefault: Bool

  init(_ json: JSON) throws {
    coordinate = try C.CoordinateType(validating: json["coordinate"]["value"].int)
    fields = json["fields"].fields()
    words = json["words"].array.map(\.word)
    addresses = json["addresses"].array.map(\.word)
    isReadable = !json.has("read_addresses")
    isDefault = json["instance"].string == "default"
  }

  /// The fields without those that are other views of fields.
  var ownFields: [String: [Int]] {
    fields.filter { $0.key != "hagen_address" && $0.key != "hagen_activation" }
  }

  func container() throws -> C {
    var container = C()
    for field in C.fields {
      try field.set(fields[field.name]!, of: &container)
    }
    return container
  }
}

/// Containers that the golden file holds.
private let goldenContainers = ContainerCatalogue.all.filter { Golden.words.has("\($0)") }

private func instances<C: Container>(_ type: C.Type) throws -> [Instance<C>] {
  try Golden.words["\(type)"].array.map { try Instance($0) }
}

@Suite("Containers against words of the real software")
struct GoldenWordsTests {
  @Test func `every container of the golden file is in the catalogue`() {
    let names = Golden.words.keys.filter { $0 != "about" }
    #expect(Set(names) == Set(goldenContainers.map { "\($0)" }))
    #expect(names.count == 33)
  }

  @Test(arguments: goldenContainers.indices)
  func `the table lists exactly the fields of the real container`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      for instance in try instances(type) {
        #expect(Set(C.fields.map(\.name)) == Set(instance.ownFields.keys), "\(type)")
      }
    }
    try check(goldenContainers[index])
  }

  @Test(arguments: goldenContainers.indices)
  func `a container encodes to the words of the real one`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      for instance in try instances(type) {
        let container = try instance.container()
        #expect(container.encode() == instance.words, "\(type) \(instance.fields)")
        #expect(C.wordCount == instance.words.count)
      }
    }
    try check(goldenContainers[index])
  }

  @Test(arguments: goldenContainers.indices)
  func `the words of a real container decode to its fields`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      for instance in try instances(type) {
        let decoded = try C(decoding: instance.words)
        for field in C.fields where !isHidden(field.name, instance.fields) {
          #expect(field.codes(of: decoded) == instance.fields[field.name]!, "\(type) \(field.name)")
        }
      }
    }
    /// The debug cell of a CapMem block stands on the bus only while its output is enabled.
    func isHidden(_ name: String, _ fields: [String: [Int]]) -> Bool {
      name == "debug_capmem_coord" && fields["debug_readout_enable"] == [0]
    }
    try check(goldenContainers[index])
  }

  @Test(arguments: goldenContainers.indices)
  func `the defaults are those of the real container`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      let defaults = try instances(type).filter(\.isDefault)
      #expect(!defaults.isEmpty)
      for instance in defaults {
        #expect(try instance.container() == C(), "\(type)")
      }
    }
    try check(goldenContainers[index])
  }

  @Test(arguments: goldenContainers.indices)
  func `words go to the addresses of the real container`(_ index: Int) throws {
    func check<C: Container>(_ type: C.Type) throws {
      for instance in try instances(type) {
        let addresses = (0..<C.wordCount).map {
          C.writeAddress(of: instance.coordinate, word: $0)
        }
        #expect(addresses == instance.addresses, "\(type) \(instance.coordinate)")
        #expect(C.isReadable == instance.isReadable, "\(type)")
        #expect(C.isWritable)
      }
    }
    try check(goldenContainers[index])
  }

  @Test func `hagen address and activation are views of the event address`() throws {
    for instance in try instances(PADIEvent.self) {
      let event = try instance.container()
      #expect([event.hagenAddress.value] == instance.fields["hagen_address"])
      #expect([event.hagenActivation.value] == instance.fields["hagen_activation"])
    }
  }
}

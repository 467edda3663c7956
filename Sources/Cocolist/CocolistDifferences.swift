internal import Containers

/// The differences of two lists by field: at which places they differ, and by how much.
public struct CocolistDifferences: Sendable {
  /// A field of a type of container.
  public struct Field: Sendable {
    /// Names of the type and of its field, such as "NeuronConfig.enable_fire".
    public let name: String
    /// Places of containers that differ in the field, counted as `toEnum` does.
    public fileprivate(set) var places: [Int] = []
    /// The largest difference of codes.
    public fileprivate(set) var largest = 0
    fileprivate var sum = 0

    /// The mean over places of the largest difference at each.
    public var mean: Double { Double(sum) / Double(max(1, places.count)) }
  }

  /// Fields that differ, in alphabetical order.
  public private(set) var fields: [Field] = []
  /// Types of which the first list has containers at places where the second has none, with their number.
  public let onlyFirst: [(name: String, count: Int)]
  /// Types of which the second list has containers at places where the first has none.
  public let onlySecond: [(name: String, count: Int)]

  /// A Boolean value that tells whether both lists configure a chip alike.
  public var isEmpty: Bool { fields.isEmpty && onlyFirst.isEmpty && onlySecond.isEmpty }

  /// Compares two lists; of several containers at one place the last one counts.
  public init(_ first: Cocolist, _ second: Cocolist) {
    let (own, others) = (Self.byPlace(first), Self.byPlace(second))
    onlyFirst = Self.counts(own, without: others)
    onlySecond = Self.counts(others, without: own)
    var known: [String: Field] = [:]
    for (place, coco) in own {
      guard let other = others[place] else { continue }
      Self.compare(coco.container, other.container, at: place.number, &known)
    }
    fields = known.values.sorted { $0.name < $1.name }
    for index in fields.indices { fields[index].places.sort() }
  }

  private struct Place: Hashable {
    let type: String
    let number: Int
  }

  private static func byPlace(_ list: Cocolist) -> [Place: Coco] {
    Dictionary(
      list.cocos.map { coco in
        (Place(type: name(coco), number: coco.coordinate.toEnum()), coco)
      }, uniquingKeysWith: { $1 })
  }

  private static func name(_ coco: Coco) -> String { "\(type(of: coco.container))" }

  private static func counts(
    _ own: [Place: Coco], without others: [Place: Coco]
  ) -> [(name: String, count: Int)] {
    let missing = own.keys.filter { others[$0] == nil }
    return Dictionary(grouping: missing, by: \.type).map { ($0.key, $0.value.count) }
      .sorted { $0.0 < $1.0 }
  }

  private static func compare<C: WordEncodable>(
    _ left: C, _ other: any WordEncodable, at place: Int, _ known: inout [String: Field]
  ) {
    guard let right = other as? C, left != right else { return }
    for field in C.fields {
      let largest = zip(field.codes(of: left), field.codes(of: right)).map { abs($0 - $1) }.max()
      guard let largest, largest > 0 else { continue }
      let name = "\(C.self).\(field.name)"
      var found = known[name] ?? Field(name: name)
      found.places.append(place)
      found.sum += largest
      found.largest = max(found.largest, largest)
      known[name] = found
    }
  }
}

internal import Containers

/// The containers of one type in a cocolist, as a table of codes: a row a place, a column a field.
public struct CocolistTable: Sendable {
  /// Titles: "place" and the names of fields; elements of an array have a number in brackets.
  public private(set) var columns: [String] = []
  /// Codes by place; of several containers at one place the last one counts.
  public private(set) var rows: [[Int]] = []

  /// Reads the containers of a type.
  /// - Parameter name: Name of the type, such as "NeuronConfig".
  /// - Returns: nil if the list sets none.
  public init?(_ list: Cocolist, of name: String) {
    let own = list.cocos.filter { "\(type(of: $0.container))" == name }
    guard !own.isEmpty else { return nil }
    let places = Dictionary(own.map { ($0.coordinate.toEnum(), $0) }, uniquingKeysWith: { $1 })
    for (place, coco) in places.sorted(by: { $0.key < $1.key }) { add(coco.container, place) }
  }

  /// Names of types of which a list sets containers, in its order.
  public static func types(in list: Cocolist) -> [String] {
    var names: [String] = []
    for coco in list.cocos {
      let name = "\(type(of: coco.container))"
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The table as CSV, with a line of titles.
  public var csv: String {
    ([columns] + rows.map { $0.map(String.init) })
      .map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private mutating func add<C: WordEncodable>(_ container: C, _ place: Int) {
    if columns.isEmpty {
      columns =
        ["place"]
        + C.fields.flatMap { field in
          field.count.map { (0..<$0).map { "\(field.name)[\($0)]" } } ?? [field.name]
        }
    }
    rows.append([place] + C.fields.flatMap { $0.codes(of: container) })
  }
}

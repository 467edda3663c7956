internal import Containers
internal import Coordinates

/// The catalogue as text, made once.
private let catalogue: [UInt8] = Array(
  JSONText.object([
    ("containers", .list(ContainerCatalogue.all.map { .object(common($0) + bus($0)) })),
    ("board", .list(ContainerCatalogue.offChip.map { .object(common($0)) })),
    ("coordinates", .list(CoordinateCatalogue.all.map(json))),
    ("capmem_rows", .list(NeuronCapMemRow.allCases.map { .string($0.halcoName) })),
    ("capmem_shared_cells", .object(SharedCapMemCell.allCases.map(cell))),
    ("capmem_single_cells", .object(SingleCapMemCell.allCases.map(cell))),
    ("not_modelled", .object(NotModelledContainer.allCases.map(refusal))),
  ]).text.utf8)

/// Copies containers and coordinates as JSON; returns the text's length in bytes.
@c(bss2_catalogue_json)
public func catalogueJSON(_ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int) -> Int {
  copy(text: catalogue, buffer, capacity)
}

/// Copies as much of a text as fits, with a NUL; returns its length.
func copy(text: [UInt8], _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int) -> Int {
  if let buffer, capacity > 0 {
    let count = min(text.count, capacity - 1)
    for index in 0..<count { buffer[index] = CChar(bitPattern: text[index]) }
    buffer[count] = 0
  }
  return text.count
}

/// Members that all containers have.
private func common<C: WordEncodable>(_ type: C.Type) -> [(String, JSONText)] {
  [
    ("name", .string(C.name)), ("cereal", .string(C.cerealTypeName)),
    ("coordinate", .string("\(C.CoordinateType.self)")), ("words", .number(C.wordCount)),
    ("defaults", .list(C().encode().map { .number(Int($0)) })),
    ("fields", .list(zip(C.fields, C.layouts).map { json($0, $1) })),
  ]
}

/// Members of containers on the chip's bus.
private func bus<C: Container>(_ type: C.Type) -> [(String, JSONText)] {
  [
    ("readable", .bool(C.isReadable)), ("writable", .bool(C.isWritable)),
    ("addresses", addresses(type)),
  ]
}

/// Addresses of each word by place.
private func addresses<C: Container>(_ type: C.Type) -> JSONText {
  let places = C.CoordinateType.allCases
  return .list(
    (0..<C.wordCount).map { word in
      runs(places.map { Int(C.writeAddress(of: $0, word: word)) })
    })
}

/// Numbers as runs `[first, step, count]`.
private func runs(_ numbers: [Int]) -> JSONText {
  var runs: [(first: Int, step: Int, count: Int)] = []
  for number in numbers {
    if let last = runs.last, last.count == 1 || last.first + last.count * last.step == number {
      let step = last.count == 1 ? number - last.first : last.step
      runs[runs.count - 1] = (last.first, step, last.count + 1)
    } else {
      runs.append((number, 0, 1))
    }
  }
  return .list(runs.map { .list([.number($0.first), .number($0.step), .number($0.count)]) })
}

private func json<C: WordEncodable>(_ field: ContainerField<C>, _ layout: FieldLayout) -> JSONText {
  .object([
    ("name", .string(field.name)), ("type", .string(layout.type)), ("kind", json(field.kind)),
    ("index", layout.index.map { .string($0) } ?? .null),
    ("bits", .list(bits(field, layout).map { .list($0.map(json)) })),
  ])
}

private func bits<C: WordEncodable>(_ field: ContainerField<C>, _ layout: FieldLayout) -> [[BitRun]]
{
  guard C.self == AtomicNeuron.self else { return layout.elements }
  return (try? field.probedRuns()).map { [$0] } ?? layout.elements
}

private func json(_ kind: FieldKind) -> JSONText {
  switch kind {
  case .flag: .object([("flag", .bool(true))])
  case .number(let range):
    .object([("min", .number(range.lowerBound)), ("max", .number(range.upperBound))])
  case .choice(let names): .object([("choices", .list(names.map { .string($0) }))])
  case .analogValue:
    .object([
      ("analog", .bool(true)), ("min", .number(kind.codes.lowerBound)),
      ("max", .number(kind.codes.upperBound)),
    ])
  case .place(let columns, let rows):
    .object([("columns", .number(columns)), ("rows", .number(rows))])
  }
}

/// `[word, bit, width, firstCodeBit, inverted, reversed, bias]`.
private func json(_ run: BitRun) -> JSONText {
  .list(
    [
      run.word, run.bit, run.width, run.firstCodeBit, run.isInverted ? 1 : 0,
      run.isReversed ? 1 : 0, run.bias,
    ].map { .number($0) })
}

private func json(_ coordinate: CoordinateDescription) -> JSONText {
  .object([
    ("name", .string(coordinate.name)), ("min", .number(coordinate.range.lowerBound)),
    ("max", .number(coordinate.range.upperBound)),
    ("local", coordinate.local.map { .string($0) } ?? .null),
    ("block", coordinate.block.map { .string($0) } ?? .null),
    ("grid", .bool(coordinate.isGrid)),
    ("cases", .list(coordinate.cases.map { .string($0) })),
    ("conversions", .list(coordinate.conversions.map(json))),
  ])
}

private func json(_ conversion: CoordinateConversion) -> JSONText {
  .object([
    ("name", .string(conversion.name)), ("target", .string(conversion.target)),
    ("width", .number(conversion.width)), ("table", table(conversion)),
  ])
}

/// A table as `{"divide": a, "modulo": b}` where value i is (i / a) mod b, else as a list.
private func table(_ conversion: CoordinateConversion) -> JSONText {
  if conversion.width == 1, let rule = quotientRule(conversion.table) {
    return .object([("divide", .number(rule.divide)), ("modulo", .number(rule.modulo))])
  }
  return .list(conversion.table.map { $0.map { .number($0) } ?? .null })
}

private func quotientRule(_ table: [Int?]) -> (divide: Int, modulo: Int)? {
  guard let divide = table.firstIndex(where: { $0 != table[0] }) else { return nil }
  guard table.allSatisfy({ $0 != nil }) else { return nil }
  let modulo = (table.compactMap(\.self).max() ?? 0) + 1
  let follows = table.indices.allSatisfy { table[$0] == $0 / divide % modulo }
  return follows ? (divide, modulo) : nil
}

private func cell(_ cell: SharedCapMemCell) -> (String, JSONText) {
  (cell.halcoName, .number(cell.toCapMemCellOnCapMemBlock().value))
}

private func cell(_ cell: SingleCapMemCell) -> (String, JSONText) {
  (cell.halcoName, .number(cell.cell.value))
}

private func refusal(_ container: NotModelledContainer) -> (String, JSONText) {
  (container.rawValue, .string(container.reason))
}

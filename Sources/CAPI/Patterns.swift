internal import ChipModel
internal import SimulationCore

private let rowNames = Texts(PatternRow.table.map(\.name))
private let rowSummaries = Texts(PatternRow.table.map(\.summary))

/// Number of rows of a chip's pattern.
@c(bss2_pattern_count)
public func patternCount() -> Int { PatternRow.table.count }

/// Name of a row, or NULL beyond the last.
@c(bss2_pattern_name)
public func patternName(_ index: Int) -> UnsafePointer<CChar>? { rowNames[index] }

/// Meaning of a row in a line, or NULL.
@c(bss2_pattern_summary)
public func patternSummary(_ index: Int) -> UnsafePointer<CChar>? { rowSummaries[index] }

/// The count of a row's numbers, in each hemisphere or in the chip.
@c(bss2_pattern_size)
public func patternSize(_ index: Int, _ isOfChip: UnsafeMutablePointer<Int32>?) -> Int {
  attemptCount {
    try check("row", index, in: 0...PatternRow.table.count - 1)
    let row = PatternRow.table[index]
    isOfChip?.pointee = row.isOfChip ? 1 : 0
    return row.extent.count(on: .chip)
  }
}

/// Sets the known numbers of a row of the pattern.
@c(bss2_chip_set_pattern)
public func chipSetPattern(
  _ handle: UInt64, _ place: UnsafePointer<CChar>?, _ row: UnsafePointer<CChar>?,
  _ mean: UnsafePointer<Float>?, _ deviation: UnsafePointer<Float>?, _ count: Int
) -> Int32 {
  attempt {
    let entry = try Registry.shared.find(handle, as: ChipEntry.self)
    let key = try patternKey(place, row)
    let mean = try patternNumbers(mean, count, of: key, "mean")
    let deviation = try patternNumbers(deviation, count, of: key, "deviation")
    try entry.exclusively { entry.setPattern(key, mean: mean, deviation: deviation) }
  }
}

/// Sets the shares of a row's deviations that come with the drawn numbers of a row.
@c(bss2_chip_set_loading)
public func chipSetLoading(
  _ handle: UInt64, _ place: UnsafePointer<CChar>?, _ row: UnsafePointer<CChar>?,
  _ source: UnsafePointer<CChar>?, _ loadings: UnsafePointer<Float>?, _ count: Int
) -> Int32 {
  attempt {
    let entry = try Registry.shared.find(handle, as: ChipEntry.self)
    let key = try patternKey(place, row)
    let source = try patternRow(try text(source, "source"))
    let values = try patternNumbers(loadings, count, of: key, "loadings")
    try entry.exclusively { entry.setLoading(key, of: source, values) }
  }
}

private func patternNumbers(
  _ pointer: UnsafePointer<Float>?, _ count: Int, of key: KnownPattern.Key, _ what: String
) throws -> [Float] {
  try check("the count of \(what)", count, in: 0...key.row.details.extent.count(on: .chip))
  return try elements(pointer, count, what)
}

private func patternKey(
  _ place: UnsafePointer<CChar>?, _ row: UnsafePointer<CChar>?
) throws -> KnownPattern.Key {
  KnownPattern.Key(
    try patternRow(try text(row, "row")), try patternPlace(try text(place, "place")))
}

private func patternRow(_ name: String) throws -> PatternRow {
  guard let row = PatternRow(name: name) else {
    throw InterfaceError.unknownName(
      what: "row of a pattern", name: name, advice: "docs/twin.md lists all rows")
  }
  return row
}

private func patternPlace(_ name: String) throws -> PatternPlace {
  guard let place = PatternPlace(rawValue: name) else {
    throw InterfaceError.unknownName(
      what: "place of a pattern", name: name,
      advice: "give " + PatternPlace.allCases.map(\.rawValue).joined(separator: ", "))
  }
  return place
}

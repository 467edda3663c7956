extension CalibrationReport {
  /// Puts the report under a path of an archive; the steps keep their order by their number.
  func store(in archive: inout CalibrationArchive, at path: String) {
    archive.values["\(path)/names"] = .strings(steps.map(\.name))
    archive.values["\(path)/run_counts"] = .integers(steps.map(\.runCount))
    archive.values["\(path)/run_count"] = .integers([runCount])
    archive.values["\(path)/messages"] = .strings(messages)
    for (index, step) in steps.enumerated() {
      let place = "\(path)/steps/\(index)"
      archive.values["\(place)/before"] = .doubles(pairs([step.before].compactMap { $0 }))
      archive.values["\(place)/after"] = .doubles(pairs([step.after].compactMap { $0 }))
      archive.values["\(place)/groups_before"] = .doubles(pairs(step.groupsBefore))
      archive.values["\(place)/groups_after"] = .doubles(pairs(step.groupsAfter))
      archive.values["\(place)/values_before"] = .doubles(step.valuesBefore)
      archive.values["\(place)/values_after"] = .doubles(step.valuesAfter)
      archive.values["\(place)/target"] = .doubles([step.target].compactMap { $0 })
      archive.values["\(place)/parameters"] = .doubles(pairs([step.parameters].compactMap { $0 }))
      archive.values["\(place)/failed"] = .integers(step.failedIndices)
      archive.values["\(place)/messages"] = .strings(step.messages)
    }
  }

  /// Takes the report from a path of an archive.
  init(from archive: CalibrationArchive, at path: String) throws(CalibrationArchiveError) {
    let names = try archive.strings("\(path)/names")
    let runCounts = try archive.integers("\(path)/run_counts", count: names.count)
    var steps: [Step] = []
    for (index, name) in names.enumerated() {
      let place = "\(path)/steps/\(index)"
      var step = Step(
        name: name,
        before: try spreads(archive, "\(place)/before").first,
        after: try spreads(archive, "\(place)/after").first,
        groupsBefore: try spreads(archive, "\(place)/groups_before"),
        groupsAfter: try spreads(archive, "\(place)/groups_after"),
        parameters: try spreads(archive, "\(place)/parameters").first,
        runCount: runCounts[index],
        failedIndices: try archive.integers("\(place)/failed"),
        messages: try archive.strings("\(place)/messages"))
      step.valuesBefore = try archive.doubles("\(place)/values_before")
      step.valuesAfter = try archive.doubles("\(place)/values_after")
      step.target = try archive.doubles("\(place)/target").first
      steps.append(step)
    }
    self.init(
      steps: steps, messages: try archive.strings("\(path)/messages"),
      runCount: try archive.integer("\(path)/run_count"))
  }
}

/// Means and standard deviations in turn.
private func pairs(_ spreads: [Spread]) -> [Double] {
  spreads.flatMap { [$0.mean, $0.standardDeviation] }
}

/// Spreads from means and standard deviations in turn.
private func spreads(
  _ archive: CalibrationArchive, _ name: String
) throws(CalibrationArchiveError) -> [Spread] {
  let values = try archive.doubles(name)
  guard values.count.isMultiple(of: 2) else {
    throw .wrongCount(name: name, expected: values.count + 1, found: values.count)
  }
  return stride(from: 0, to: values.count, by: 2).map {
    Spread(mean: values[$0], standardDeviation: values[$0 + 1])
  }
}

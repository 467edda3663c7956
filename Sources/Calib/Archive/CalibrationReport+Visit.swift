extension CalibrationReport: Archived {
  static var blank: CalibrationReport { CalibrationReport() }

  /// Visits names and run counts of all steps as columns, then each step under its number.
  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("names", &names, .strings)
    try visitor.field("run_counts", &runCounts, .integers(count: steps.count))
    try visitor.field("run_count", &runCount, .integer())
    try visitor.field("messages", &messages, .strings)
    for index in steps.indices { try visitor.group("steps/\(index)", &steps[index]) }
  }

  /// The names of the steps; setting other ones creates new steps.
  private var names: [String] {
    get { steps.map(\.name) }
    set {
      // A visitor that only reads sets the names that it was given.
      guard newValue != names else { return }
      steps = newValue.map { Step(name: $0) }
    }
  }

  /// The run counts of the steps, one for each.
  private var runCounts: [Int] {
    get { steps.map(\.runCount) }
    set { for (index, count) in newValue.enumerated() { steps[index].runCount = count } }
  }
}

extension CalibrationReport.Step: Archived {
  static var blank: CalibrationReport.Step { CalibrationReport.Step(name: "") }

  /// Visits all fields but those that are columns of the report.
  mutating func visit<Visitor: ArchiveVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
    try visitor.field("before", &before, .optionalSpread)
    try visitor.field("after", &after, .optionalSpread)
    try visitor.field("groups_before", &groupsBefore, .spreads)
    try visitor.field("groups_after", &groupsAfter, .spreads)
    try visitor.field("values_before", &valuesBefore, .doubles())
    try visitor.field("values_after", &valuesAfter, .doubles())
    try visitor.addition("path", &path, .doubles())
    try visitor.field("target", &target, .optionalDouble)
    try visitor.field("parameters", &parameters, .optionalSpread)
    try visitor.field("failed", &failedIndices, .integers())
    try visitor.field("messages", &messages, .strings)
  }
}

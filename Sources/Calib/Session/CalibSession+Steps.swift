import Coordinates
import Statistics

extension CalibSession {
  /// Announces a step, does it and counts its share of the work.
  func step<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    progress.announce(name)
    let result = try body()
    progress.complete(name)
    return result
  }

  /// Completes the report and tells the observer that everything is done.
  func finish() {
    progress.finish()
    report.runCount = runCount
  }

  /// Adds warnings that belong to no step to the report, each once.
  func warn(_ messages: [String]) {
    // The CADC is calibrated more than once.
    report.messages += messages.filter { !report.messages.contains($0) }
  }

  /// Runs one adjusted parameter as a step of the report.
  ///
  /// - Parameters:
  ///   - calib: the parameter to adjust.
  ///   - algorithm: the search.
  ///   - target: the target, if not the calib's own.
  ///   - groups: the quadrant of each instance, for the report.
  func calibrate<C: ParameterCalib>(
    _ calib: inout C, _ algorithm: some Algorithm, target: [Double]? = nil,
    groups: [CapMemBlockOnDLS]
  ) throws -> ParameterCalibResult {
    let name = calib.name
    return try step(name) {
      let firstRun = runCount
      var generator = nextGenerator()
      let result = try calib.run(
        algorithm, target: target, comparesCommonSetting: true, using: &generator)
      var record = CalibrationReport.Step(
        name: name, before: MeanAndDeviation(result.before),
        after: result.after.flatMap { MeanAndDeviation($0) },
        groupsBefore: groupSpreads(result.before, groups),
        groupsAfter: groupSpreads(result.after ?? [], groups),
        parameters: MeanAndDeviation(result.calibratedParameters.map(Double.init)),
        runCount: runCount - firstRun, failedIndices: result.failedIndices,
        messages: result.messages)
      record.valuesBefore = result.before
      record.valuesAfter = result.after ?? []
      record.path = result.path
      record.target = (target ?? calib.target).flatMap { MeanAndDeviation($0)?.mean }
      report.steps.append(record)
      return result
    }
  }
}

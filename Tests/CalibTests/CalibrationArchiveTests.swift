import SimulationCore
import Statistics
import Testing

@testable import Calib

/// A hagen result with random, valid content.
private func randomResult() -> HagenCalibResult {
  var generator = RandomStream(seed: 11, domain: .testing)
  func cells(_ count: Int = 512) -> [Int] {
    (0..<count).map { _ in Int.random(in: 0...1022, using: &generator) }
  }
  func mask(_ count: Int = 512) -> [Bool] {
    (0..<count).map { _ in Bool.random(using: &generator) }
  }
  func input() -> SynapticInputSettings {
    SynapticInputSettings(
      iBiasTau: cells(), iBiasShift: cells(), iBiasGm: cells(), isHighResistance: mask(),
      isSmallCapacitance: mask())
  }
  var target = HagenCalibTarget()
  target.neuron.leak[5] = 117.5
  target.neuron.targetNoise = 1.5
  let report = CalibrationReport(
    steps: [
      .init(
        name: "leak", before: MeanAndDeviation(mean: 1, standardDeviation: 2),
        groupsAfter: [MeanAndDeviation(mean: 3, standardDeviation: 4)], runCount: 14,
        failedIndices: [1, 5], messages: ["low"]),
      .init(name: "leak", after: MeanAndDeviation(mean: 5, standardDeviation: 6)),
    ], messages: ["hello"], runCount: 99)
  return HagenCalibResult(
    common: HagenCommon(
      chipIdentifier: "chip 3",
      cadc: CADCCalibResult(
        vRampOffset: cells(4), iRampSlope: cells(4),
        channelOffset: (0..<1024).map { _ in Int.random(in: -128...127, using: &generator) },
        success: mask(1024)),
      synapseDriver: SynapseDriverCalibResult(
        stpIRamp: cells(4), hagenDACOffset: (0..<256).map { $0 % 64 }, success: mask(256)),
      report: report),
    target: target, options: HagenCalibOptions(neuronDisableLeakage: false),
    neuron: NeuronCalibResult(
      vLeak: cells(), vReset: cells(), iBiasLeak: cells(), iBiasReset: cells(),
      excitatory: input(), inhibitory: input(), synIBiasDac: cells(4), success: mask()))
}

/// A visitor that counts the fields, groups and parts of one value.
private struct FieldCounter: ArchiveVisitor {
  private(set) var count = 0

  mutating func field<Value>(_ name: String, _ value: inout Value, _ form: ArchiveForm<Value>) {
    count += 1
  }
  mutating func group(_ name: String, _ group: inout some Archived) { count += 1 }
  mutating func part(_ part: inout some Archived) { count += 1 }
}

@Suite struct CalibrationArchiveTests {
  @Test func `a hagen result survives the archive`() throws {
    let result = randomResult()
    #expect(try HagenCalibResult(archive: result.archive) == result)
  }

  @Test func `a synin result survives the archive`() throws {
    let hagen = randomResult()
    let result = HagenSyninCalibResult(
      common: hagen.common, target: HagenSyninCalibTarget(synapseDACBias: 700),
      options: HagenSyninCalibOptions(cadc: CADCCalibOptions(calibrateOffsets: false)),
      synIBiasDac: [1, 2, 3, 4])
    #expect(try HagenSyninCalibResult(archive: result.archive) == result)
  }

  @Test func `a visit meets every stored property once`() {
    let types: [any Archived.Type] = [
      ArchiveHeader.self, HagenCalibResult.self, HagenSyninCalibResult.self, HagenCommon.self,
      CADCCalibResult.self, SynapseDriverCalibResult.self, NeuronCalibResult.self,
      SynapticInputSettings.self, CADCCalibTarget.self, HagenNeuronCalibTarget.self,
      HagenCalibTarget.self, HagenSyninCalibTarget.self, CADCCalibOptions.self,
      NeuronCalibOptions.self, SynapseDriverCalibOptions.self, HagenCalibOptions.self,
      HagenSyninCalibOptions.self,
    ]
    for type in types { #expect(fieldCount(of: type) == propertyCount(of: type), "\(type)") }
  }

  @Test func `name and run count of a step are columns of the report`() {
    let step = CalibrationReport.Step.self
    #expect(fieldCount(of: step) == propertyCount(of: step) - 2)
    // The steps themselves come as groups, one for each.
    #expect(fieldCount(of: CalibrationReport.self) == 4)
    #expect(propertyCount(of: CalibrationReport.self) == 3)
  }

  private func fieldCount(of type: (some Archived).Type) -> Int {
    var (value, counter) = (type.blank, FieldCounter())
    value.visit(&counter)
    return counter.count
  }

  private func propertyCount(of type: (some Archived).Type) -> Int {
    Mirror(reflecting: type.blank).children.count
  }

  @Test func `an archive without the paths of searches is read`() throws {
    var result = randomResult()
    let old = result.archive.values.filter { !$0.key.hasSuffix("/path") }
    #expect(try HagenCalibResult(archive: CalibrationArchive(values: old)) == result)
    result.common.report.steps[1].path = [30, 4, .infinity]
    #expect(try HagenCalibResult(archive: result.archive) == result)
    #expect(try HagenCalibResult(archive: CalibrationArchive(values: old)) != result)
  }

  @Test func `every missing value is named`() {
    let archive = randomResult().archive
    #expect(archive.names == archive.names.sorted())
    for name in archive.names where !name.hasSuffix("/path") {
      var incomplete = archive
      incomplete.values[name] = nil
      #expect(throws: CalibrationArchiveError.missing(name: name)) {
        try HagenCalibResult(archive: incomplete)
      }
    }
  }

  @Test func `every value of a wrong type is named`() {
    let archive = randomResult().archive
    for name in archive.names {
      var wrong = archive
      if case .mask = wrong.values[name] {
        wrong.values[name] = .doubles([1])
      } else {
        wrong.values[name] = .mask([true])
      }
      let error = #expect(throws: CalibrationArchiveError.self) {
        try HagenCalibResult(archive: wrong)
      }
      guard case .wrongType(name, _, _) = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
    }
  }

  @Test func `values outside a register are refused`() {
    var archive = randomResult().archive
    var offsets = [Int](repeating: 0, count: 256)
    offsets[9] = 64
    archive.values["synapse_driver/hagen_dac_offset"] = .integers(offsets)
    let error = CalibrationArchiveError.outOfRange(
      name: "synapse_driver/hagen_dac_offset", value: 64, lower: 0, upper: 63)
    #expect(throws: error) { try HagenCalibResult(archive: archive) }
    #expect(error.description == "synapse_driver/hagen_dac_offset is 64; allowed is 0...63.")
  }

  @Test func `arrays of a wrong length are refused`() {
    var archive = randomResult().archive
    archive.values["neuron/v_leak"] = .integers([1, 2])
    #expect(
      throws: CalibrationArchiveError.wrongCount(name: "neuron/v_leak", expected: 512, found: 2)
    ) { try HagenCalibResult(archive: archive) }
  }

  @Test func `another kind and another layout are refused`() {
    var archive = randomResult().archive
    #expect(
      throws: CalibrationArchiveError.unsupported(
        name: "kind", found: "hagen", expected: "hagen_synin")
    ) { try HagenSyninCalibResult(archive: archive) }
    archive.values["format_version"] = .integers([99])
    #expect(
      throws: CalibrationArchiveError.unsupported(
        name: "format_version", found: "99", expected: "2")
    ) { try HagenCalibResult(archive: archive) }
  }
}

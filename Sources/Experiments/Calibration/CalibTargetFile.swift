public import Calib
internal import ChipConfiguration

/// Targets of a calibration in a YAML file, with the names of calix; what is left out keeps its default.
///
/// calix: `HagenCalibTarget`, `HagenSyninCalibTarget`.
public enum CalibTargetFile {
  /// Reads targets for multiplications on membranes.
  ///
  /// - Throws: `ConfigurationError` for keys and values without meaning, `CalibError` for values out of
  ///   range.
  public static func hagen(_ path: String) throws -> HagenCalibTarget {
    var target = HagenCalibTarget()
    try target.read(YAMLMapping.top(of: path).mapping)
    try target.validate()
    return target
  }

  /// Sets single targets for multiplications on membranes, such as "neuron_target.tau_mem=30 us".
  ///
  /// - Throws: `ConfigurationError` for keys and values without meaning, `CalibError` for values out of
  ///   range.
  public static func set(
    _ assignments: [String], in target: HagenCalibTarget
  ) throws -> HagenCalibTarget {
    var target = target
    for assignment in assignments { try target.read(mapping(assignment)) }
    try target.validate()
    return target
  }

  /// Reads targets for multiplications on synaptic lines.
  ///
  /// - Throws: `ConfigurationError` for keys and values without meaning, `CalibError` for values out of
  ///   range.
  public static func hagenSynin(_ path: String) throws -> HagenSyninCalibTarget {
    var target = HagenSyninCalibTarget()
    try target.read(YAMLMapping.top(of: path).mapping)
    try target.validate()
    return target
  }

  /// Sets single targets for multiplications on synaptic lines, such as "synapse_dac_bias=900".
  ///
  /// - Throws: `ConfigurationError` for keys and values without meaning, `CalibError` for values out of
  ///   range.
  public static func set(
    _ assignments: [String], in target: HagenSyninCalibTarget
  ) throws -> HagenSyninCalibTarget {
    var target = target
    for assignment in assignments { try target.read(mapping(assignment)) }
    try target.validate()
    return target
  }

  /// The mapping that "a.b=value" stands for; units may follow numbers without a space.
  private static func mapping(_ assignment: String) throws -> YAMLMapping {
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let keys = parts[0].split(separator: ".")
    guard parts.count == 2, !keys.isEmpty, !parts[1].isEmpty else {
      throw ConfigurationError.notYAML(
        file: assignment,
        reason: "a target is set as KEY=VALUE, such as neuron_target.tau_mem=30 us")
    }
    let number = /^(?>[-+0-9.]+(?:[eE][-+]?[0-9]+)?)(?=[A-Za-zµ])/
    let value = parts[1].replacing(number) { "\($0.output) " }
    let text = keys.reversed().reduce(String(value)) { "{\($1): \($0)}" }
    return try YAMLMapping.top(ofText: text, name: assignment)
  }
}

extension HagenCalibTarget {
  fileprivate mutating func read(_ top: YAMLMapping) throws {
    try top.allow(["cadc_target", "neuron_target"])
    if top.has("cadc_target") { try cadc.read(top.mapping("cadc_target")) }
    if top.has("neuron_target") { try neuron.read(top.mapping("neuron_target")) }
  }
}

extension HagenSyninCalibTarget {
  fileprivate mutating func read(_ top: YAMLMapping) throws {
    try top.allow(["cadc_target", "synapse_dac_bias"])
    if top.has("cadc_target") { try cadc.read(top.mapping("cadc_target")) }
    try top.readCell("synapse_dac_bias", &synapseDACBias)
  }
}

extension YAMLMapping {
  /// Reads a CapMem cell, if the key is there.
  fileprivate func readCell(_ key: String, _ value: inout Int) throws {
    if has(key) { value = try int(key, ParameterRange.capMem.values) }
  }

  /// Reads an interval from its two ends, if the key is there.
  fileprivate func readRange(_ key: String, _ value: inout LSBRange) throws {
    guard has(key) else { return }
    let ends = try ints(key, ParameterRange.capMem.values)
    guard ends.count == 2 else {
      throw refused(key, "must be two numbers, the lower and the upper end")
    }
    value = LSBRange(Double(ends[0]), Double(ends[1]))
  }

  /// Reads a value for each neuron, if the key is there.
  fileprivate func readValues(
    _ key: String, _ quantity: NeuronQuantity, _ values: inout [Double]
  ) throws {
    guard has(key) else { return }
    values = try self.values(key, quantity, count: HagenNeuronCalibTarget.neuronCount)
  }
}

extension CADCCalibTarget {
  fileprivate mutating func read(_ file: YAMLMapping) throws {
    try file.allow(["dynamic_range", "read_range"])
    try file.readRange("dynamic_range", &dynamicRange)
    try file.readRange("read_range", &readRange)
  }
}

extension HagenNeuronCalibTarget {
  fileprivate mutating func read(_ file: YAMLMapping) throws {
    try file.allow([
      "leak", "tau_mem", "tau_syn", "i_synin_gm", "target_noise", "synapse_dac_bias",
    ])
    try file.readValues("leak", .number, &leak)
    try file.readValues("tau_mem", .time, &tauMemSeconds)
    try readTauSyn(file)
    try file.readCell("i_synin_gm", &iSyninGm)
    if file.has("target_noise") {
      targetNoise = try file.double("target_noise", 0...Double.greatestFiniteMagnitude)
    }
    try file.readCell("synapse_dac_bias", &synapseDACBias)
  }

  /// One value for both inputs, or a mapping of both.
  private mutating func readTauSyn(_ file: YAMLMapping) throws {
    guard file.has("tau_syn") else { return }
    guard file.isMapping("tau_syn") else {
      try file.readValues("tau_syn", .time, &tauSynExcSeconds)
      tauSynInhSeconds = tauSynExcSeconds
      return
    }
    let inputs = try file.mapping("tau_syn")
    try inputs.allow(["excitatory", "inhibitory"])
    try inputs.readValues("excitatory", .time, &tauSynExcSeconds)
    try inputs.readValues("inhibitory", .time, &tauSynInhSeconds)
  }
}

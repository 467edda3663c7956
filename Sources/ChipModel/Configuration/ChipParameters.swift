public import CADC
public import Columns
public import Quantities
public import SimulationCore
public import Synram

/// Everything physical about a kind of chip: parameters of all components and the strength of
/// every effect. A seed turns it into one chip.
public struct ChipParameters: Hashable, Sendable {
  /// The preset's name, such as "typical".
  public var name = ""
  /// Synapse drivers and synapses.
  public var synram = SynramParameters()
  /// Column lines, synaptic inputs and membranes.
  public var columns = ColumnParameters()
  /// Ramps, comparators and readout amplifiers.
  public var cadc = CADCParameters()
  /// Analog parameter memory.
  public var capMem = CapMemParameters()
  /// The fast ADC.
  public var madc = MADCParameters()
  /// Latencies.
  public var timing = TimingParameters()
  /// Rare bad program runs.
  public var run = RunParameters()
  /// Strength of every effect.
  public var effects = EffectScales(all: 1)
  /// Numbers of the pattern that are known of one chip; nil where a seed draws all of them.
  public var pattern: KnownPattern?

  /// All values zero: a configuration fills them.
  public init() {}

  /// Every physical parameter by its dotted key; files, the C interface and documents use it.
  public static let table: [ParameterDescriptor<ChipParameters>] =
    SynramParameters.table.map { $0.lifted(\.synram, prefix: "synram") }
    + ColumnParameters.table.map { $0.lifted(\.columns, prefix: "columns") }
    + CADCParameters.table.map { $0.lifted(\.cadc, prefix: "cadc") }
    + CapMemParameters.table.map { $0.lifted(\.capMem, prefix: "capmem") }
    + MADCParameters.table.map { $0.lifted(\.madc, prefix: "madc") }
    + TimingParameters.table.map { $0.lifted(\.timing, prefix: "timing") }
    + RunParameters.table.map { $0.lifted(\.run, prefix: "run") }

  /// Checks every value against its range.
  /// - Throws: ``ChipError/parameterOutOfRange(key:value:range:)``.
  public func validate() throws(ChipError) {
    for row in Self.table {
      let value = row.value(in: self)
      guard row.range.contains(value) else {
        throw .parameterOutOfRange(key: row.key, value: value, range: row.range)
      }
    }
    if let effect = effects.firstOutOfRange {
      throw .parameterOutOfRange(
        key: "effects." + effect.name, value: effects[effect], range: EffectScales.range)
    }
    if let problem = pattern?.problem(on: .chip) { throw .invalidPattern(problem) }
  }
}

extension ChipParameters {
  /// One LSB of the MADC in volts: ten bits span the rails of the membranes from ground.

  /// A text that names these parameters and effects: equal for equal chips, on every machine.
  public var fingerprint: String {
    var hash = StableHash()
    for row in Self.table { hash.add("\(row.key)=\(row.value(in: self))") }
    for effect in Effect.allCases { hash.add("\(effect.name)=\(effects[effect])") }
    if let pattern { hash.add("pattern=\(pattern.digest)") }
    return hash.hexadecimal
  }

  /// The fingerprint of the chip wherever it works: equal at all temperatures.
  public var dieFingerprint: String { at(kelvin: columns.referenceTemperature).fingerprint }

  /// Returns the chip at another temperature; its fixed pattern stays.
  ///
  /// - Parameter kelvin: Temperature of the chip, 200 to 450 K.
  public func at(kelvin: Double) -> ChipParameters {
    var copy = self
    copy.columns.temperature = kelvin
    copy.effects[.temperature] = 1
    return copy
  }
}

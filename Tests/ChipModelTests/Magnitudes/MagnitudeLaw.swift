import CADC
import ChipModel
import Columns
import SimulationCore
import Synram
import _TestSupport

@testable import ChipModel

/// Magnitude of an effect: the change of one quantity at several of its scales.
///
/// A law is written from the parameters alone. It is 0 where the effect is off; a statistical one
/// allows six standard errors, a false-alarm rate of 2e-9 for a new seed. Seeds are fixed.
struct MagnitudeLaw: Sendable {
  /// Name of the measured quantity.
  let quantity: String
  /// Scales of the effect, 0 among them.
  var scales: [Double] = [0, 0.5, 1]
  /// Effects without which this one has nothing to act on.
  var base: [String] = []
  /// Largest deviation relative to the law.
  let tolerance: Double
  /// Measures the quantity.
  let found: @Sendable (EffectBench) throws -> Double
  /// Expected value for these parameters and this scale.
  let law: @Sendable (ChipParameters, Double) -> Double
}

/// Parts of a chip on which nothing is on but one effect and what it needs.
struct EffectBench: Sendable {
  let parameters: ChipParameters

  init(_ effects: [String]) throws { parameters = try preset("ideal", effects: effects) }

  /// Nothing is on. Read once: a preset takes longer than most measurements.
  static var ideal: EffectBench { get throws { try onceIdeal.get() } }

  private static let onceIdeal = Result { try EffectBench([]) }

  /// An array with nominal biases whose drivers have no ramp offset unless it is given.
  func synram(
    seed: Int = 1, hemisphere: SideVertical = .top, drivers: Int = 128, columns: Int = 256,
    rampOffset: Int = 0
  ) -> Synram {
    let synram = Synram(
      parameters: parameters.synram, effects: parameters.effects,
      draw: HemisphereDraw(seed: UInt64(seed), hemisphere: hemisphere),
      size: SynramSize(drivers: drivers, columns: columns))
    synram.apply(Self.synramBiases)
    let elastance = [Float](repeating: 2, count: columns)
    synram.setLineElastances(Pair(excitatory: elastance, inhibitory: elastance))
    var settings = DriverSettings()
    settings.isReceiving = true
    settings.forwardsAddress = false
    settings.isModulated = true
    settings.rampOffset = rampOffset
    settings.top = .excitatory
    settings.bottom = .inhibitory
    for driver in 0..<drivers { synram.configure(driver: driver, settings) }
    return synram
  }

  static let synramBiases: SynramBiases = {
    var biases = SynramBiases()
    biases.left.synapseDAC = 1
    biases.left.ramp = 0.47
    biases.left.calibration = 0.47
    biases.right = biases.left
    biases.hagenDAC = 0.8
    return biases
  }()

  static let tauBias = 0.63
  static let conductanceBias = 0.44

  /// Columns with biases that suit a MAC and no leak, at their reset potential of 0.6 V.
  func columns(
    seed: Int = 1, change: (inout ColumnBiases.Column) -> Void = { _ in }
  ) -> Columns {
    let columns = Columns(
      parameters: parameters.columns, effects: parameters.effects,
      draw: HemisphereDraw(seed: UInt64(seed), hemisphere: .top), count: 256)
    var column = ColumnBiases.Column()
    column.excitatory.isEnabled = true
    column.excitatory.hasSmallCapacitance = true
    column.excitatory.tauBias = Self.tauBias
    column.excitatory.conductanceBias = Self.conductanceBias
    column.excitatory.shiftBias = parameters.columns.inputShiftNeutral
    column.inhibitory = column.excitatory
    column.leakVolts = 0.6 + parameters.columns.potentialFollowerDrop
    column.resetVolts = column.leakVolts
    column.capacitance = 1
    change(&column)
    var biases = ColumnBiases(count: 256)
    for j in 0..<256 { biases.columns[j] = column }
    columns.apply(biases)
    columns.settleReset(0..<256)
    return columns
  }

  static let rampStartVolts = 0.25
  static let rampSlopeBias = 0.39

  /// A converter with a ramp from 0.25 V at about 3.3 mV a count.
  func cadc(seed: Int = 1, hemisphere: SideVertical = .top, count: Int = 256) -> CADC {
    let cadc = CADC(
      parameters: parameters.cadc, effects: parameters.effects,
      draw: HemisphereDraw(seed: UInt64(seed), hemisphere: hemisphere), count: count)
    var biases = CADCBiases()
    biases.left.startVolts = Self.rampStartVolts
    biases.left.slopeBias = Self.rampSlopeBias
    biases.right = biases.left
    cadc.apply(biases)
    return cadc
  }

  func capMem(seed: Int = 1) -> CapMem {
    CapMem(
      parameters: parameters.capMem, effects: parameters.effects,
      draw: PatternDraw(seed: UInt64(seed)))
  }

  func chip(runSeed: UInt64 = 0) throws -> Chip {
    let chip = try Chip(parameters: parameters, seed: 5, runSeed: runSeed)
    _ = try chip.run(NominalSettings.program())
    return chip
  }
}

/// The part of values that a condition holds for.
func fraction<T>(_ values: [T], _ condition: (T) -> Bool) -> Double {
  Double(values.count(where: condition)) / Double(values.count)
}

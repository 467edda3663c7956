internal import CADC
internal import Columns
internal import Containers
internal import Coordinates
internal import SimulationCore
internal import Synram

/// One half of the chip: synapse array with its drivers, columns with their neurons, CADC.
///
/// It performs one ``HemisphereAction`` after the other and knows nothing of registers, crossbar, programs and
/// the other half. Only one thread at a time uses it.
final class HemisphereMachine: @unchecked Sendable {
  static let columnCount = SynapseOnSynapseRow.count
  static let driverCount = SynapseDriverOnSynapseDriverBlock.count

  let hemisphere: HemisphereOnDLS
  let parameters: ChipParameters
  let synram: Synram
  let columns: Columns
  let cadc: CADC
  let noise: MachineNoise
  /// Voltage steps that an event collects, on the excitatory and the inhibitory lines.
  let steps: LineSteps
  /// Configuration of the neurons, decoded.
  @exclusivity(unchecked) var neurons: [NeuronSettings]
  /// Column switches, decoded.
  @exclusivity(unchecked) var switches: [ColumnSwitches]
  /// Samples of the last conversion.
  var lastConversion = CADCSampleRow(
    causal: [UInt8](repeating: 0, count: columnCount),
    acausal: [UInt8](repeating: 0, count: columnCount))
  /// Condition of the program run at hand.
  @exclusivity(unchecked) var condition = RunCondition()
  @exclusivity(unchecked) var recorders = MachineRecorders()
  /// The last rows of synapses that were written whole, and the changes of synapses by then.
  var lastRows: (rows: SynapseRows, changes: Int)?

  init(
    parameters: ChipParameters, draw: PatternDraw, noiseSeed: UInt64, hemisphere: HemisphereOnDLS
  ) {
    self.hemisphere = hemisphere
    self.parameters = parameters
    noise = MachineNoise(seed: noiseSeed)
    let count = Self.columnCount
    let draw = HemisphereDraw(draw, hemisphere: hemisphere == .top ? .top : .bottom)
    synram = Synram(
      parameters: parameters.synram, effects: parameters.effects, draw: draw,
      size: SynramSize(drivers: Self.driverCount, columns: count))
    columns = Columns(
      parameters: parameters.columns, effects: parameters.effects, draw: draw, count: count)
    cadc = CADC(
      parameters: parameters.cadc, effects: parameters.effects, draw: draw, count: count)
    steps = LineSteps { _ in FloatBuffer(count: count) }
    neurons = [NeuronSettings](repeating: NeuronSettings(), count: count)
    switches = [ColumnSwitches](repeating: ColumnSwitches(), count: count)
  }

  /// Performs one action.
  func perform(_ action: HemisphereAction) {
    switch action {
    case .begin(let condition): begin(condition)
    case .wait(let time): advance(to: time)
    case .set(let setting): apply(setting)
    case .apply(let biases): apply(biases)
    case .fire(let event): fire(event)
    case .reset(let neurons, let time): reset(neurons, at: time)
    case .hold(let neurons, let time, let end):
      advance(to: time)
      columns.hold(neurons, until: end)
    case .tieLines(let excitatory, let inhibitory): tieLines(excitatory, inhibitory)
    case .settle(let time): settle(at: time)
    case .convert(let conversion): convert(conversion)
    case .sample(let sample): take(sample)
    case .record(let action): record(action)
    }
  }

  private func begin(_ condition: RunCondition) {
    self.condition = condition
    cadc.noiseFactor = condition.noiseFactor
  }

  /// Lets the columns advance to a time, and records on the way.
  func advance(to target: PPUCycles) {
    takeSamples(until: target)
    columns.advance(to: target)
  }

  private func reset(_ chosen: Range<Int>, at time: PPUCycles) {
    advance(to: time)
    for j in chosen where neurons[j].isFireEnabled {
      columns.hold(j..<j + 1, until: time + neurons[j].refractory)
    }
  }

  private func tieLines(_ excitatory: Double, _ inhibitory: Double) {
    for j in 0..<Self.columnCount {
      columns.tieLines(column: j, excitatory: excitatory, inhibitory: inhibitory)
    }
  }

  private func settle(at time: PPUCycles) {
    // The reset leaves nothing of what the columns would have done until then.
    takeSamples(until: time)
    columns.skip(to: time)
    columns.endResets()
    columns.dischargeLines()
    synram.restDrivers()
  }
}

/// The temporal noise of a machine; its parts are addressed by conversion, recording or time.
struct MachineNoise {
  let reads: NormalField
  let pulses: NormalField
  let traces: NormalField

  init(seed: UInt64) {
    reads = NormalField(seed: seed, domain: .readNoise)
    pulses = NormalField(seed: seed, domain: .eventJitter)
    traces = NormalField(seed: seed, domain: .traceNoise)
  }
}

internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore
internal import Synram

/// One half of the chip: synapse array with its drivers, columns with their neurons, CADC.
final class Hemisphere {
  static let columnCount = SynapseOnSynapseRow.count
  static let driverCount = SynapseDriverOnSynapseDriverBlock.count

  let index: Int
  let synram: Synram
  let columns: Columns
  let cadc: CADC
  let excitatorySteps: FloatBuffer
  let inhibitorySteps: FloatBuffer
  /// Configuration of the neurons, decoded.
  var neurons: [NeuronSettings]
  /// Column switches, decoded.
  var switches: [ColumnSwitches]
  /// Which PADI buses take events from the crossbar.
  var takesCrossbarEvents = [false, false, false, false]
  /// PPU cycles from the start of a conversion to the instant that samples are taken.
  var conversionDelay = PPUCycles(101)
  /// Samples of the last conversion.
  var lastConversion = CADCSampleRow(
    causal: [UInt8](repeating: 0, count: columnCount),
    acausal: [UInt8](repeating: 0, count: columnCount))
  /// Analog biases have to be computed anew before the next analog action.
  var areBiasesStale = true
  /// Neurons whose configuration has to be decoded anew.
  var staleNeurons = [Bool](repeating: true, count: columnCount)
  var biasTime = PPUCycles.zero

  init(parameters: ChipParameters, seed: UInt64, index: Int) {
    self.index = index
    let count = Self.columnCount
    synram = Synram(
      parameters: parameters.synram, effects: parameters.effects, seed: seed, hemisphere: index,
      drivers: Self.driverCount, columns: count)
    columns = Columns(
      parameters: parameters.columns, effects: parameters.effects, seed: seed, hemisphere: index,
      count: count)
    cadc = CADC(
      parameters: parameters.cadc, effects: parameters.effects, seed: seed, hemisphere: index,
      count: count)
    excitatorySteps = FloatBuffer(count: count)
    inhibitorySteps = FloatBuffer(count: count)
    neurons = [NeuronSettings](repeating: NeuronSettings(), count: count)
    switches = [ColumnSwitches](repeating: ColumnSwitches(), count: count)
  }

  /// Whether a channel is connected to its column's readout amplifier.
  func seesNeuron(_ j: Int, _ kind: CADCChannelKind) -> Bool {
    let own = switches[j]
    let k = kind.rawValue
    return own.connectsChannel[k] && own.readsNeuron[k] && !own.debugChannel[k]
  }

  /// Whether a channel converts its column's membrane.
  func seesMembrane(_ j: Int, _ kind: CADCChannelKind) -> Bool {
    seesNeuron(j, kind) && neurons[j].readout == .membrane
  }

  /// Clears the voltage steps before an event collects them.
  func clearSteps() {
    excitatorySteps.buffer.update(repeating: 0)
    inhibitorySteps.buffer.update(repeating: 0)
  }
}

/// What the neuron configuration and backend mean to the analog model.
struct NeuronSettings: Hashable {
  enum Source: Hashable {
    case membrane
    case excitatoryLine
    case inhibitoryLine
    case none
  }

  var isExcitatoryEnabled = false
  var isInhibitoryEnabled = false
  var hasExcitatorySmallCapacitance = false
  var hasInhibitorySmallCapacitance = false
  var hasExcitatoryHighResistance = false
  var hasInhibitoryHighResistance = false
  var leakFactor = 1.0
  var offsetSign = 0.0
  var capacitorSize = 0
  var isFireEnabled = false
  var readout = Source.none
  var refractory = PPUCycles.zero
}

/// The switches at the edge of the array for one column.
struct ColumnSwitches: Hashable {
  var connectsExcitatory = false
  var connectsInhibitory = false
  var debugExcitatory = false
  var debugInhibitory = false
  var connectsChannel = ChannelPair()
  var debugChannel = ChannelPair()
  var readsNeuron = ChannelPair()
}

/// A switch of both channels of a column, by channel kind: causal, acausal.
struct ChannelPair: Hashable, ExpressibleByArrayLiteral {
  private var causal = false
  private var acausal = false

  init() {}

  init(arrayLiteral elements: Bool...) {
    precondition(elements.count == 2, "a column has two channels")
    (causal, acausal) = (elements[0], elements[1])
  }

  subscript(kind: Int) -> Bool { kind == 0 ? causal : acausal }
}

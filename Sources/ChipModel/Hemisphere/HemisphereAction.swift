internal import CADC
internal import Columns
internal import Containers
internal import Coordinates
internal import SimulationCore
internal import Synram

/// Action of one hemisphere, in the order of a program.
///
/// The bus splits a program into two lists of actions. A machine performs its list without a look at
/// the other hemisphere. Three kinds fit in: settings of the registers, actions of the analog part,
/// and actions of the neurons' digital part, of which there is the reset only.
enum HemisphereAction {
  /// A program run begins, well or badly.
  case begin(RunCondition)
  /// Time passes.
  case wait(until: PPUCycles)
  /// A register changes a setting; no time passes.
  case set(HemisphereSetting)
  /// CapMem cells are converted to the biases in force from now on; no time passes.
  case apply(BiasUpdate)
  /// An event on PADI buses.
  case fire(BusEvent)
  /// Artificial fire of neurons: those that may fire are reset for their refractory time.
  case reset(Range<Int>, at: PPUCycles)
  /// The backends hold the membranes of the first columns until a time.
  case hold(Range<Int>, at: PPUCycles, until: PPUCycles)
  /// All lines are tied to the debug lines for a moment.
  case tieLines(excitatoryDrop: Double, inhibitoryDrop: Double)
  /// The columns are left as after a long reset; lines and drivers rest, as after a long pause.
  case settle(at: PPUCycles)
  /// The CADC converts all channels.
  case convert(CADCConversion)
  /// The PPU samples the causal channels of a MAC.
  case sample(MACSample)
  /// The MADC.
  case record(RecordingAction)

  /// Tells whether the action takes tens of microseconds.
  var isLong: Bool {
    switch self {
    case .apply, .convert, .sample: true
    default: false
    }
  }
}

/// A setting of one hemisphere that a register has changed.
enum HemisphereSetting {
  case driver(SynapseDriverOnSynapseDriverBlock, DriverSettings)
  case pulseExtensions(CommonPADIBusConfig)
  case weights(SynapseQuadOnSynram, SynapseWeightQuad)
  case labels(SynapseQuadOnSynram, SynapseLabelQuad)
  case rows(SynapseRows)
  case channelOffset(CADCChannelConfigOnDLS, CADCChannelConfig)
  case lineSwitches(
    SynapseQuadColumnOnDLS, ColumnCurrentQuad, excitatoryDrop: Double, inhibitoryDrop: Double)
  case channelSwitches(SynapseQuadColumnOnDLS, ColumnCorrelationQuad)
}

/// The cells of the whole CapMem at a time, and neurons with a new configuration.
final class BiasUpdate: Sendable {
  let capMem: CapMem
  let time: PPUCycles
  let neurons: [(column: Int, settings: NeuronSettings)]

  init(capMem: CapMem, time: PPUCycles, neurons: [(column: Int, settings: NeuronSettings)]) {
    self.capMem = capMem
    self.time = time
    self.neurons = neurons
  }
}

/// An event on PADI buses of one hemisphere.
struct BusEvent {
  let time: PPUCycles
  let buses: PADIBuses
  let rowSelect: PADIRowSelectAddress
  let payload: SynapseLabel
  /// Standard normal number of the pulses' jitter, where a MAC has drawn one; other events draw their
  /// own.
  var jitter: Float?
}

/// A conversion of all columns: both channels of each.
struct CADCConversion {
  let start: PPUCycles
  /// Time from the start to the instant at which samples are taken.
  let delay: PPUCycles
  /// Number of the conversion; it names the noise.
  let number: UInt64
  let debugVolts: ChannelPair<Float>
  let reply: Reply<CADCSampleRow>
}

/// A conversion by the PPU within a MAC.
struct MACSample {
  let time: PPUCycles
  let columns: Range<Int>
  /// Drift of each membrane in this run, in volts.
  let drift: FloatBuffer
  /// Standard deviation of each membrane's noise.
  let noiseScale: FloatBuffer
  let noise: MACNoise.Observation
  let debugVolts: ChannelPair<Float>
  let reply: Reply<[UInt8]>
}

/// Action of the MADC.
enum RecordingAction {
  /// A recording begins; nil ends one whose samples nobody wants.
  case start(Recorder<Float>?)
  /// The recording ends.
  case stop(MADCNoise, start: Int, reply: Reply<MADCTrace>)
  /// The readout channels follow neurons of this hemisphere, or nothing.
  case follow([Recorder<Float>?])
  /// The readout channels end.
  case unfollow([MADCNoise], reply: Reply<[[UInt16]?]>)
}

/// Names the noise of one recording.
struct MADCNoise {
  let vector: UInt64
  let lane: UInt32
}

/// A value that a machine will have found once it has performed its actions.
final class Reply<Value: Sendable>: @unchecked Sendable {
  var value: Value?
}

/// A value of both channels of a column.
struct ChannelPair<Value> {
  var causal: Value
  var acausal: Value

  subscript(kind: CADCChannelKind) -> Value { kind == .causal ? causal : acausal }
}

extension ChannelPair: Equatable where Value: Equatable {}
extension ChannelPair: Hashable where Value: Hashable {}

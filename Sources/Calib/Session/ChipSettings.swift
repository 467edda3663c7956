import Containers
import Coordinates

/// The settings a calibration has written so far.
struct ChipSettings {
  /// The CapMem cells of all neurons by row, for the rows that have been written.
  var neuronCells: [NeuronCapMemRow: [Int]] = [:]
  /// The shared CapMem cells of the four blocks, for those that have been written.
  var sharedCells: [SharedCapMemCell: [Int]] = [:]
  /// The configuration of each neuron; empty before the first write.
  var neuronConfigs: [NeuronConfig] = []
  /// The configuration of each synapse driver; empty before the first write.
  var driverConfigs: [SynapseDriverConfig] = []

  /// The cells of a row; zeros if never written.
  func cells(_ row: NeuronCapMemRow) -> [Int] {
    neuronCells[row] ?? [Int](repeating: 0, count: AtomicNeuronOnDLS.count)
  }

  /// A shared cell of all blocks; zeros if never written.
  func shared(_ cell: SharedCapMemCell) -> [Int] {
    sharedCells[cell] ?? [Int](repeating: 0, count: CapMemBlockOnDLS.count)
  }
}

/// Which of its two synaptic inputs of a neuron is meant.
enum SynapticInput: CaseIterable, Sendable {
  case excitatory
  case inhibitory

  var name: String { self == .excitatory ? "excitatory" : "inhibitory" }
  var tauRow: NeuronCapMemRow { self == .excitatory ? .iBiasSyninExcTau : .iBiasSyninInhTau }
  var shiftRow: NeuronCapMemRow {
    self == .excitatory ? .iBiasSyninExcShift : .iBiasSyninInhShift
  }
  var gmRow: NeuronCapMemRow { self == .excitatory ? .iBiasSyninExcGm : .iBiasSyninInhGm }
  var readoutSource: NeuronConfig.ReadoutSource { self == .excitatory ? .excSynin : .inhSynin }
  var rowMode: SynapseDriverConfig.RowMode { self == .excitatory ? .excitatory : .inhibitory }
  /// The sign of what it does to the membrane.
  var sign: Double { self == .excitatory ? 1 : -1 }
}

extension NeuronConfig {
  /// Whether one input is connected to the membrane.
  subscript(isEnabled input: SynapticInput) -> Bool {
    get {
      input == .excitatory ? enableSynapticInputExcitatory : enableSynapticInputInhibitory
    }
    set {
      switch input {
      case .excitatory: enableSynapticInputExcitatory = newValue
      case .inhibitory: enableSynapticInputInhibitory = newValue
      }
    }
  }

  /// Whether one input's line has its large resistor.
  subscript(isHighResistance input: SynapticInput) -> Bool {
    get {
      input == .excitatory
        ? enableSynapticInputExcitatoryHighResistance : enableSynapticInputInhibitoryHighResistance
    }
    set {
      switch input {
      case .excitatory: enableSynapticInputExcitatoryHighResistance = newValue
      case .inhibitory: enableSynapticInputInhibitoryHighResistance = newValue
      }
    }
  }

  /// Whether one input's line is without its capacitor.
  subscript(isSmallCapacitance input: SynapticInput) -> Bool {
    get {
      input == .excitatory
        ? enableSynapticInputExcitatorySmallCapacitance
        : enableSynapticInputInhibitorySmallCapacitance
    }
    set {
      switch input {
      case .excitatory: enableSynapticInputExcitatorySmallCapacitance = newValue
      case .inhibitory: enableSynapticInputInhibitorySmallCapacitance = newValue
      }
    }
  }
}

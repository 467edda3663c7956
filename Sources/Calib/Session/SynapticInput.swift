import Containers
import Coordinates

/// One of the two synaptic inputs of a neuron.
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
  /// The sign of its effect on the membrane.
  var sign: Double { self == .excitatory ? 1 : -1 }
}

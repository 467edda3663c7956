import Containers
import Coordinates

/// The reference of one synaptic input's OTA, until the membrane rests where it does without the
/// input.
///
/// calix: `ExcSynReferenceCalib`, `InhSynReferenceCalib`.
struct SynReferenceCalib: NeuronCalib {
  let session: CalibSession
  let input: SynapticInput
  /// The reads of the membrane with the input disabled.
  let target: [Double]?

  var name: String { "\(input.name) synaptic reference" }
  var row: NeuronCapMemRow { input.shiftRow }
  var isInverted: Bool { input == .excitatory }

  mutating func measure() throws -> [Double] { try session.measureColumns() }
}

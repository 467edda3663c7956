import Containers
import Coordinates
import Statistics

/// The leak potential, until the resting membrane reads the target.
///
/// calix: `LeakPotentialCalib`.
struct LeakPotentialCalib: NeuronCalib {
  let session: CalibSession
  /// The wanted reads; nil for the median of the present ones.
  var wanted: [Double]?
  private(set) var target: [Double]?

  let name = "leak potential"
  let row = NeuronCapMemRow.vLeak
  let tolerance: Double? = 10
  let boundaryMessages: BoundaryMessages? = BoundaryMessages(
    lower: "membranes rest too high; choose a higher leak target",
    upper: "membranes rest too low; choose a lower leak target")

  init(session: CalibSession, target: [Double]? = nil) {
    self.session = session
    wanted = target
  }

  mutating func prelude() throws {
    if let wanted {
      target = wanted
    } else {
      let middle = median(try session.measureColumns())
      target = [Double](repeating: middle, count: instanceCount)
    }
  }

  mutating func measure() throws -> [Double] { try session.measureColumns() }
}

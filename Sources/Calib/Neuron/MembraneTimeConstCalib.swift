import Containers
import Coordinates
import Glibc

/// The leak bias, until a membrane has come back by 1 - 1/e one time constant after a reset.
///
/// calix: `MembraneTimeConstCalibCADC`; valid above about 30 us.
///
/// The offset of the leak OTA depends on its bias, so every step calibrates the leak potential
/// again. All columns of a row are read at once; the real host reads neuron by neuron.
struct MembraneTimeConstCalib: NeuronCalib {
  let session: CalibSession
  /// The wanted time constant of each neuron, in microseconds.
  let tauMicroseconds: [Double]
  private(set) var target: [Double]?
  private var resting: [Double] = []
  private var messages: [String] = []
  /// Neurons whose time constant cannot be measured.
  private var tooLow: [Int] = []

  let name = "membrane time constant"
  let row = NeuronCapMemRow.iBiasLeak
  let boundaryMessages: BoundaryMessages? = BoundaryMessages(
    lower: "membranes leak too fast", upper: "membranes leak too slowly")

  /// The depth of the reset below rest, in CADC LSB.
  static let amplitude = 50.0
  /// The lowest reliable read.
  static let lowestRead = 30.0
  /// The share of neurons that may be reset to less than the lowest reliable read.
  static let acceptedShare = 0.05
  /// A read further above rest than this belongs to a floating membrane, in CADC LSB.
  static let floating = 5.0

  init(session: CalibSession, tauMicroseconds: [Double]) {
    self.session = session
    self.tauMicroseconds = tauMicroseconds
  }

  mutating func prelude() throws {
    resting = try session.measureColumns()
    var resetReads = resting.map { $0 - Self.amplitude }
    let low = resetReads.indices.filter { resetReads[$0] < Self.lowestRead }
    if !low.isEmpty {
      messages.append(
        "\(name): \(low.count) neurons rest so low that a reset to \(Self.amplitude) LSB below their "
          + "resting potential cannot be read; they are reset to a read of \(Self.lowestRead) LSB")
      for index in low { resetReads[index] = Self.lowestRead }
    }
    if Double(low.count) > Self.acceptedShare * Double(instanceCount) {
      tooLow = low
      messages.append(
        "\(name): \(low.count) neurons rest too low for a reset that is \(Self.amplitude) LSB below their "
          + "resting potential, and fail; choose a higher leak target, or see whether a part of the chip is dead"
      )
    }
    var reset = ResetPotentialCalib(session: session, target: .given(resetReads))
    _ = try session.calibrateNested(&reset)
    target = zip(resting, resetReads).map { $0 - ($0 - $1) * exp(-1) }
  }

  mutating func measure() throws -> [Double] {
    try session.run()
    var leak = LeakPotentialCalib(session: session, target: resting)
    let leakResult = try session.calibrateNested(&leak)
    let reads = try readsAfterReset()
    // A membrane that floats or cannot be held leaks too little: 0 asks for more bias.
    return reads.indices.map { index in
      let isFloating = reads[index] > resting[index] + Self.floating
      return isFloating || !leakResult.success[index] ? 0 : reads[index]
    }
  }

  /// Reads each neuron one wanted time constant after a reset, with one reset for each distinct wanted value.
  private func readsAfterReset() throws -> [Double] {
    let distinct = Set(tauMicroseconds).sorted()
    let tickets = distinct.map { tau in
      ColumnTicket(
        rows: SynramOnDLS.allCases.map { synram in
          session.builder.resetNeurons(synram)
          session.builder.wait(microseconds: NeuronDefaults.resetMicroseconds + tau)
          return session.builder.readCADCRow(synram)
        })
    }
    let results = try session.run()
    let reads = try tickets.map { try $0.reads(in: results) }
    return tauMicroseconds.indices.map { neuron in
      reads[distinct.firstIndex(of: tauMicroseconds[neuron]) ?? 0][neuron]
    }
  }

  mutating func postlude(_ result: inout ParameterCalibResult) throws {
    for index in tooLow { result.success[index] = false }
    result.messages += messages
  }
}

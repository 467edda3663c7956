internal import CADC
internal import Columns
internal import Coordinates
internal import SimulationCore

/// The temporal noise of one MAC entry, addressed by stream, logical vector, tile and observation,
/// so that it depends neither on threads nor on how a batch is split.
struct MACNoise {
  private let field: NormalField
  private let vector: UInt64
  private let firstLane: UInt32

  private static let lanesPerTile: UInt32 = 4
  private static let rampLane: UInt32 = 2
  private static let eventLane: UInt32 = 3
  /// Tiles of a matrix that have noise of their own.
  static let maxTiles = 1 << 24

  /// The two conversions of an entry; the raw value is the lane of the columns' noise.
  enum Conversion: UInt32, CaseIterable {
    case baseline = 0
    case result = 1

    /// Index of a ramp's noise among the numbers of all ramps of the entry.
    func ramp(_ side: SideHorizontal) -> Int {
      Int(rawValue) * SideHorizontal.allCases.count + side.rawValue
    }

    /// Number of ramps of an entry.
    static let rampCount = allCases.count * SideHorizontal.allCases.count
  }

  /// Noise of one conversion: one number a column, and one for each ramp.
  struct Observation {
    let columns: [Float]
    let ramps: Pair<SideHorizontal, Float>
  }

  init(field: NormalField, batch: MACBatch, tile: MACTile, entry: Int) {
    self.field = field
    vector = Self.vector(batch, entry: entry)
    firstLane = UInt32(tile.tile) * Self.lanesPerTile
  }

  /// The logical vector of an entry: its stream and its number there.
  static func vector(_ batch: MACBatch, entry: Int) -> UInt64 {
    UInt64(batch.stream) << 40 | (batch.firstVector &+ UInt64(entry)) & (1 << 40 - 1)
  }

  /// Lane of a tile's MADC recording; lane 0 belongs to recordings outside of MACs.
  static func recordingLane(tile: Int) -> UInt32 { UInt32(tile) + 1 }

  /// The noise of a conversion of `count` columns.
  func observation(_ conversion: Conversion, _ count: Int) -> Observation {
    let ramps = field.row(
      vector: vector, lane: firstLane + Self.rampLane, count: Conversion.rampCount)
    return Observation(
      columns: field.row(vector: vector, lane: firstLane + conversion.rawValue, count: count),
      ramps: Pair { ramps[conversion.ramp($0)] })
  }

  /// Jitter of the entry's events in the order of their slots.
  func events(_ count: Int) -> [Float] {
    field.row(vector: vector, lane: firstLane + Self.eventLane, count: count)
  }

  /// Fills a row with the noise of a conversion's columns.
  func fill(_ out: FloatBuffer, _ conversion: Conversion, _ count: Int) {
    fill(out, firstLane + conversion.rawValue, count)
  }

  /// Fills a row with the noise of all ramps; ``Conversion/ramp(_:)`` gives their order.
  func fillRamps(_ out: FloatBuffer) {
    fill(out, firstLane + Self.rampLane, Conversion.rampCount)
  }

  private func fill(_ out: FloatBuffer, _ lane: UInt32, _ count: Int) {
    field.fill(
      UnsafeMutableBufferPointer(start: out.base, count: count), vector: vector, lane: lane)
  }

  /// The PPU's saturating difference of two samples.
  static func difference(result: UInt8, baseline: UInt8) -> Int8 {
    Int8(clamping: Int16(result) - Int16(baseline))
  }
}

/// Voltages on the membranes of one tile that are the same for all entries of a run, or for all events
/// of one kind: drift from run to run and common-mode steps.
struct MACDrift {
  private let normals: FloatBuffer
  private let steps: FloatBuffer

  init(_ engine: MACEngine, _ batch: MACBatch, _ tile: MACTile, _ hemisphere: HemisphereOnDLS) {
    let run = UInt64(batch.stream) << 40 | (batch.runStart ?? batch.firstVector) & (1 << 40 - 1)
    normals = FloatBuffer(count: HemisphereMachine.columnCount)
    engine.drift.fill(normals.buffer, vector: run, lane: UInt32(tile.tile))
    steps = engine.machine(hemisphere).columns.commonSteps
  }

  /// Returns the drift of a run at a sample in volts; `scales` is its standard deviation.
  func volts(_ scales: FloatBuffer) -> FloatBuffer {
    let volts = FloatBuffer(count: normals.count)
    let (out, scales, normals) = (volts.base, scales.base, normals.base)
    for j in 0..<volts.count { out[j] = scales[j] * normals[j] }
    return volts
  }

  /// Adds the steps of `count` events to voltages.
  func addSteps(_ count: Int, to volts: FloatBuffer) {
    guard count > 0 else { return }
    for j in 0..<volts.count { volts[j] += Float(count) * steps[j] }
  }

  /// Adds a drift with the steps of `count` events to voltages, in one pass.
  func add(
    _ drift: FloatBuffer, steps count: Int, to volts: UnsafeMutablePointer<Float>, columns: Int
  ) {
    let (factor, drift, steps) = (Float(count), drift.base, steps.base)
    if count > 0 {
      for j in 0..<columns { volts[j] += drift[j] + factor * steps[j] }
    } else {
      for j in 0..<columns { volts[j] += drift[j] }
    }
  }
}

extension MACTile {
  /// Events of one entry that leave a common-mode step.
  func commonSteps(entry: Int, sends: Int) -> Int {
    sends * inputsEqual(to: UInt8(CommonStep.activation), entry: entry)
  }
}

/// From a membrane potential to a sample: readout amplifier, noise, comparator.
struct MACConverter {
  private let machine: HemisphereMachine
  private let noise: FloatBuffer
  private let common: Float

  /// - Parameter membraneNoise: Standard deviation of the noise on each membrane, in volts.
  init(machine: HemisphereMachine, membraneNoise: FloatBuffer) {
    self.machine = machine
    common = machine.cadc.commonNoiseVolts
    noise = Self.noise(machine, membraneNoise: membraneNoise)
  }

  /// Noise of membrane and comparator together, in volts.
  static func noise(_ machine: HemisphereMachine, membraneNoise: FloatBuffer) -> FloatBuffer {
    machine.cadc.noise(.causal, behind: membraneNoise)
  }

  /// The sample of a membrane potential.
  @inline(__always)
  func sample(_ volts: Float, column j: Int, _ z: MACNoise.Observation) -> UInt8 {
    sample(input: machine.cadc.readout(volts, column: j), column: j, z)
  }

  /// The sample of what a readout amplifier or the debug line gives to the channel.
  @inline(__always)
  func sample(input: Float, column j: Int, _ z: MACNoise.Observation) -> UInt8 {
    let ramp = z.ramps[SideHorizontal(column: j, of: HemisphereMachine.columnCount)]
    let volts = input + noise.base[j] * z.columns[j] + common * ramp
    return machine.cadc.sample(volts, column: j, kind: .causal)
  }
}

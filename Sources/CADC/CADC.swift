public import SimulationCore

/// One hemisphere's column ADC: a single-slope converter with a ramp for each half of the columns
/// and a causal and an acausal channel for each column, 8 bits.
///
/// A channel's counter runs until the ramp, starting at cadc_v_ramp_offset and rising with
/// cadc_i_ramp_slope, passes the input; the comparator answers with a delay. The digital offset is
/// added to the clamped count and the sum is clamped again. Sources: lola CADCReadoutChain, calix
/// cadc. Assumed: the input is held at the start of the ramp.
public final class CADC {
  /// The physics.
  public let parameters: CADCParameters
  /// The strength of every effect.
  public let effects: EffectScales
  /// Columns of the hemisphere.
  public let count: Int

  private let mismatch: CADCMismatch
  private let faults: CADCFaults
  /// The biases in force.
  public private(set) var biases = CADCBiases()
  /// Counts per volt and counts at zero volts of each channel, by kind.
  private(set) var slopes: [FloatBuffer]
  private(set) var intercepts: [FloatBuffer]
  private(set) var offsets: [[Int32]]
  let readoutGain: FloatBuffer
  let readoutOffset: FloatBuffer
  let bend: Float
  /// Noise of one comparison in a good run, by kind.
  private let quietNoise: [FloatBuffer]

  /// Largest sample value: 8 bits.
  public static let largestSample: Int32 = 255

  /// The converter of hemisphere `hemisphere` of the chip drawn by `seed`.
  public init(
    parameters: CADCParameters, effects: EffectScales, seed: UInt64, hemisphere: Int, count: Int
  ) {
    self.parameters = parameters
    self.effects = effects
    self.count = count
    mismatch = CADCMismatch(seed: seed, hemisphere: hemisphere, count: count)
    faults = CADCFaults(
      parameters: parameters, effects: effects,
      draw: FaultDraw(seed: seed, hemisphere: hemisphere), count: count)
    slopes = CADCChannelKind.allCases.map { _ in FloatBuffer(count: count) }
    intercepts = CADCChannelKind.allCases.map { _ in FloatBuffer(count: count) }
    offsets = CADCChannelKind.allCases.map { _ in [Int32](repeating: 0, count: count) }
    readoutGain = FloatBuffer(count: count)
    readoutOffset = FloatBuffer(count: count)
    quietNoise = Self.quietNoise(parameters, effects, mismatch)
    commonNoiseVolts = Float(parameters.commonNoise * effects[.cadcCommonNoise])
    bend = Float(parameters.rampBend * effects[.cadcNonlinearity])
    prepareReadout()
    prepareChannels()
  }

  /// Applies ramp biases from now on.
  public func apply(_ new: CADCBiases) {
    guard new != biases else { return }
    biases = new
    prepareChannels()
  }

  /// Sets the digital offset of a channel, -128…127.
  public func setOffset(_ offset: Int, column: Int, kind: CADCChannelKind) {
    offsets[kind.rawValue][column] = Int32(offset)
  }

  /// Factor of the comparators' noise in the program run at hand; 1 but in bad runs.
  public var noiseFactor: Float = 1

  /// Noise of one comparison of a channel in volts (standard deviation).
  @inline(__always)
  public func noiseVolts(column j: Int, kind: CADCChannelKind) -> Float {
    quietNoise[kind.rawValue].base[j] * noiseFactor
  }

  /// Noise common to the channels of one ramp in volts (standard deviation).
  public let commonNoiseVolts: Float

  /// Converts one column's input, noise included, to a sample 0…255.
  @inline(__always)
  public func sample(_ volts: Float, column j: Int, kind: CADCChannelKind) -> UInt8 {
    channels(kind).sample(volts, column: j)
  }

  /// All channels of a kind as they are now: for rows of samples.
  @inline(__always)
  public func channels(_ kind: CADCChannelKind) -> CADCChannelRow {
    let k = kind.rawValue
    return CADCChannelRow(
      slopes: slopes[k], intercepts: intercepts[k], offsets: offsets[k], delay: delay, bend: bend)
  }

  /// What the readout amplifier of column `j` makes of a neuron's or line's potential.
  @inline(__always)
  public func readout(_ volts: Float, column j: Int) -> Float {
    volts * readoutGain.base[j] + readoutOffset.base[j]
  }

  /// The ramp as a channel sees it: the input, in volts, at which its counter stops at each count
  /// 0…255, digital offset left out.
  public func ramp(column j: Int, kind: CADCChannelKind) -> [Double] {
    let k = kind.rawValue
    let (slope, intercept) = (Double(slopes[k][j]), Double(intercepts[k][j]))
    guard slope > 0 else { return [Double](repeating: 0, count: 256) }
    return (0..<256).map { count in
      let target = max(0, Double(count) - Double(delay))
      // The bend is small: a fixed-point iteration gains two digits a step.
      var x = target
      for _ in 0..<8 {
        let q = x * x / 65536
        x = target / (1 + Double(bend) * q * q)
      }
      return (x - intercept) / slope
    }
  }

  var delay: Float { Float(parameters.comparatorDelay) }

  private static func quietNoise(
    _ parameters: CADCParameters, _ effects: EffectScales, _ mismatch: CADCMismatch
  ) -> [FloatBuffer] {
    let spread = parameters.comparatorNoiseSpread * effects[.cadcNoiseMismatch]
    return mismatch.channelNoise.map { row in
      let noise = FloatBuffer(count: row.count)
      for j in row.indices {
        let factor = max(0, 1 + spread * Double(row[j]))
        noise[j] = Float(parameters.comparatorNoise * effects[.cadcNoise] * factor)
      }
      return noise
    }
  }

  private func prepareReadout() {
    let gainSpread = parameters.readoutGainSpread * effects[.readoutGain]
    let offsetSpread = parameters.readoutOffsetSpread * effects[.readoutOffset]
    for j in 0..<count {
      readoutGain[j] = Float(1 + gainSpread * Double(mismatch.readoutGain[j]))
      readoutOffset[j] = Float(offsetSpread * Double(mismatch.readoutOffset[j]))
    }
  }

  private func prepareChannels() {
    for kind in CADCChannelKind.allCases {
      for j in 0..<count {
        let side = j < count / 2 ? 0 : 1
        let channel = transfer(side == 0 ? biases.left : biases.right, side, j, kind.rawValue)
        slopes[kind.rawValue][j] = channel.slope
        intercepts[kind.rawValue][j] = channel.intercept
      }
    }
  }

  private static let neverFires: (slope: Float, intercept: Float) = (0, 1e6)

  private func transfer(
    _ ramp: CADCBiases.Ramp, _ side: Int, _ j: Int, _ k: Int
  ) -> (slope: Float, intercept: Float) {
    if faults.isDead(j, kind: k, side: side) { return Self.neverFires }
    if faults.isStuck(j, kind: k) { return (0, 0) }
    let start =
      ramp.startVolts
      + parameters.rampStartSpread * effects[.cadcRampStart] * Double(mismatch.rampStart[side])
    let slopeError =
      parameters.rampSlopeSpread * effects[.cadcRampSlope] * Double(mismatch.rampSlope[side])
    let gainError =
      parameters.channelGainSpread * effects[.cadcChannelGain] * Double(mismatch.channelGain[k][j])
    let offset =
      parameters.channelOffsetSpread * effects[.cadcChannelOffset]
      * Double(mismatch.channelOffset[k][j])
    let voltsPerCount = parameters.rampStep * ramp.slopeBias * (1 + slopeError)
    // A ramp without current never passes the input: the counter runs to its end.
    guard voltsPerCount > 1e-6 else { return Self.neverFires }
    let slope = (1 + gainError) / voltsPerCount
    return (Float(slope), Float((offset - start) * slope))
  }
}

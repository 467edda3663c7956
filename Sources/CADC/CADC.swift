public import SimulationCore

/// One hemisphere's column ADC: a single-slope converter with a ramp for each side of the columns
/// and a causal and an acausal channel for each column, 8 bits.
///
/// A channel's counter runs until the ramp, starting at cadc_v_ramp_offset and rising with
/// cadc_i_ramp_slope, passes the input; the comparator answers with a delay. The digital offset is
/// added to the clamped count and the sum is clamped again. Sources: lola CADCReadoutChain, calix
/// cadc. Assumed: the input is held at the start of the ramp.
public final class CADC {
  /// The physics.
  public let parameters: CADCParameters
  /// Strength of every effect.
  public let effects: EffectScales
  /// Number of columns.
  public let count: Int

  private let spreads: CADCSpreads
  private let mismatch: CADCMismatch
  private let faults: CADCFaults
  /// The biases in force.
  public private(set) var biases = CADCBiases()
  /// Counts per volt and counts at zero volts of each channel.
  let slopes: Pair<CADCChannelKind, FloatBuffer>
  let intercepts: Pair<CADCChannelKind, FloatBuffer>
  let digitalOffsets: Pair<CADCChannelKind, FloatBuffer>
  let readoutGain: FloatBuffer
  let readoutOffset: FloatBuffer
  let bend: Float
  /// Noise of one comparison in a good run.
  private let quietNoise: Pair<CADCChannelKind, FloatBuffer>

  /// Largest sample value: 8 bits.
  public static let largestSample: Int32 = 255

  /// The converter of one hemisphere of a chip with `count` columns.
  public init(
    parameters: CADCParameters, effects: EffectScales, draw: HemisphereDraw, count: Int
  ) {
    self.parameters = parameters
    self.effects = effects
    self.count = count
    spreads = CADCSpreads(parameters: parameters, effects: effects)
    mismatch = CADCMismatch(draw, count: count)
    faults = CADCFaults(CADCFaults.Fractions(parameters, effects), draw: draw, count: count)
    slopes = Pair { _ in FloatBuffer(count: count) }
    intercepts = Pair { _ in FloatBuffer(count: count) }
    digitalOffsets = Pair { _ in FloatBuffer(count: count) }
    readoutGain = FloatBuffer(count: count)
    readoutOffset = FloatBuffer(count: count)
    let (noise, spread) = (parameters.comparatorNoise * effects[.cadcNoise], spreads.channelNoise)
    quietNoise = mismatch.channelNoise.map { draws in
      FloatBuffer(draws.map { Float(noise * spread.factor($0)) })
    }
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
    digitalOffsets[kind][column] = Float(offset)
  }

  /// Factor of the comparators' noise in the current program run; 1 except in bad runs.
  @exclusivity(unchecked) public var noiseFactor: Float = 1

  /// Noise of one comparison of a channel in volts (standard deviation).
  @inline(__always)
  public func noiseVolts(column j: Int, kind: CADCChannelKind) -> Float {
    quietNoise[kind].base[j] * noiseFactor
  }

  /// Noise of the channels of a kind and of what they convert together, in volts (standard deviation).
  public func noise(_ kind: CADCChannelKind, behind inputs: FloatBuffer) -> FloatBuffer {
    precondition(inputs.count == count, "one number a column")
    let total = FloatBuffer(count: count)
    let (own, input, out, factor) = (quietNoise[kind].base, inputs.base, total.base, noiseFactor)
    for j in 0..<count {
      let comparator = own[j] * factor
      out[j] = (input[j] * input[j] + comparator * comparator).squareRoot()
    }
    return total
  }

  /// Noise common to the channels of one ramp in volts (standard deviation).
  public let commonNoiseVolts: Float

  /// Converts one column's input, noise included, to a sample 0…255.
  @inline(__always)
  public func sample(_ volts: Float, column j: Int, kind: CADCChannelKind) -> UInt8 {
    channels(kind).sample(volts, column: j)
  }

  /// Converts the inputs of all columns, to which the noise of this conversion is added.
  /// - Parameters:
  ///   - normals: Standard normal numbers of the comparators, one a column.
  ///   - common: Standard normal numbers of the ramps of the left and the right columns.
  public func samples(
    _ kind: CADCChannelKind, _ inputs: [Float], normals: [Float],
    common: (left: Float, right: Float)
  ) -> [UInt8] {
    precondition(inputs.count == count && normals.count == count, "one number a column")
    let channels = channels(kind)
    let (own, factor, half) = (quietNoise[kind].base, noiseFactor, count / 2)
    let (left, right) = (commonNoiseVolts * common.left, commonNoiseVolts * common.right)
    return [UInt8](unsafeUninitializedCapacity: count) { codes, used in
      for j in 0..<count {
        let error = own[j] * factor * normals[j] + (j < half ? left : right)
        codes[j] = channels.sample(inputs[j] + error, column: j)
      }
      used = count
    }
  }

  /// All channels of a kind as they are now, for rows of samples.
  @inline(__always)
  public func channels(_ kind: CADCChannelKind) -> CADCChannelRow {
    CADCChannelRow(
      gain: readoutGain, offset: readoutOffset, slope: slopes[kind], intercept: intercepts[kind],
      digitalOffset: digitalOffsets[kind], bend: bend, delay: delay)
  }

  /// Output of the readout amplifier of column `j` for a neuron's or a line's potential, in volts.
  @inline(__always)
  public func readout(_ volts: Float, column j: Int) -> Float {
    volts * readoutGain.base[j] + readoutOffset.base[j]
  }

  /// Ramp of a channel: the input in volts at which its counter stops at each count 0…255, without
  /// the digital offset.
  public func ramp(column j: Int, kind: CADCChannelKind) -> [Double] {
    let (slope, intercept) = (Double(slopes[kind][j]), Double(intercepts[kind][j]))
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

  private func prepareReadout() {
    for j in 0..<count {
      readoutGain[j] = Float(spreads.readoutGain.factor(mismatch.readoutGain[j]))
      readoutOffset[j] = Float(spreads.readoutOffset.offset(mismatch.readoutOffset[j]))
    }
  }

  private func prepareChannels() {
    for kind in CADCChannelKind.allCases {
      for j in 0..<count {
        let side = SideHorizontal(column: j, of: count)
        let law = transfer(CADCChannel(kind: kind, column: j, side: side))
        slopes[kind][j] = law.slope
        intercepts[kind][j] = law.intercept
      }
    }
  }

  private static let neverFires: (slope: Float, intercept: Float) = (0, 1e6)

  /// Counts per volt and counts at zero volts of a channel under the biases in force.
  private func transfer(_ channel: CADCChannel) -> (slope: Float, intercept: Float) {
    if faults.isDead(channel) { return Self.neverFires }
    if faults.isStuck(channel) { return (0, 0) }
    let (ramp, side) = (biases[channel.side], channel.side)
    let (kind, j) = (channel.kind, channel.column)
    let start = ramp.startVolts + spreads.rampStart.offset(mismatch.rampStart[side])
    let voltsPerCount =
      parameters.rampStep * ramp.slopeBias * spreads.rampSlope.factor(mismatch.rampSlope[side])
    // A ramp without current never passes the input: the counter runs to its end.
    guard voltsPerCount > 1e-6 else { return Self.neverFires }
    let slope = spreads.channelGain.factor(mismatch.channelGain[kind][j]) / voltsPerCount
    let offset = spreads.channelOffset.offset(mismatch.channelOffset[kind][j])
    return (Float(slope), Float((offset - start) * slope))
  }
}

/// Position of one channel of a hemisphere. halco: `CADCChannelConfigOnDLS`.
struct CADCChannel {
  let kind: CADCChannelKind
  let column: Int
  let side: SideHorizontal
}

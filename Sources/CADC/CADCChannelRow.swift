public import SimulationCore

/// Channels of one kind of all columns, as rows for conversions of many columns in Swift or in a
/// kernel. The buffers belong to the converter and are valid until its biases or offsets change.
public struct CADCChannelRow {
  /// Gain of each column's readout amplifier.
  public let gain: FloatBuffer
  /// Offset of each column's readout amplifier in volts.
  public let offset: FloatBuffer
  /// Counts per volt of each channel.
  public let slope: FloatBuffer
  /// Counts at zero volts of each channel.
  public let intercept: FloatBuffer
  /// Digital offset of each channel, a whole number.
  public let digitalOffset: FloatBuffer
  /// Bend of the ramp at its end.
  public let bend: Float
  /// Delay of the comparator in counts.
  public let delay: Float

  /// Converts the output of one column's readout amplifier, noise included, to a sample 0…255.
  @inline(__always)
  public func sample(_ volts: Float, column j: Int) -> UInt8 {
    let ramp = max(0, volts * slope.base[j] + intercept.base[j])
    let raw = min(bent(ramp) + delay, 255)
    let corrected = Int32(raw) + Int32(digitalOffset.base[j])
    return UInt8(truncatingIfNeeded: min(max(corrected, 0), CADC.largestSample))
  }

  @inline(__always)
  private func bent(_ ramp: Float) -> Float {
    // A ramp that falls behind late needs more counts to pass the same voltage.
    let x = ramp * (1 / 256), q = x * x
    return ramp * (1 + bend * q * q)
  }
}

public import SimulationCore

/// What one kind of channel of all columns makes of membranes, as rows for a kernel that does the
/// same as ``CADC/readout(_:column:)`` and ``CADC/sample(_:column:kind:)``. Buffers belong to the
/// converter: use them before its biases change.
public struct ChannelRow {
  /// Gain of each column's readout amplifier.
  public let gain: FloatBuffer
  /// Its offset in volts.
  public let offset: FloatBuffer
  /// Counts per volt of each channel.
  public let slope: FloatBuffer
  /// Counts at zero volts.
  public let intercept: FloatBuffer
  /// Digital offset of each channel, a whole number.
  public let digitalOffset: FloatBuffer
  /// Bend of the ramp at its end.
  public let bend: Float
  /// Delay of the comparator in counts.
  public let delay: Float
}

extension CADC {
  /// The channels of one kind as they are set at present.
  public func channelRow(_ kind: CADCChannelKind) -> ChannelRow {
    let k = kind.rawValue
    let digital = FloatBuffer(count: count)
    for j in 0..<count { digital[j] = Float(offsets[k][j]) }
    return ChannelRow(
      gain: readoutGain, offset: readoutOffset, slope: slopes[k], intercept: intercepts[k],
      digitalOffset: digital, bend: bend, delay: delay)
  }
}

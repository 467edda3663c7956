internal import SimulationCore

/// All channels of one kind of a hemisphere at one time: conversions of whole rows look the
/// converter's state up once.
public struct CADCChannelRow {
  let slopes: FloatBuffer
  let intercepts: FloatBuffer
  let offsets: [Int32]
  let delay: Float
  let bend: Float

  /// Converts one column's input, noise included, to a sample 0…255.
  @inline(__always)
  public func sample(_ volts: Float, column j: Int) -> UInt8 {
    let ramp = max(0, volts * slopes.base[j] + intercepts.base[j])
    let raw = min(bent(ramp) + delay, 255)
    let corrected = Int32(raw) + offsets[j]
    return UInt8(truncatingIfNeeded: min(max(corrected, 0), CADC.largestSample))
  }

  @inline(__always)
  private func bent(_ ramp: Float) -> Float {
    // A ramp that falls behind late needs more counts to pass the same voltage.
    let x = ramp * (1 / 256), q = x * x
    return ramp * (1 + bend * q * q)
  }
}

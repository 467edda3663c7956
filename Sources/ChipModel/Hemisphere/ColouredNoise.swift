internal import Glibc
internal import SimulationCore

/// Noise whose correlation falls exponentially over time; white without a time constant.
struct ColouredNoise {
  /// Standard deviation.
  let deviation: Double
  /// Time constant in seconds.
  let time: Double

  /// Returns values at samples `ticks` of 2 ns apart, made from standard normal numbers one after the
  /// other.
  func values(_ normals: [Float], ticks: Int64) -> [Float] {
    let seconds = PPUCycles(1).seconds / Double(RecordingSpan.ticksPerPPUCycle) * Double(ticks)
    let kept = time > 0 ? exp(-seconds / time) : 0
    let (keep, add) = (Float(kept), Float((1 - kept * kept).squareRoot()))
    var last: Float = 0
    return normals.enumerated().map { index, normal in
      last = index == 0 ? normal : keep * last + add * normal
      return Float(deviation) * last
    }
  }
}

internal import CKernels
internal import SimulationCore

/// Lines, membranes and the noise on them; lines in units of their own, all else in volts.
final class ColumnState {
  let excitatoryLine: FloatBuffer
  let inhibitoryLine: FloatBuffer
  /// Membranes without their noise.
  let membrane: FloatBuffer
  /// Noise drawn so far, decayed to the present.
  let noise: FloatBuffer
  /// Variance that has accumulated since the last draw.
  let pendingVariance: FloatBuffer

  init(count: Int) {
    excitatoryLine = FloatBuffer(count: count)
    inhibitoryLine = FloatBuffer(count: count)
    membrane = FloatBuffer(count: count)
    noise = FloatBuffer(count: count)
    pendingVariance = FloatBuffer(count: count)
  }

  var kernelView: bss_columns {
    bss_columns(
      exc_line: excitatoryLine.base, inh_line: inhibitoryLine.base, membrane: membrane.base)
  }

  func advanceNoise(_ interval: Interval) {
    // Plain pointers: this runs for every event.
    let (noise, pending, count) = (noise.base, pendingVariance.base, noise.count)
    let row = interval.noiseRow
    let (factor, decay, variance) = (row.factor.base, row.decay.base, row.variance.base)
    for j in 0..<count {
      noise[j] *= factor[j]
      pending[j] = pending[j] * decay[j] + variance[j]
    }
  }

  func addEventNoise(_ constants: ColumnConstants, drivers: Int) {
    let pending = pendingVariance.base
    constants.eventNoise.withUnsafeBufferPointer { noise in
      for j in noise.indices { pending[j] += noise[j] * Float(drivers) }
    }
  }

  func drawNoise(_ normals: UnsafePointer<Float>) {
    for j in 0..<noise.count {
      noise[j] += pendingVariance[j].squareRoot() * normals[j]
      pendingVariance[j] = 0
    }
  }

  func clearNoise(_ j: Int) {
    noise[j] = 0
    pendingVariance[j] = 0
  }

  /// Expresses the lines in other units.
  func convert(from old: LineUnits, to new: LineUnits) {
    for j in 0..<noise.count {
      excitatoryLine[j] = Float(
        Double(excitatoryLine[j]) * (old.excitatory[j] / new.excitatory[j]))
      inhibitoryLine[j] = Float(
        Double(inhibitoryLine[j]) * (old.inhibitory[j] / new.inhibitory[j]))
    }
  }

  func copy() -> ColumnState {
    let new = ColumnState(count: noise.count)
    new.assign(from: self)
    return new
  }

  func assign(from other: ColumnState) {
    excitatoryLine.assign(from: other.excitatoryLine)
    inhibitoryLine.assign(from: other.inhibitoryLine)
    membrane.assign(from: other.membrane)
    noise.assign(from: other.noise)
    pendingVariance.assign(from: other.pendingVariance)
  }
}

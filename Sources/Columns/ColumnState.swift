internal import CKernels
public import SimulationCore

/// Lines and membranes of one hemisphere's columns, without noise. Lines hold their drops in
/// ``LineUnits``, membranes volts.
public final class ColumnState {
  let excitatoryLine: FloatBuffer
  let inhibitoryLine: FloatBuffer
  /// Membranes in volts.
  public let membrane: FloatBuffer
  /// Addresses of the rows, valid as long as the state lives.
  public let rows: ColumnRows

  /// State of `count` columns.
  public init(count: Int) {
    excitatoryLine = FloatBuffer(count: count)
    inhibitoryLine = FloatBuffer(count: count)
    membrane = FloatBuffer(count: count)
    rows = ColumnRows(
      kernelView: bss_columns(
        exc_line: excitatoryLine.base, inh_line: inhibitoryLine.base, membrane: membrane.base),
      count: count)
  }

  /// Drops of one kind of line.
  func line(_ line: ColumnLine) -> FloatBuffer {
    line == .excitatory ? excitatoryLine : inhibitoryLine
  }

  func dischargeLines() {
    excitatoryLine.buffer.update(repeating: 0)
    inhibitoryLine.buffer.update(repeating: 0)
  }

  /// Expresses the lines in other units.
  func convert(from old: LineUnits, to new: LineUnits) {
    for line in ColumnLine.allCases {
      let (drops, old, new) = (self.line(line), old.volts[line], new.volts[line])
      guard !drops.isZero else { continue }
      for j in 0..<drops.count where drops[j] != 0 {
        drops[j] = Float(Double(drops[j]) * (old[j] / new[j]))
      }
    }
  }

  var kernelView: bss_columns { rows.kernelView }
}

/// Addresses of the rows of a ``ColumnState``. Copies do not keep the state alive.
public struct ColumnRows {
  let kernelView: bss_columns
  let count: Int

  /// Membranes in volts.
  public var membrane: UnsafeMutablePointer<Float> { kernelView.membrane }

  /// Empties the lines and sets the membranes.
  func begin(at membranes: UnsafePointer<Float>) {
    kernelView.exc_line.update(repeating: 0, count: count)
    kernelView.inh_line.update(repeating: 0, count: count)
    kernelView.membrane.update(from: membranes, count: count)
  }
}

/// Noise of one hemisphere's membranes.
final class MembraneNoise {
  /// Noise drawn so far, decayed to the present, in volts.
  let volts: FloatBuffer
  /// Variance that has accumulated since the last draw.
  let pendingVariance: FloatBuffer

  init(count: Int) {
    volts = FloatBuffer(count: count)
    pendingVariance = FloatBuffer(count: count)
  }

  func advance(_ interval: Interval) {
    // Plain pointers: this runs for every event.
    let (volts, pending, count) = (volts.base, pendingVariance.base, volts.count)
    let row = interval.noiseRow
    let (factor, decay, variance) = (row.factor.base, row.decay.base, row.variance.base)
    for j in 0..<count {
      volts[j] *= factor[j]
      pending[j] = pending[j] * decay[j] + variance[j]
    }
  }

  /// Adds the noise of an event at which some drivers fired.
  func addEvent(_ constants: ColumnConstants, drivers: Int) {
    let pending = pendingVariance.base
    constants.eventNoise.withUnsafeBufferPointer { noise in
      for j in noise.indices { pending[j] += noise[j] * Float(drivers) }
    }
  }

  /// Draws the pending noise; `normals` are standard normal numbers.
  func draw(_ normals: UnsafePointer<Float>) {
    for j in 0..<volts.count {
      volts[j] += pendingVariance[j].squareRoot() * normals[j]
      pendingVariance[j] = 0
    }
  }

  func clear(_ j: Int) {
    volts[j] = 0
    pendingVariance[j] = 0
  }
}

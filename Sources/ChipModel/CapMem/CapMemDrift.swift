internal import Glibc
internal import SimulationCore

/// The slow drift of the cells over hours: A (a sin p + b (1 - cos p)) with p = 2 pi t / period and
/// a, b drawn for each cell. It depends on chip time alone, in steps of a second, and is zero at
/// the chip's reset.
struct CapMemDrift {
  private let sines: [Float]
  private let cosines: [Float]
  private let amplitude: Double
  private let period: Double

  private static let epochCycles = Int64(Clocks.ppuCyclesPerMicrosecond) * 1_000_000

  /// Nothing where the effect is off.
  init?(parameters: CapMemParameters, effects: EffectScales, draw: PatternDraw) {
    guard effects.isOn(.capMemDrift) else { return nil }
    let count = CapMem.blockCount * CapMem.cellCount
    sines = draw.normals(.capMemDriftSine, count: count)
    cosines = draw.normals(.capMemDriftCosine, count: count)
    amplitude = parameters.drift * effects[.capMemDrift]
    period = parameters.driftPeriod
  }

  /// The step of the drift that a time belongs to: whole seconds of chip time.
  static func epoch(_ time: PPUCycles) -> Int64 { time.count / epochCycles }

  /// Shift of a cell, in LSB.
  func shift(_ index: Int, at time: PPUCycles) -> Double {
    let phase = 2 * Double.pi * Double(Self.epoch(time)) / period
    return amplitude
      * (Double(sines[index]) * sin(phase) + Double(cosines[index]) * (1 - cos(phase)))
  }
}

internal import SimulationCore

/// What a seed draws for one hemisphere's CADC: standard normal numbers.
struct CADCMismatch {
  /// Ramp start and slope of the left and right ramp.
  let rampStart: [Float]
  let rampSlope: [Float]
  /// By channel kind.
  let channelOffset: [[Float]]
  let channelGain: [[Float]]
  let channelNoise: [[Float]]
  let readoutGain: [Float]
  let readoutOffset: [Float]

  init(seed: UInt64, hemisphere: Int, count: Int) {
    let field = NormalField(seed: seed, domain: .cadcMismatch)
    func row(_ quantity: UInt32, _ count: Int) -> [Float] {
      field.row(vector: UInt64(hemisphere), lane: quantity, count: count)
    }
    rampStart = row(0, 2)
    rampSlope = row(1, 2)
    channelOffset = [row(2, count), row(3, count)]
    channelGain = [row(4, count), row(5, count)]
    channelNoise = [row(8, count), row(9, count)]
    readoutGain = row(6, count)
    readoutOffset = row(7, count)
  }
}

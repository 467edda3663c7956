import ChipModel
import SimulationCore
import Testing
import _TestSupport

@testable import CADC

/// A converter with a ramp from 0.25 V at 3.3 mV a count.
func converter(
  _ name: String, seed: UInt64 = 1, start: Double = 0.25, slope: Double = 0.39,
  effects: [String] = []
) throws -> CADC {
  let parameters = try preset(name, effects: effects)
  let cadc = CADC(
    parameters: parameters.cadc, effects: parameters.effects,
    draw: HemisphereDraw(seed: seed, hemisphere: .top), count: 256)
  var biases = CADCBiases()
  biases.left.startVolts = start
  biases.left.slopeBias = slope
  biases.right = biases.left
  cadc.apply(biases)
  return cadc
}

@Suite struct CADCTests {
  @Test func `an ideal channel counts until the ramp passes its input`() throws {
    let cadc = try converter("ideal")
    let p = cadc.parameters
    let step = p.rampStep * 0.39
    for k in 0..<400 {
      let volts = 0.2 + 0.0023 * Double(k)
      let exact = max(0, (volts - 0.25) / step) + p.comparatorDelay
      let wanted = min(255, exact.rounded(.down))
      let found = Double(cadc.sample(Float(volts), column: 7, kind: .causal))
      #expect(abs(found - wanted) <= (abs(exact - exact.rounded()) < 1e-3 ? 1 : 0), "\(volts) V")
    }
  }

  @Test(arguments: ["ideal", "typical"], CADCChannelKind.allCases)
  func `samples grow with the input, take every value and stay in 8 bits`(
    _ name: String, _ kind: CADCChannelKind
  ) throws {
    let cadc = try converter(name)
    for j in [0, 127, 128, 255] {
      var last: UInt8 = 0
      var seen: Set<UInt8> = []
      for k in 0...20_000 {
        let sample = cadc.sample(Float(k) * 1e-4, column: j, kind: kind)
        #expect(sample >= last)
        last = sample
        seen.insert(sample)
      }
      let first = try #require(seen.min())
      #expect(last == 255)
      #expect(seen.count == 256 - Int(first))
    }
  }

  @Test func `inputs of any size give a sample`() throws {
    let cadc = try converter("typical")
    for volts in [-Float.infinity, -1e30, -1, 0, 1e30, .infinity, .nan] {
      for kind in CADCChannelKind.allCases {
        let sample = cadc.sample(volts, column: 3, kind: kind)
        if volts > 10 { #expect(sample == 255) }
        if volts < 0 { #expect(sample <= 20) }
      }
    }
  }

  @Test(arguments: [-128, -30, -1, 0, 1, 30, 127])
  func `an offset is added to the count and the sum is clamped`(_ offset: Int) throws {
    let (plain, shifted) = (try converter("typical"), try converter("typical"))
    shifted.setOffset(offset, column: 40, kind: .acausal)
    for k in 0...150 {
      let volts = Float(k) * 0.01
      for (j, kind) in [(40, .acausal), (40, .causal), (41, .acausal)] as [(Int, CADCChannelKind)] {
        let raw = Int(plain.sample(volts, column: j, kind: kind))
        let isOwn = j == 40 && kind == .acausal
        let wanted = isOwn ? min(max(raw + offset, 0), 255) : raw
        #expect(Int(shifted.sample(volts, column: j, kind: kind)) == wanted)
      }
    }
  }

  @Test(arguments: ["ideal", "typical"])
  func `a higher or a steeper ramp reads less`(_ name: String) throws {
    let base = try converter(name)
    let higher = try converter(name, start: 0.28)
    let steeper = try converter(name, slope: 0.45)
    for j in 0..<256 {
      let volts: Float = 0.7
      let sample = base.sample(volts, column: j, kind: .causal)
      #expect(higher.sample(volts, column: j, kind: .causal) < sample)
      #expect(steeper.sample(volts, column: j, kind: .causal) < sample)
    }
  }

  @Test func `a ramp without current never passes and reads the end of the range`() throws {
    let cadc = try converter("typical", slope: 0)
    #expect(cadc.sample(0.1, column: 0, kind: .causal) == 255)
  }

  @Test func `each half of the columns has its own ramp`() throws {
    let cadc = try converter("ideal")
    var biases = CADCBiases()
    biases.left.startVolts = 0.25
    biases.left.slopeBias = 0.39
    biases.right = biases.left
    biases.right.startVolts = 0.35
    cadc.apply(biases)
    let samples = (0..<256).map { cadc.sample(0.7, column: $0, kind: .causal) }
    #expect(Set(samples[..<128]).count == 1 && Set(samples[128...]).count == 1)
    #expect(samples[0] > samples[255] + 20)
  }

  @Test func `an ideal readout amplifier changes nothing, a real one little`() throws {
    let (ideal, typical) = (try converter("ideal"), try converter("typical"))
    let parameters = try preset("typical").cadc
    // Five standard deviations: a false alarm once in ten thousand sets of columns.
    let largest = 5 * Float(parameters.readoutOffsetSpread + 0.7 * parameters.readoutGainSpread)
    for j in 0..<256 {
      #expect(ideal.readout(0.7, column: j) == 0.7)
      #expect(abs(typical.readout(0.7, column: j) - 0.7) < largest)
    }
    #expect(Set((0..<256).map { typical.readout(0.7, column: $0) }).count > 200)
  }

  /// 512 channels: the standard error of a standard deviation is 3 %; 6 sigma are allowed.
  @Test func `comparator offsets spread as configured`() throws {
    let cadc = try converter(
      "ideal", effects: ["cadc.channel_offset=1"])
    let samples = CADCChannelKind.allCases.flatMap { kind in
      (0..<256).map { Double(cadc.sample(0.7, column: $0, kind: kind)) }
    }
    let mean = samples.reduce(0, +) / 512
    let variance = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 512
    let step = cadc.parameters.rampStep * 0.39
    let wanted = cadc.parameters.channelOffsetSpread / step
    #expect(abs(variance.squareRoot() / wanted - 1) < 0.2)
  }
}
